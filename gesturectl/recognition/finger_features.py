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

_JOINTS = (6, 7, 12, 16, 20, INDEX_TIP)
"""Index finger's joints and the other tips: seen from the index knuckle, along and across the hand. The index finger's
tip, the last, is looked at every step, the others less often."""
_REST, _INDEX = slice(None, -1), -1
_STARTS = np.array([INDEX_TIP, *[WRIST] * (1 + len(TIPS)), *[INDEX_KNUCKLE] * len(_JOINTS)])
_ENDS = np.array([THUMB_TIP, MIDDLE_KNUCKLE, *TIPS, *_JOINTS])
"""All that is measured between two points, in one: a few large steps take less time than many small ones."""
_GAP, _PALM, _REACH, _FROM_KNUCKLE = 0, 1, slice(2, 7), slice(7, None)
_HALF, _THIRD = slice(1, None, 2), slice(1, None, 3)
_HALVES, _THIRDS = len(range(MOTION_STEPS)[_HALF]), len(range(MOTION_STEPS)[_THIRD])

FINGER_SIZE = MOTION_STEPS * 4 + _HALVES * (len(TIPS) + 2 + 2 * (len(_JOINTS) - 1)) + _THIRDS * 4


def finger_features(windows: Sequence[HandWindow], sides: Sequence[Handedness]) -> FloatArray:
    """Return the (N, FINGER_SIZE) features of N hands' fingers, with how each hand moved and turned meanwhile."""
    rows = np.array([window.rows for window in windows])
    points = rows[:, :, 2:44].reshape(len(windows), MOTION_STEPS, 21, 2)
    spans = points.take(_ENDS, axis=2) - points.take(_STARTS, axis=2)
    path = rows[:, _THIRD, :2] - rows[:, -1:, :2]
    for number, side in enumerate(sides):
        if side is Handedness.LEFT:
            spans[number, ..., 0] *= -1
            path[number, ..., 0] *= -1
    far = lengths(spans[:, :, : _REACH.stop])
    along = spans[:, :, _PALM] / np.maximum(far[:, :, _PALM], 1e-6)[..., None]
    joints_x, joints_y = spans[:, :, _FROM_KNUCKLE, 0], spans[:, :, _FROM_KNUCKLE, 1]
    ahead, aside = along[..., None, 0], along[..., None, 1]
    x, y = joints_y * ahead - joints_x * aside, joints_x * ahead + joints_y * aside
    parts = (
        far[:, :, _GAP],
        x[..., _INDEX],
        y[..., _INDEX],
        rows[:, :, 44],
        far[:, _HALF, _REACH],
        along[:, _HALF],
        x[:, _HALF, _REST],
        y[:, _HALF, _REST],
        path,
        np.array([window.present[_THIRD] for window in windows]),
        lengths(path),
    )
    return np.concatenate([part.reshape(len(windows), -1) for part in parts], axis=1, dtype=np.float32)
