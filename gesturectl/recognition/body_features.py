"""Features of a body's pose in one frame. The same function serves training and running."""

from __future__ import annotations

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.recognition.head_pose import HEAD_SIZE, head_pose, head_scale

BODY_SPEC = "body/2"

NOSE, LEFT_SHOULDER, RIGHT_SHOULDER, LEFT_WRIST, RIGHT_WRIST, LEFT_HIP, RIGHT_HIP = 0, 11, 12, 15, 16, 23, 24
_ARMS = (11, 12, 13, 14, 15, 16, 19, 20)
"""Shoulders, elbows, wrists, index fingers."""
_SEGMENTS = ((11, 13), (13, 15), (12, 14), (14, 16))
_GAPS = ((15, 16), (15, 12), (16, 11), (15, 0), (16, 0), (13, 14))
"""The wrists from each other, from the other shoulder and from the nose; the elbows from each other."""
MIN_SHOULDERS = 1e-3

BODY_SIZE = (len(_ARMS) + 1) * 2 + len(_SEGMENTS) * 2 + len(_GAPS) + len(_ARMS) + 4 + HEAD_SIZE


def isotropic_body(landmarks: FloatArray, aspect: float) -> FloatArray:
    """Return (..., 33, 2) points in frame heights of (..., 33, 4) landmarks."""
    return np.asarray(landmarks[..., :2] * np.array([aspect, 1.0], np.float32))


def torso_scale(points: FloatArray) -> FloatArray:
    """Return the larger (...) of the shoulders' width and half the shoulder to hip height of (..., 33, 2) points.

    A person turned sideways keeps a scale.
    """
    middle, hips = _middles(points)
    width = np.linalg.norm(points[..., LEFT_SHOULDER, :] - points[..., RIGHT_SHOULDER, :], axis=-1)
    return np.asarray(np.maximum(np.maximum(width, 0.5 * np.linalg.norm(hips - middle, axis=-1)), MIN_SHOULDERS))


def body_features(landmarks: FloatArray, aspect: float) -> FloatArray:
    """Return the (..., BODY_SIZE) features of (..., 33, 4) landmarks.

    Origin between the shoulders, unit `torso_scale`; positions of arms and nose, directions of arm segments, distances,
    visibilities, the lines of trunk and shoulders, and how the head is held.
    """
    points = isotropic_body(landmarks, aspect)
    middle, hips = _middles(points)
    scale = torso_scale(points)[..., None]
    local = (points - middle[..., None, :]) / scale[..., None]
    along = np.stack([local[..., b, :] - local[..., a, :] for a, b in _SEGMENTS], axis=-2)
    parts = [
        _flat(np.clip(local[..., [NOSE, *_ARMS], :], -4, 4)),
        _flat(_unit(along)),
        np.clip(np.stack([np.linalg.norm(local[..., a, :] - local[..., b, :], axis=-1) for a, b in _GAPS], -1), 0, 4),
        landmarks[..., list(_ARMS), 3],
        _unit(middle - hips),
        local[..., LEFT_SHOULDER, :] - local[..., RIGHT_SHOULDER, :],
        head_pose(points, head_scale(points)),
    ]
    return np.concatenate(parts, axis=-1).astype(np.float32)


def _middles(points: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the points (..., 2) between the shoulders and between the hips."""
    middle = (points[..., LEFT_SHOULDER, :] + points[..., RIGHT_SHOULDER, :]) / 2
    return np.asarray(middle), np.asarray((points[..., LEFT_HIP, :] + points[..., RIGHT_HIP, :]) / 2)


def _unit(vectors: FloatArray) -> FloatArray:
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-3))


def _flat(values: FloatArray) -> FloatArray:
    return values.reshape(*values.shape[:-2], -1)
