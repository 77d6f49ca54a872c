"""A small hand counts when it is found again in a mirrored cut of the picture around it.

What the networks take for a hand by chance (a face, a fold, a shadow of some dozen pixels) hangs on how it lies in
their input: mirrored and at another scale, most of it is a hand no more, or one that is held otherwise. Hands stay
hands: of hands of a palm of 12 px, found in parts of photographs, 131 of 134 and 131 of 148 (two sets) are found again,
of what was taken for hands in shrunk heads 2 of 29, beside hands 2 of 5. A second cut, not mirrored, refused more hands
(130 and 125 were left) and no more heads.
"""

from __future__ import annotations

import numpy as np

from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Hand
from gesturectl.vision.hand_filter import palms_apart
from gesturectl.vision.hand_place import middle_of, palm_of, size_of
from gesturectl.vision.hands import HandFinder
from gesturectl.vision.view import View

CUT_PALMS = 6.0
"""Side of the square cut."""
SAME_PALMS = 0.5
"""Corresponding landmarks of the same hand are nearer than this on average, palm lengths."""


class SecondOpinion:
    """Asks a network for single pictures whether a hand is one."""

    def __init__(self, scout: HandFinder) -> None:
        """`scout` is lent."""
        self._scout = scout
        self.asked = 0

    def agrees(self, hand: Hand, frame: Frame, t_ms: int) -> bool:
        """Tell whether `hand` is found again in the mirror."""
        self.asked += 1
        size = size_of(frame)
        view = View.around(*middle_of(hand, size), CUT_PALMS * palm_of(hand, size), size, 1.0)
        seen = self._scout.find(flipped(view.crop(frame)), t_ms)
        found = (view.to_picture(one.mirrored()) for one in seen)
        return any(palms_apart(hand, one, frame.aspect) < SAME_PALMS for one in found)


def flipped(frame: Frame) -> Frame:
    """Return the mirror image of a frame."""
    return Frame(frame.t, frame.seq, np.ascontiguousarray(frame.rgb[:, ::-1]))
