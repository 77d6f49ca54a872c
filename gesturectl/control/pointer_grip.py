"""What the fingers do, in figures: the gaps of the pinches and how far the fingers are stretched. Pure.

Image landmarks with their depth are measured, not MediaPipe's world landmarks. Of 2,197 photographed rings of thumb
and index finger (HaGRID's "ok", fingers touching) the world landmarks put the tips 0.44 palm lengths apart in the
median and 0.80 at the 95th percentile, where open hands begin at 0.54; the image landmarks say 0.25, 0.39 and 0.68.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gesturectl.control.pointer_filter import Floats
from gesturectl.domain.pointer import FollowedHand

_THUMB_TIP, _INDEX_TIP, _MIDDLE_TIP = 4, 8, 12
_WRIST, _INDEX_KNUCKLE, _MIDDLE_KNUCKLE, _LITTLE_KNUCKLE = 0, 5, 9, 17
_KNUCKLES, _TIPS = (5, 9, 13, 17), (8, 12, 16, 20)
_WIDTH = 0.75
"""Index to little knuckle over wrist to middle knuckle of open hands: stands in where the palm is seen end-on."""


@dataclass(frozen=True, slots=True)
class Grip:
    """The fingers at one moment.

    index, middle   gap between the thumb's tip and that finger's, in palm lengths, depth included
    index_reach     how far the index finger's tip is from the wrist, as a multiple of its knuckle's distance
    middle_reach    the same for the middle finger
    others_reach    the same for the three other fingers, their mean
    """

    index: float
    middle: float
    index_reach: float
    middle_reach: float
    others_reach: float


def grip_of(hand: FollowedHand) -> Grip:
    """Return the grip of a hand. Measured by its own size at this moment, so that a turned hand measures the same."""
    points = hand.points.astype(np.float64)
    size = max(
        _length(points[_MIDDLE_KNUCKLE] - points[_WRIST]),
        _length(points[_INDEX_KNUCKLE] - points[_LITTLE_KNUCKLE]) / _WIDTH,
        1e-6,
    )
    reach = [
        _length(points[tip] - points[_WRIST]) / max(_length(points[knuckle] - points[_WRIST]), 1e-6)
        for knuckle, tip in zip(_KNUCKLES, _TIPS, strict=True)
    ]
    return Grip(
        _length(points[_THUMB_TIP] - points[_INDEX_TIP]) / size,
        _length(points[_THUMB_TIP] - points[_MIDDLE_TIP]) / size,
        reach[0],
        reach[1],
        sum(reach[1:]) / 3,
    )


def _length(vector: Floats) -> float:
    return float(np.linalg.norm(vector))
