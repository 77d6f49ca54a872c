"""The pinhole camera: metres to frame heights and landmarks."""

from __future__ import annotations

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.synth.rotation import Floats

FOCAL = 1.07
"""Focal length in frame heights: 50° from top to bottom, 64° across at 4:3, as webcams have."""


def project(points_m: Floats) -> Floats:
    """Return (..., 2) places in frame heights from the middle of the frame, of (..., 3) points in camera space, m."""
    return points_m[..., :2] * (FOCAL / points_m[..., 2:])


def unproject(place: Floats, depth_m: Floats) -> Floats:
    """Return (..., 3) points in camera space, m, seen at `place` (..., 2) frame heights from the middle."""
    depth = np.asarray(depth_m, np.float64)[..., None]
    return np.concatenate([place * depth / FOCAL, np.broadcast_to(depth, (*place.shape[:-1], 1))], axis=-1)


def landmarks(points_m: Floats, aspect: float) -> FloatArray:
    """Return float32 (..., 21, 3) landmarks: x / width, y / height, z relative to the wrist on the scale of x."""
    flat = project(points_m)
    wrist_m = points_m[..., :1, 2]
    z = (points_m[..., 2] - wrist_m) * (FOCAL / wrist_m) / aspect
    return np.stack([flat[..., 0] / aspect + 0.5, flat[..., 1] + 0.5, z], axis=-1).astype(np.float32)
