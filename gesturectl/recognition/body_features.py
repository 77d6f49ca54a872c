"""Features of a body's pose in one frame. The same function serves training and running."""

from __future__ import annotations

import numpy as np

from gesturectl.domain.arrays import FloatArray

BODY_SPEC = "body/1"

NOSE, LEFT_SHOULDER, RIGHT_SHOULDER, LEFT_HIP, RIGHT_HIP = 0, 11, 12, 23, 24
_ARMS = (11, 12, 13, 14, 15, 16, 19, 20)
"""Shoulders, elbows, wrists, index fingers."""
_SEGMENTS = ((11, 13), (13, 15), (12, 14), (14, 16))
MIN_SHOULDERS = 1e-3

BODY_SIZE = (len(_ARMS) + 1) * 2 + len(_SEGMENTS) * 2 + 3 + len(_ARMS)


def body_features(landmarks: FloatArray, aspect: float) -> FloatArray:
    """Return the (BODY_SIZE,) features of (33, 4) landmarks.

    Origin between the shoulders, unit the larger of the shoulders' width and half the shoulder to hip height (a person
    turned sideways keeps a scale); positions of arms and nose, directions of arm segments, distances of the wrists from
    each other and from the opposite shoulder, visibilities.
    """
    points = landmarks[:, :2] * np.array([aspect, 1.0], np.float32)
    middle = (points[LEFT_SHOULDER] + points[RIGHT_SHOULDER]) / 2
    hips = (points[LEFT_HIP] + points[RIGHT_HIP]) / 2
    width = float(np.linalg.norm(points[LEFT_SHOULDER] - points[RIGHT_SHOULDER]))
    scale = max(width, 0.5 * float(np.linalg.norm(hips - middle)), MIN_SHOULDERS)
    local = (points - middle) / scale
    chosen = np.clip(local[[NOSE, *_ARMS]], -4, 4)
    along = np.stack([local[b] - local[a] for a, b in _SEGMENTS])
    along = along / np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-3)
    gaps = [np.linalg.norm(local[a] - local[b]) for a, b in ((15, 16), (15, 12), (16, 11))]
    visible = landmarks[list(_ARMS), 3]
    return np.concatenate([chosen.ravel(), along.ravel(), np.clip(gaps, 0, 4), visible]).astype(np.float32)
