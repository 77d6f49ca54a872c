"""From a landmark list of an estimator to our arrays."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

import numpy as np

from gesturectl.domain.arrays import FloatArray


class Point(Protocol):
    """One landmark as MediaPipe gives it."""

    x: float
    y: float
    z: float
    visibility: float | None


def points3(points: Iterable[Point]) -> FloatArray:
    """Return float32 (n, 3): x, y, z as they are given."""
    return np.array([(p.x, p.y, p.z) for p in points], dtype=np.float32)


def points4(points: Iterable[Point]) -> FloatArray:
    """Return float32 (n, 4): x, y, z, visibility 0..1."""
    return np.array([(p.x, p.y, p.z, p.visibility or 0.0) for p in points], dtype=np.float32)
