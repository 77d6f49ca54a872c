"""The part of the picture in which motion comes from a hand that is known: the hand, its surroundings, its forearm."""

from __future__ import annotations

from collections import deque

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.observation import Hand
from gesturectl.vision.motion_check import Cells

WRIST, MIDDLE_KNUCKLE = 0, 9
FOREARM_PALMS = 3.0
"""The elbow lies about so many palm lengths behind the wrist."""
MARGIN = 0.6
"""Share of the larger side of the hand by which its area reaches beyond it: sleeve, blur, the way of a moment."""
ELBOW_MARGINS = 2.0
"""The elbow's place is only guessed, for the wrist bends: so many of these margins around it."""
TRAIL_S = 0.4
"""Where the hand was counts for so long: two time constants of the motion check's memory."""


class Trail:
    """Where a followed hand, and its forearm, have been of late."""

    def __init__(self) -> None:
        self._areas: deque[tuple[float, FloatArray, FloatArray]] = deque()

    def add(self, t: float, hand: Hand) -> None:
        """Take a sighting, forget those older than TRAIL_S."""
        self._areas.append((t, *reach(hand.landmarks[:, :2])))
        while t - self._areas[0][0] > TRAIL_S:
            self._areas.popleft()

    def elsewhere(self, cells: Cells) -> Cells:
        """Return the cells without those that the hand may have changed."""
        rows, columns = cells.shape
        rest = cells.copy()
        for _, low, high in self._areas:
            left, top = np.maximum(np.floor(low * (columns, rows)), 0).astype(int)
            right, bottom = np.maximum(np.ceil(high * (columns, rows)), 0).astype(int)
            rest[top:bottom, left:right] = False
        return rest


def reach(points: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the two corners (x, y) of the hand's area, shares of the frame's sides, for landmarks (21, 2)."""
    elbow = points[WRIST] + FOREARM_PALMS * (points[WRIST] - points[MIDDLE_KNUCKLE])
    margin = MARGIN * float(np.ptp(points, axis=0).max())
    low = np.minimum(points.min(axis=0) - margin, elbow - ELBOW_MARGINS * margin)
    high = np.maximum(points.max(axis=0) + margin, elbow + ELBOW_MARGINS * margin)
    return low, high
