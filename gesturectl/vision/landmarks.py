"""From a landmark list of an estimator to our arrays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from operator import attrgetter
from typing import Protocol

import numpy as np

from gesturectl.domain.arrays import FloatArray


class Point(Protocol):
    """One landmark as MediaPipe gives it."""

    x: float
    y: float
    z: float
    visibility: float | None


_PLACE = attrgetter("x", "y", "z")


def points3(points: Sequence[Point]) -> FloatArray:
    """Return float32 (n, 3): x, y, z as they are given."""
    # A row of numbers takes half the time of an array of tuples.
    flat = np.fromiter(chain.from_iterable(map(_PLACE, points)), np.float32, 3 * len(points))
    return flat.reshape(-1, 3)


def points4(points: Iterable[Point]) -> FloatArray:
    """Return float32 (n, 4): x, y, z, visibility 0..1."""
    return np.array([(p.x, p.y, p.z, p.visibility or 0.0) for p in points], dtype=np.float32)
