"""One user: of the hands in view only those of one person count.

Where a body is followed, its hands are those near its wrists. Without one, a person's two hands are of like size, of
different sides, and within an arm span of each other; the user is who was there, until gone for a while, or until
somebody much nearer shows a hand.
"""

from __future__ import annotations

import math
from itertools import combinations

import numpy as np

from gesturectl.domain.observation import Observation
from gesturectl.recognition.tracks import HandTrack

SMALLEST = 0.6
"""Of the user's palm length: a smaller hand is farther away than the same person's other hand can be."""
NEARER = 1.6
"""Times the user's palm length: who shows a hand so much nearer becomes the user."""
ARM_SPAN = 18.0
"""Palm lengths between two hands of one person at most (an arm span is about 1.7 m, a palm 0.09 m)."""
GONE_S = 3.0
"""Without a hand for so long the user is gone: the next hand is the user's."""
SETTLED_S = 0.4
"""What a hand is judged to be must stay so for so long before a judgement is changed."""
REMEMBERED = 16
"""So many hands that were seen last are remembered: one that is lost for a moment is judged as before."""
WRIST_REACH = 2.5
"""Palm lengths: a hand farther from both of a body's palms is not that body's."""
MIN_VISIBILITY = 0.5
_PALMS = ((15, 19), (16, 20))
"""Wrist and index finger of a body: its palm is between them."""
SIZE_S = 1.0
"""Time constant of the mean over the user's palm length."""
OTHERS = "it is not the user's hand: another person's is followed"


class User:
    """Follows who the user is."""

    def __init__(self) -> None:
        self._size = 0.0
        self._t = float("-inf")
        self._mine: dict[int, bool] = {}
        self._doubted: dict[int, float] = {}

    @property
    def remembered(self) -> int:
        """Of how many hands it is known whether they are the user's."""
        return len(self._mine)

    def own(self, seen: list[HandTrack], observation: Observation) -> list[HandTrack]:
        """Return those of the hands seen now that are the user's."""
        t = observation.t
        if t - self._t > GONE_S:
            self._forget()
        size = self._size or max((track.scale for track in seen), default=0.0)
        size = self._nearer(seen, t, size)
        palms = _palms(observation)
        mine = [track for track in seen if self._judge(track, t, self._belongs(track, size, palms))]
        mine = _one_person(mine, palms)
        self._learn(mine, t, size)
        return mine

    def clear(self) -> None:
        """Forget the user."""
        self._forget()

    def _forget(self) -> None:
        self._size, self._t = 0.0, float("-inf")
        self._mine, self._doubted = {}, {}

    def _nearer(self, seen: list[HandTrack], t: float, size: float) -> float:
        """Let a hand that is much nearer, and stays, become the user's."""
        for track in seen:
            if track.scale > NEARER * size and t - track.born_t >= SETTLED_S:
                self._mine = {track.number: True}
                return track.scale
        return size

    def _belongs(self, track: HandTrack, size: float, palms: list[np.ndarray]) -> bool:
        if palms:
            away = min(float(np.linalg.norm(track.last.centre - palm)) for palm in palms)
            return away <= WRIST_REACH * max(track.scale, size)
        return track.scale >= SMALLEST * size

    def _judge(self, track: HandTrack, t: float, belongs: bool) -> bool:
        """Return whether it is the user's; a judgement changes only when it was otherwise for SETTLED_S."""
        number = track.number
        before = self._mine[number] = self._mine.pop(number, belongs)  # the last of them
        if len(self._mine) > REMEMBERED:
            oldest = next(iter(self._mine))
            self._mine.pop(oldest)
            self._doubted.pop(oldest, None)
        if before == belongs:
            self._doubted.pop(number, None)
        elif t - self._doubted.setdefault(number, t) >= SETTLED_S:
            self._mine[number] = belongs
            self._doubted.pop(number)
        return self._mine[number]

    def _learn(self, mine: list[HandTrack], t: float, size: float) -> None:
        if mine:
            now = max(track.scale for track in mine)
            share = 1 - math.exp(-(t - self._t) / SIZE_S) if self._size else 1.0
            self._size = size + share * (now - size)
            self._t = t


def _palms(observation: Observation) -> list[np.ndarray]:
    """Return where the palms of the body are, frame heights; none where a wrist is hidden."""
    body = observation.body
    if body is None or any(body.landmarks[wrist, 3] < MIN_VISIBILITY for wrist, _ in _PALMS):
        return []
    points = body.landmarks[:, :2] * np.array([observation.aspect, 1.0], np.float32)
    return [(points[wrist] + points[finger]) / 2 for wrist, finger in _PALMS]


def _one_person(mine: list[HandTrack], palms: list[np.ndarray]) -> list[HandTrack]:
    """Return the hands without those that cannot be the same person's as an older one: same side, or too far away."""
    if palms:
        return mine
    out = list(mine)
    for one, other in combinations(sorted(mine, key=lambda track: track.number), 2):
        apart = math.dist(one.last.centre.tolist(), other.last.centre.tolist())
        far = apart > ARM_SPAN * max(one.scale, other.scale)
        if other in out and far:
            out.remove(other)
    return out
