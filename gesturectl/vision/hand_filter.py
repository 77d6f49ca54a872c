"""Which detections are hands: drops doubles and shapes that no hand has.

Lengths are in frame heights, after x was multiplied by the frame's aspect: the same across and down.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import hypot, isfinite

import numpy as np

from gesturectl.domain.arrays import lengths
from gesturectl.domain.observation import Hand

WRIST, MIDDLE_KNUCKLE = 0, 9
PALM = (0, 5, 9, 13, 17)
_PALM_ROWS = np.array(PALM)
SAME_PLACE = 0.4
"""Two detections are one hand if corresponding landmarks lie nearer than this share of the palm, on average.
Two real hands, even clasped ones, have corresponding fingers a palm's width apart or turned elsewhere."""
SAME_PLACE_SAME_SIDE = 1.0
"""The same for two right hands, or two left ones: a person has one of each, so they need not lie as close."""
SMALLEST_SPAN = 0.02
"""Largest extent of a hand, frame heights: below it landmarks are noise (10 px of 480)."""
MARGIN = 0.15
"""A hand whose palm lies further outside the frame than this share of it cannot have been seen."""


def real_hands(hands: Iterable[Hand], aspect: float) -> tuple[Hand, ...]:
    """Return the hands that are plausible, the surest first where two lie in the same place."""
    kept: list[Hand] = []
    for hand in sorted(hands, key=lambda hand: -hand.score):
        if plausible(hand, aspect) and not any(same_hand(hand, other, aspect) for other in kept):
            kept.append(hand)
    return tuple(kept)


def plausible(hand: Hand, aspect: float) -> bool:
    """Tell whether the landmarks are finite, of some extent, and belong to a palm inside the frame."""
    points = hand.landmarks
    # What is not a number makes its way into extremes and sums.
    low, high = np.minimum.reduce(points).tolist(), np.maximum.reduce(points).tolist()
    if not (all(map(isfinite, (*low, *high))) and isfinite(float(np.add.reduce(hand.world_landmarks, axis=None)))):
        return False
    if max((high[0] - low[0]) * aspect, high[1] - low[1]) < SMALLEST_SPAN:
        return False
    x, y, _ = np.add.reduce(points.take(_PALM_ROWS, axis=0)).tolist()
    return all(-MARGIN < along / len(PALM) < 1 + MARGIN for along in (x, y))


def same_hand(one: Hand, other: Hand, aspect: float) -> bool:
    """Tell whether two detections lie on the same hand; the handedness of a ghost is anything."""
    limit = SAME_PLACE_SAME_SIDE if one.handedness is other.handedness else SAME_PLACE
    return palms_apart(one, other, aspect) < limit


def palms_apart(one: Hand, other: Hand, aspect: float) -> float:
    """Return how far corresponding landmarks lie apart on average, in palm lengths of the larger hand."""
    apart = (one.landmarks[:, :2] - other.landmarks[:, :2]) * np.array([aspect, 1.0], dtype=np.float32)
    palm = max(_palm(hand, aspect) for hand in (one, other))
    return float(np.add.reduce(lengths(apart))) / len(apart) / max(palm, 1e-9)


def _palm(hand: Hand, aspect: float) -> float:
    """Palm length in frame heights."""
    (x, y, _), (x0, y0, _) = hand.landmarks[WRIST].tolist(), hand.landmarks[MIDDLE_KNUCKLE].tolist()
    return hypot((x - x0) * aspect, y - y0)
