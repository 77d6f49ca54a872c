"""A small hand counts when it is found again in two other cuts of the picture around it.

What the networks take for a hand by chance (a face, a fold, a shadow of some dozen pixels) hangs on how it lies in
their input: shown at another scale, or mirrored, most of it is a hand no more, or one that is held otherwise. Hands
stay hands. On hands of a palm of 12 px in photographs both cuts agree with 97 and 84 of a hundred (two sets); on what
was taken for hands beside them, and in heads shrunk likewise, with 3 of 34.
"""

from __future__ import annotations

import numpy as np

from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Hand, Handedness
from gesturectl.vision.hand_filter import palms_apart
from gesturectl.vision.hand_place import middle_of, palm_of, size_of
from gesturectl.vision.hands import HandFinder
from gesturectl.vision.view import View

CUTS = ((6.0, True),)
"""Sides of the square cuts in palm lengths, and whether they are mirrored."""
SAME_PALMS = 0.5
"""Corresponding landmarks of the same hand are nearer than this on average, palm lengths."""
_OTHER = {Handedness.LEFT: Handedness.RIGHT, Handedness.RIGHT: Handedness.LEFT}


class SecondOpinion:
    """Asks a network for single pictures whether a hand is one."""

    def __init__(self, scout: HandFinder) -> None:
        """`scout` is lent."""
        self._scout = scout
        self.asked = 0

    def agrees(self, hand: Hand, frame: Frame, t_ms: int) -> bool:
        """Tell whether `hand` is found again in every cut of `frame` around it."""
        return all(self._found_again(hand, frame, t_ms, palms, mirrored) for palms, mirrored in CUTS)

    def _found_again(self, hand: Hand, frame: Frame, t_ms: int, palms: float, mirrored: bool) -> bool:
        self.asked += 1
        size = size_of(frame)
        view = View.around(*middle_of(hand, size), palms * palm_of(hand, size), size, 1.0)
        cut = view.crop(frame)
        seen = self._scout.find(flipped(cut) if mirrored else cut, t_ms)
        found = (view.to_picture(flipped_hand(one) if mirrored else one) for one in seen)
        return any(palms_apart(hand, one, frame.aspect) < SAME_PALMS for one in found)


def flipped(frame: Frame) -> Frame:
    """Return the mirror image of a frame."""
    return Frame(frame.t, frame.seq, np.ascontiguousarray(frame.rgb[:, ::-1]))


def flipped_hand(hand: Hand) -> Hand:
    """Return a hand of a mirror image as it truly is."""
    across = np.array([-1.0, 1.0, 1.0], np.float32)
    points = hand.landmarks * across + np.array([1.0, 0.0, 0.0], np.float32)
    return Hand(_OTHER[hand.handedness], hand.score, points, hand.world_landmarks * across)
