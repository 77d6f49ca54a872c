"""The part of the picture in which motion comes from a hand that is known: the hand, its surroundings, its forearm."""

from __future__ import annotations

from collections import deque
from math import ceil

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.observation import Hand
from gesturectl.vision.motion_check import Cells

Area = tuple[float, float, float, float]
"""Left, top, right, bottom; shares of the frame's sides, may lie outside it."""
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
        self._areas: deque[tuple[float, Area]] = deque()

    def add(self, t: float, hand: Hand) -> None:
        """Take a sighting, forget those older than TRAIL_S."""
        self._areas.append((t, reach(hand.landmarks)))
        while t - self._areas[0][0] > TRAIL_S:
            self._areas.popleft()

    def elsewhere(self, cells: Cells) -> Cells:
        """Return the cells without those that the hand may have changed."""
        rows, columns = cells.shape
        rest = cells.copy()
        for _, (left, top, right, bottom) in self._areas:
            across = slice(max(int(left * columns), 0), max(ceil(right * columns), 0))
            rest[max(int(top * rows), 0) : max(ceil(bottom * rows), 0), across] = False
        return rest


def reach(points: FloatArray) -> Area:
    """Return the area of a hand of landmarks (21, 2 or more)."""
    (left, top), (right, bottom) = points.min(axis=0)[:2].tolist(), points.max(axis=0)[:2].tolist()
    wrist, knuckle = points[WRIST].tolist(), points[MIDDLE_KNUCKLE].tolist()
    x, y = (wrist[i] + FOREARM_PALMS * (wrist[i] - knuckle[i]) for i in (0, 1))
    margin = MARGIN * max(right - left, bottom - top)
    around = ELBOW_MARGINS * margin
    return (
        min(left - margin, x - around),
        min(top - margin, y - around),
        max(right + margin, x + around),
        max(bottom + margin, y + around),
    )
