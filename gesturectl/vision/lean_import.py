"""Importing MediaPipe without what it brings along for plots and microphones, which nothing here uses.

matplotlib alone takes two thirds of the time of that import.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

UNUSED = ("matplotlib", "matplotlib.pyplot", "sounddevice")


@contextmanager
def without(*names: str) -> Iterator[None]:
    """While it lasts, modules of these names that were not imported before are empty; later they can be imported."""
    empty = {name: ModuleType(name) for name in names if name not in sys.modules}
    sys.modules.update(empty)
    try:
        yield
    finally:
        for name in empty:
            del sys.modules[name]
