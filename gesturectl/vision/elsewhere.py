"""What moves away from a hand that is followed: it may be another hand, which is then looked for at once."""

from __future__ import annotations

import math

import cv2
import numpy as np

from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Hand
from gesturectl.vision.motion_check import Cells, Notices
from gesturectl.vision.reach import Trail
from gesturectl.vision.surge import Motion, Surge

EVERY_S = 0.045
"""Motion is checked at most so often: in every other frame of a usual camera. It costs 4 % of following a hand."""
FEWEST_CELLS = 4
"""Changed cells that count as motion: a hand at 2.5 m covers about ten."""
SHARE_OF_HAND = 0.3
"""Motion away from a followed hand may be another hand if it changes this share of the cells that the hand covers."""
PIECE = 0.2
"""... by patches that are as thick as this share of its side: a body that sways changes thin edges only."""


class Elsewhere:
    """Checks every other frame for motion beside a hand, from `begin` on."""

    def __init__(self, motion: Notices) -> None:
        self._motion = motion
        self._trail, self._surge = Trail(), Surge()
        self._checked_t = float("-inf")

    def begin(self, t: float, hand: Hand) -> None:
        """Follow this hand from time `t` on."""
        self._motion.restart()
        self._trail, self._surge = Trail(), Surge()
        self._trail.add(t, hand)
        self._checked_t = float("-inf")

    def check(self, frame: Frame, hand: Hand) -> Motion | None:
        """Return what moves; what is much smaller than the hand is nothing. None if it is not time to check."""
        if frame.t - self._checked_t < EVERY_S:
            return None
        self._checked_t = frame.t
        self._trail.add(frame.t, hand)
        cells = self._motion.changed(frame)
        return Motion.NONE if cells is None else self._judge(frame.t, hand, self._trail.elsewhere(cells))

    def _judge(self, t: float, hand: Hand, cells: Cells) -> Motion:
        width, height, _ = (hand.landmarks.max(axis=0) - hand.landmarks.min(axis=0)).tolist()
        hand_cells = width * height * cells.size
        fewest = FEWEST_CELLS + SHARE_OF_HAND * hand_cells
        count = int(np.count_nonzero(cells))
        if count >= fewest:  # patches are no more than that
            count = int(np.count_nonzero(in_one_piece(cells, PIECE * math.sqrt(hand_cells))))
        return self._surge.judge(t, count, fewest)


def in_one_piece(cells: Cells, thickness: float) -> Cells:
    """Return the patches of changed cells that are at least so many cells thick."""
    side = round(thickness)
    if side < 2:
        return cells
    patches: Cells = cv2.morphologyEx(cells.view(np.uint8), cv2.MORPH_OPEN, np.ones((side, side), np.uint8)) > 0
    return patches
