"""Recorded hands whose looks are known, to put hands together from."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.training.landmark_data import LabelledHands
from gesturectl.training.looks import LOOKS, Look, known_looks
from gesturectl.training.turning import upright

FINGERS = ((1, 2, 3, 4), (5, 6, 7, 8), (9, 10, 11, 12), (13, 14, 15, 16), (17, 18, 19, 20))
TRIES = 20
"""For each hand that is wanted."""


class Donors:
    """The hands of `hands` that have a look, upright."""

    def __init__(self, hands: LabelledHands) -> None:
        hands = hands.taken(np.isin(hands.labels, list(LOOKS)))
        self.points = upright(hands.points)
        self.looks = [LOOKS[str(label)] for label in hands.labels]
        self.known = known_looks(hands.labels.tolist())
        """A hand that is put together must have none of these looks."""
        stretched = np.array([look.fingers for look in self.looks])
        self._rows = [[np.flatnonzero(stretched[:, f] == kind) for kind in (0, 1)] for f in range(5)]

    def pick(self, rng: np.random.Generator) -> tuple[FloatArray, Look]:
        """Return a copy of some hand (21, 3) and its look."""
        row = int(rng.integers(len(self.points)))
        return self.points[row].copy(), self.looks[row]

    def has(self, finger: int, kind: int) -> bool:
        """Whether any hand has this finger bent (0) or stretched (1)."""
        return len(self._rows[finger][kind]) > 0

    def give(self, hand: FloatArray, finger: int, kind: int, rng: np.random.Generator, share: float = 1.0) -> None:
        """Put another hand's finger of that kind on `hand` (21, 3), or `share` of the way to it."""
        other = self.points[rng.choice(self._rows[finger][kind])]
        rows = list(FINGERS[finger])
        moved = other[rows] - other[rows[0]] + hand[rows[0]]
        hand[rows] = hand[rows] * (1 - share) + moved * share

    def knows(self, look: Look) -> bool:
        """Whether a hand of this look may pass for that of a label."""
        return any(look.may_be(known) for known in self.known)

    def knows_fingers(self, fingers: tuple[int, ...]) -> bool:
        """Whether some label stretches these fingers, in any view."""
        return any(known.fingers == fingers for known in self.known)


Maker = Callable[[Donors, np.random.Generator], FloatArray | None]


def made(hands: LabelledHands, count: int, rng: np.random.Generator, make: Maker) -> FloatArray:
    """Return `count` hands (count, 21, 3) of those tries that give one; fewer where the labels leave no look."""
    donors = Donors(hands)
    out: list[FloatArray] = []
    for _ in range(TRIES * count):
        hand = make(donors, rng)
        if hand is not None:
            out.append(hand)
        if len(out) == count:
            break
    return np.stack(out) if out else np.zeros((0, 21, 3), np.float32)
