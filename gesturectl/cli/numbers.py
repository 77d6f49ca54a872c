"""Numbers on the command line: `float` alone would take nan and inf, which no request and no file can carry."""

from __future__ import annotations

import argparse
import math


def number(text: str) -> float:
    """Return a finite number. Raises ArgumentTypeError, or ValueError for what is no number."""
    value = float(text)
    if not math.isfinite(value):
        raise argparse.ArgumentTypeError(f"expected a number, got {text}")
    return value


def seconds(text: str) -> float:
    """Return a number of seconds, 0 or more. Raises as `number`."""
    value = number(text)
    if value < 0:
        raise argparse.ArgumentTypeError(f"expected seconds, 0 or more, got {text}")
    return value
