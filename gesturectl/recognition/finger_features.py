"""Features of what the fingers of one hand did in the last second. The same function serves training and running.

A left hand is mirrored to a right one; lengths are in palm lengths. What changes quickly (the index finger, the gap
between it and the thumb, how far the hand leans) is looked at every step, the rest every second or third.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gesturectl.domain.arrays import FloatArray, lengths
from gesturectl.domain.observation import Handedness
from gesturectl.recognition.canonical import INDEX_KNUCKLE, INDEX_TIP, MIDDLE_KNUCKLE, THUMB_TIP, TIPS, WRIST
from gesturectl.recognition.motion_features import MOTION_STEPS, HandWindow

FINGER_SPEC = "fingers/1"

_TIPS = list(TIPS)
_JOINTS = [6, 7, INDEX_TIP, 12, 16, 20]
"""Index finger's joints and the other tips: seen from the index knuckle, along and across the hand."""
_REST = [0, 1, 3, 4, 5]
"""Of those joints: all but the index finger's tip, which is looked at every step."""
_HALF, _THIRD = slice(1, None, 2), slice(1, None, 3)
_HALVES, _THIRDS = len(range(MOTION_STEPS)[_HALF]), len(range(MOTION_STEPS)[_THIRD])

FINGER_SIZE = MOTION_STEPS * 4 + _HALVES * (len(TIPS) + 2 + 2 * (len(_JOINTS) - 1)) + _THIRDS * 4


def finger_features(windows: Sequence[HandWindow], sides: Sequence[Handedness]) -> FloatArray:
    """Return the (N, FINGER_SIZE) features of N hands' fingers, with how each hand moved and turned meanwhile."""
    right = np.array([(-1.0 if side is Handedness.LEFT else 1.0, 1.0) for side in sides], np.float32)
    points = np.stack([window.points for window in windows]) * right[:, None, None]
    centre = np.stack([window.centre for window in windows])
    wrist = points[:, :, WRIST]
    along = points[:, :, MIDDLE_KNUCKLE] - wrist
    along = along / np.maximum(lengths(along), 1e-6)[..., None]
    joints = points[:, :, _JOINTS] - points[:, :, None, INDEX_KNUCKLE]
    ahead, aside = along[..., None, 0], along[..., None, 1]
    x, y = joints[..., 1] * ahead - joints[..., 0] * aside, joints[..., 0] * ahead + joints[..., 1] * aside
    path = (centre - centre[:, -1:]) * right[:, None]
    parts = (
        lengths(points[:, :, THUMB_TIP] - points[:, :, INDEX_TIP]),
        x[..., 2],
        y[..., 2],
        np.stack([window.palm for window in windows]),
        lengths(points[:, _HALF][:, :, _TIPS] - wrist[:, _HALF, None]),
        along[:, _HALF],
        x[:, _HALF][..., _REST],
        y[:, _HALF][..., _REST],
        path[:, _THIRD],
        np.stack([window.present[_THIRD] for window in windows]),
        lengths(path[:, _THIRD]),
    )
    return np.concatenate([part.reshape(len(windows), -1) for part in parts], axis=1, dtype=np.float32)
