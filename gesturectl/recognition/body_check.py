"""Whether what an estimator reports is a body at all: chairs, table legs, backs of heads are taken for bodies too."""

from __future__ import annotations

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.recognition.body_features import LEFT_HIP, LEFT_SHOULDER, RIGHT_HIP, RIGHT_SHOULDER, torso_scale
from gesturectl.recognition.head_pose import LEFT_EAR, RIGHT_EAR, head_scale

SMALLEST = 0.045
"""Frame heights of the shoulders' width: a person six metres away has 0.06."""
HEAD = (0.3, 0.8)
"""The head's width in torso scales; of 8,700 recorded bodies of eight persons 98 % have 0.37 to 0.63."""
NECK = 0.28
"""How far the ears are above the shoulders in the same unit; 98 % have 0.38 to 0.95, a bowed head less."""
TRUNK = 0.7
"""How far the hips are below the shoulders; 98 % have 1.28 to 2, who bends forward less."""
LONGEST = 1.8
"""The longest part of an arm; 98 % have at most 1.25."""
_ARM_PARTS = ((11, 13), (13, 15), (12, 14), (14, 16))


def is_body(points: FloatArray) -> bool:
    """Return whether (33, 2) points in frame heights have the proportions of a person who is upright."""
    scale = float(torso_scale(points))
    if scale < SMALLEST or not np.isfinite(points).all():
        return False
    head = float(head_scale(points)) / scale
    shoulders = (points[LEFT_SHOULDER, 1] + points[RIGHT_SHOULDER, 1]) / 2
    neck = float(shoulders - (points[LEFT_EAR, 1] + points[RIGHT_EAR, 1]) / 2) / scale
    trunk = float((points[LEFT_HIP, 1] + points[RIGHT_HIP, 1]) / 2 - shoulders) / scale
    longest = max(float(np.linalg.norm(points[b] - points[a])) for a, b in _ARM_PARTS) / scale
    return HEAD[0] <= head <= HEAD[1] and neck >= NECK and trunk >= TRUNK and longest <= LONGEST
