"""The part of the picture in which motion comes from a hand that is known: the hand, its surroundings, its forearm."""

from __future__ import annotations

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.observation import Hand
from gesturectl.vision.motion_check import Cells

WRIST, MIDDLE_KNUCKLE = 0, 9
FOREARM_PALMS = 3.0
"""The elbow lies about so many palm lengths behind the wrist."""
MARGIN = 0.6
"""Share of the larger side of the hand by which the area reaches beyond it: sleeve, blur, the way of a tenth of a
second."""


def blank_reach(cells: Cells, hand: Hand) -> Cells:
    """Return the cells without those that the hand and its forearm may have changed."""
    rows, columns = cells.shape
    low, high = reach(hand.landmarks[:, :2])
    left, top = np.maximum(np.floor(low * (columns, rows)), 0).astype(int)
    right, bottom = np.maximum(np.ceil(high * (columns, rows)), 0).astype(int)
    rest = cells.copy()
    rest[top:bottom, left:right] = False
    return rest


def reach(points: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the two corners (x, y) of the area, shares of the frame's sides, for landmarks (21, 2)."""
    elbow = points[WRIST] + FOREARM_PALMS * (points[WRIST] - points[MIDDLE_KNUCKLE])
    margin = MARGIN * float(np.ptp(points, axis=0).max())
    low = np.minimum(points.min(axis=0) - margin, elbow)
    high = np.maximum(points.max(axis=0) + margin, elbow)
    return low, high
