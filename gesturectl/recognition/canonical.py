"""Hands made comparable: aspect undone, left mirrored to right, wrist at the origin, palm length 1.

The order of the steps is that of MediaPipe's gesture recogniser (landmarks_to_matrix_calculator): undo the aspect
ratio, move the wrist to the origin, scale. The scale here is the palm, not the bounding box, because the box of a fist
and that of an open hand differ.
"""

from __future__ import annotations

import math

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.observation import Hand, Handedness

WRIST, THUMB_TIP, INDEX_KNUCKLE, INDEX_TIP, MIDDLE_KNUCKLE = 0, 4, 5, 8, 9
RING_KNUCKLE, LITTLE_KNUCKLE = 13, 17
TIPS = (4, 8, 12, 16, 20)
PALM = (WRIST, INDEX_KNUCKLE, MIDDLE_KNUCKLE, RING_KNUCKLE, LITTLE_KNUCKLE)

PALM_WIDTH = 0.75
"""Index to little knuckle over wrist to middle knuckle, in HaGRID's upright open hands."""
MIN_PALM = 1e-4
"""Below this palm length (in frame heights) a hand is taken as degenerate rather than divided by."""


_CORNERS = np.array([WRIST, INDEX_KNUCKLE, MIDDLE_KNUCKLE, LITTLE_KNUCKLE])
_PALM_ROWS = np.array(PALM)
_MIRROR = np.array([-1.0, 1.0, 1.0], np.float32)


def isotropic(landmarks: FloatArray, aspect: float) -> FloatArray:
    """Return (21, 3) landmarks in frame heights: x and z are multiplied by the aspect ratio width / height."""
    return np.asarray(landmarks * np.array([aspect, 1.0, aspect], np.float32))


def palm_length(points: FloatArray) -> float:
    """Return the palm length of (21, 2 or 3) points, robust against foreshortening.

    The wrist to middle knuckle distance, or, where the palm is seen end-on, what the palm's width says of it (the
    index to little knuckle distance is about 0.75 of the palm length in HaGRID's upright open hands).
    """
    wrist, index, middle, little = points.take(_CORNERS, axis=0)[:, :2].tolist()
    return max(math.dist(wrist, middle), math.dist(index, little) / PALM_WIDTH, MIN_PALM)


def canonical_points(points: FloatArray, handedness: Handedness, palm: float | None = None) -> FloatArray:
    """Return isotropic (21, 3) points as a right hand with the wrist at the origin and palm length 1.

    palm  their palm length where it is known already
    """
    moved = (points - points[WRIST]) / (palm or palm_length(points))
    if handedness is Handedness.LEFT:
        moved *= _MIRROR
    return np.asarray(moved, dtype=np.float32)


def canonical_hand(hand: Hand, aspect: float) -> FloatArray:
    """Return the (21, 3) canonical points of an observed hand."""
    return canonical_points(isotropic(hand.landmarks, aspect), hand.handedness)


def palm_centre(points: FloatArray) -> FloatArray:
    """Return the mean (2,) of the wrist and the four knuckles: steadier than the wrist, untouched by the fingers."""
    total = np.add.reduce(points.take(_PALM_ROWS, axis=0)[:, :2])
    return np.asarray(total / len(PALM), dtype=np.float32)
