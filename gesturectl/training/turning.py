"""Hands turned in and out of the image plane."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gesturectl.domain.arrays import FloatArray

OUT_OF_PLANE_DEG = 17.0
"""Standard deviation; recorded shapes face the camera, hands of users often do not quite."""


def turned(points: FloatArray, degrees: NDArray[np.floating], rng: np.random.Generator) -> FloatArray:
    """Return (N, 21, 3) points turned in the image plane by `degrees` (N,), and at random out of it."""
    pitch, yaw = (np.radians(rng.normal(0, OUT_OF_PLANE_DEG, len(points)).clip(-40, 40)) for _ in range(2))
    moved = _rotate(points, pitch, (1, 2))
    moved = _rotate(moved, yaw, (0, 2))
    return turned_in_picture(moved, degrees)


def turned_in_picture(points: FloatArray, degrees: NDArray[np.floating]) -> FloatArray:
    """Return (N, 21, 3) points turned in the image plane by `degrees` (N,), clockwise as seen."""
    return _rotate(points, np.radians(degrees), (0, 1))


def upright(points: FloatArray) -> FloatArray:
    """Return (N, 21, 3) points turned so that the middle knuckle is straight above the wrist."""
    return _rotate(points, -np.radians(tilt(points)), (0, 1))


def tilt(points: FloatArray) -> FloatArray:
    """Return by how many degrees (N,) hands are turned from upright (wrist to middle knuckle), clockwise positive."""
    return np.asarray(np.degrees(np.arctan2(points[:, 9, 0] - points[:, 0, 0], points[:, 0, 1] - points[:, 9, 1])))


def _rotate(points: FloatArray, angle: NDArray[np.floating], axes: tuple[int, int]) -> FloatArray:
    a, b = axes
    cos, sin = np.cos(angle)[:, None], np.sin(angle)[:, None]
    out = points.copy()
    out[..., a] = cos * points[..., a] - sin * points[..., b]
    out[..., b] = sin * points[..., a] + cos * points[..., b]
    return out
