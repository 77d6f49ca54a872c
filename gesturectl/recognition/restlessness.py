"""How restless a user's hands have been over the last seconds: those of who talks hardly stop, and come and go."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable, Sequence

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.recognition.tracks import HandTrack

MEMORY_S = 8.0
"""So far back it is remembered, beyond what a track knows: hands that drop out of view come back as other hands."""
SPANS_S = (3.0, 8.0)
MOVES = 1.2
"""Palm lengths a second from which a hand moves: one that is held still trembles by half of it."""
RESTLESSNESS_SIZE = 2 * 5 + 2
_NONE = np.zeros(RESTLESSNESS_SIZE, np.float32)


class Restlessness:
    """Remembers how the user's hands moved; `see` takes those of each frame, times must increase."""

    def __init__(self) -> None:
        self._seen: deque[tuple[float, float, float, float]] = deque()
        """Time, how many hands, how many of them move, logarithm of the fastest's speed."""

    def see(self, t: float, tracks: Sequence[HandTrack]) -> None:
        """Take the hands seen at time `t`."""
        speeds = [track.speed() for track in tracks]
        moving = sum(speed > MOVES for speed in speeds)
        self._seen.append((t, len(speeds), moving, math.log1p(max(speeds, default=0.0))))
        while t - self._seen[0][0] > MEMORY_S:
            self._seen.popleft()

    def clear(self) -> None:
        """Forget everything."""
        self._seen.clear()

    def features(self) -> FloatArray:
        """Return (RESTLESSNESS_SIZE,): shares of the time and speeds over SPANS_S, how often hands set out, how long
        that is known."""
        if not self._seen:
            return _NONE
        table = np.array(self._seen)
        now = table[-1, 0]
        parts = [_over(table[table[:, 0] >= now - span_s]) for span_s in SPANS_S]
        moves = table[:, 2] > 0
        starts = int((moves[1:] & ~moves[:-1]).sum())
        return np.concatenate([*parts, [min(starts, 8) / 4, (now - table[0, 0]) / MEMORY_S]]).astype(np.float32)


def _over(rows: np.ndarray) -> Iterable[float]:
    """Shares of the time: with a hand, with both, one moving, both moving; mean logarithm of the speed."""
    hands, moving = rows[:, 1], rows[:, 2]
    return (hands > 0).mean(), (hands > 1).mean(), (moving > 0).mean(), (moving > 1).mean(), rows[:, 3].mean()
