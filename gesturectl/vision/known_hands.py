"""Which hands of a frame were there just before, and which were found to be none."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Hand
from gesturectl.vision.hand_place import middle_of, palm_of, size_of

NEAR_PALMS = 0.5
"""A hand is the one of the frame before if the middle of its palm is within this, palm lengths,"""
PALMS_PER_S = 15.0
"""... and so many a second more: a swipe. What went farther is judged anew."""
ONE_PLACE_PALMS = 1.5
"""Of two hands with middles nearer than this one is a double: of clasped hands one is seen."""
FORGET_S = 0.5
REFUSE_S = 0.3
"""What was found to be no hand is asked about again after so long: a hand may have been blurred."""


class KnownHands:
    """The hands that were seen last, and what was refused of late."""

    def __init__(self) -> None:
        self._seen: list[tuple[float, Hand]] = []
        self._refused: list[tuple[float, Hand]] = []

    def take(self, hands: Sequence[Hand], frame: Frame) -> None:
        """Take the hands of a frame."""
        lost = [
            (t, one)
            for t, one in self._seen
            if frame.t - t <= FORGET_S and not any(_near(hand, one, frame, frame.t - t) for hand in hands)
        ]
        self._seen = [*lost, *((frame.t, hand) for hand in hands)]

    def refuse(self, hand: Hand, frame: Frame) -> None:
        """Take what is no hand."""
        self._refused = [one for one in self._refused if frame.t - one[0] <= REFUSE_S] + [(frame.t, hand)]

    def knows(self, hand: Hand, frame: Frame, *, tracked: bool) -> bool:
        """Tell whether a hand was seen before; one that is not `tracked` but detected anew must lie where it was."""
        return any(
            _near(hand, one, frame, frame.t - t if tracked else 0.0) for t, one in self._seen if frame.t - t <= FORGET_S
        )

    def seen_before(self, hands: Sequence[Hand], frame: Frame) -> tuple[Hand, ...]:
        """Return those of `hands` that were seen before: each hand of before stands for the nearest one only."""
        pairs = sorted(
            (_apart(hand, one, frame), new, old)
            for new, hand in enumerate(hands)
            for old, (t, one) in enumerate(self._seen)
            if frame.t - t <= FORGET_S and _near(hand, one, frame, frame.t - t)
        )
        match: dict[int, int] = {}
        for _, new, old in pairs:
            if new not in match and old not in match.values():
                match[new] = old
        return tuple(hands[new] for new in sorted(match))

    def refused(self, hand: Hand, frame: Frame) -> bool:
        """Tell whether this was found to be no hand a moment ago."""
        return any(same_place(hand, one, frame) for t, one in self._refused if frame.t - t <= REFUSE_S)


def same_place(hand: Hand, other: Hand, frame: Frame) -> bool:
    """Tell whether two hands are so near each other that both cannot be small hands that are seen."""
    return _apart(hand, other, frame) < ONE_PLACE_PALMS


def _near(hand: Hand, other: Hand, frame: Frame, passed_s: float) -> bool:
    return _apart(hand, other, frame) < NEAR_PALMS + PALMS_PER_S * passed_s


def _apart(hand: Hand, other: Hand, frame: Frame) -> float:
    """Return how far the middles of two palms are apart, in lengths of the larger palm."""
    size = size_of(frame)
    apart = np.linalg.norm(np.subtract(middle_of(hand, size), middle_of(other, size)))
    return float(apart) / max(palm_of(hand, size), palm_of(other, size), 1e-9)
