"""Motions cut out of a stream by themselves: from where something begins to move to where it has come to rest."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.recognition.personal_rows import Sighting

MOVES, RESTS = 1.2, 0.7
"""Palm lengths a second: above the first a motion begins, below the second it may have ended."""
SPEED_S = 0.1
"""Speeds are measured over this time: landmarks tremble from frame to frame."""
REST_S = 0.25
"""So long it must rest to have ended; a turning point within a motion is shorter."""
SHORTEST_S, LONGEST_S = 0.25, 4.0
LEAD_S = 0.1
"""So much of the rest before is taken along."""
GAP_S = 0.4
"""Unseen for longer, a motion is broken off."""


@dataclass(frozen=True, slots=True, eq=False)
class Motion:
    """One motion: times (N,) in seconds, anchors (N, 2) and parts (N, P, 2) in palm lengths, weights (P,) of parts."""

    times: FloatArray
    anchors: FloatArray
    parts: FloatArray
    weights: FloatArray

    @property
    def duration_s(self) -> float:
        """From its first to its last row."""
        return float(self.times[-1] - self.times[0])


class MotionCutter:
    """Cuts the motions of one hand (pair, body, head). Feed it sightings in order of time."""

    def __init__(self) -> None:
        self._rows: deque[tuple[float, Sighting]] = deque()
        self._began_t: float | None = None
        self._moved_t = 0.0
        self.speed = 0.0
        """Palm lengths a second, of whatever moves fastest."""

    @property
    def moving(self) -> bool:
        """Whether a motion is under way."""
        return self._began_t is not None

    def add(self, t: float, sighting: Sighting) -> Motion | None:
        """Take a sighting; return the motion that has just come to rest, if one has."""
        if self._rows and t - self._rows[-1][0] > GAP_S:
            self.clear()
        self._rows.append((t, sighting))
        while t - self._rows[0][0] > LONGEST_S + 1.0:
            self._rows.popleft()
        self.speed = self._speed_now(t)
        if self.speed >= MOVES or (self.moving and self.speed >= RESTS):
            self._moved_t = t
            if self._began_t is None:
                self._began_t = t - SPEED_S
        return self._finished(t)

    def clear(self) -> None:
        """Forget what was seen."""
        self._rows.clear()
        self._began_t = None
        self.speed = 0.0

    def _finished(self, t: float) -> Motion | None:
        if self._began_t is None or t - self._moved_t < REST_S:
            return None
        began, ended = self._began_t - LEAD_S, self._moved_t
        self._began_t = None
        if not SHORTEST_S <= ended - began - LEAD_S <= LONGEST_S:
            return None
        return motion_of([row for row in self._rows if began <= row[0] <= ended])

    def _speed_now(self, t: float) -> float:
        past = [row for row in self._rows if t - row[0] <= SPEED_S + 1e-6]
        if len(past) < 2:
            past = list(self._rows)[-2:]
        if len(past) < 2 or t - past[0][0] <= 0:
            return 0.0
        old, new = past[0][1], past[-1][1]
        way = float(np.linalg.norm(new.anchor - old.anchor))
        inner = float(np.linalg.norm(new.parts - old.parts, axis=1).mean())
        return max(way, inner) / (t - past[0][0])


def motion_of(rows: list[tuple[float, Sighting]]) -> Motion | None:
    """Return the motion of timed sightings; None for fewer than four."""
    if len(rows) < 4:
        return None
    seen = [sighting for _, sighting in rows]
    anchors, parts = np.stack([s.anchor for s in seen]), np.stack([s.parts for s in seen])
    return Motion(np.array([t for t, _ in rows]), anchors, parts, seen[0].weights)
