"""Features of what a head and two arms did in the last second and a half.

The window is resampled to equal steps of a tenth of a second, so that it does not matter how often the body is looked
for, from ten times a second on; the head is measured in its own width, so that the distance to the camera does not.
"""

from __future__ import annotations

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.recognition.body_features import LEFT_SHOULDER, LEFT_WRIST, RIGHT_SHOULDER, RIGHT_WRIST, torso_scale
from gesturectl.recognition.body_track import BodyTrack
from gesturectl.recognition.head_pose import NOSE, head_pose, head_scale

BODY_MOTION_SPEC = "body_motion/1"

STEP_S = 0.1
STEPS = 15
"""A nod takes 0.4 to 0.9 s, and there are two of them."""
_HEAD = 6
"""Of the head's measures, nose, eyes and mouth relative to the ears: they show how it turns."""
_COARSE = slice(None, None, 2)
_WRISTS = (LEFT_WRIST, RIGHT_WRIST)

BODY_MOTION_SIZE = STEPS * (_HEAD + 3) + len(range(STEPS)[_COARSE]) * 6


def body_motion_features(track: BodyTrack, t: float) -> FloatArray:
    """Return the (BODY_MOTION_SIZE,) features of the body's window that ends at `t`."""
    return window_features(*track.window(t, STEPS, STEP_S))


def window_features(points: FloatArray, visible: FloatArray) -> FloatArray:
    """Return the features of points (STEPS, 33, 2) and visibilities (STEPS, 33) at equal steps of time."""
    head = head_scale(points).mean()
    held = head_pose(points, np.full(len(points), head, np.float32))[:, :_HEAD]
    place = points[:, NOSE] / head
    shoulders = (points[:, LEFT_SHOULDER] + points[:, RIGHT_SHOULDER]) / 2
    wrists = (points[:, list(_WRISTS)] - shoulders[:, None]) / torso_scale(points).mean()
    gap = np.linalg.norm(wrists[:, 0] - wrists[:, 1], axis=-1)
    parts = (
        held - held.mean(axis=0),
        np.clip(place - place.mean(axis=0), -3, 3),
        np.clip(gap, 0, 4),
        np.clip(wrists[_COARSE], -4, 4),
        visible[_COARSE][:, list(_WRISTS)],
    )
    return np.concatenate([np.ravel(part) for part in parts]).astype(np.float32)
