"""How a head is held, from the face's landmarks of a body: measures that neither distance nor place changes."""

from __future__ import annotations

import numpy as np

from gesturectl.domain.arrays import FloatArray

NOSE, LEFT_EYE, RIGHT_EYE, LEFT_EAR, RIGHT_EAR, LEFT_MOUTH, RIGHT_MOUTH = 0, 2, 5, 7, 8, 9, 10
_EARS_PER_FACE = 2.0
"""Ear to ear over eyes to mouth, of a head seen from the front: a head that turns away keeps the latter."""
MIN_HEAD = 1e-4
HEAD_SIZE = 9


def head_scale(points: FloatArray) -> FloatArray:
    """Return the width (...) of heads, ear to ear, of (..., 33, 2) points, on the scale of the points."""
    ears = np.linalg.norm(points[..., LEFT_EAR, :] - points[..., RIGHT_EAR, :], axis=-1)
    face = np.linalg.norm(_middle(points, LEFT_EYE, RIGHT_EYE) - _middle(points, LEFT_MOUTH, RIGHT_MOUTH), axis=-1)
    return np.asarray(np.maximum(np.maximum(ears, _EARS_PER_FACE * face), MIN_HEAD))


def head_pose(points: FloatArray, scale: FloatArray) -> FloatArray:
    """Return the (..., HEAD_SIZE) measures of the heads of (..., 33, 2) points in units of `scale` (...).

    Nose, eyes and mouth relative to the ears' middle, the line of the ears, and the eyes' distance.
    """
    ears = _middle(points, LEFT_EAR, RIGHT_EAR)
    eyes, mouth = _middle(points, LEFT_EYE, RIGHT_EYE), _middle(points, LEFT_MOUTH, RIGHT_MOUTH)
    across = points[..., LEFT_EAR, :] - points[..., RIGHT_EAR, :]
    eye_gap = np.linalg.norm(points[..., LEFT_EYE, :] - points[..., RIGHT_EYE, :], axis=-1, keepdims=True)
    parts = [points[..., NOSE, :] - ears, eyes - ears, mouth - ears, across, eye_gap]
    return np.asarray(np.clip(np.concatenate(parts, axis=-1) / scale[..., None], -4, 4))


def _middle(points: FloatArray, one: int, other: int) -> FloatArray:
    return np.asarray((points[..., one, :] + points[..., other, :]) / 2)
