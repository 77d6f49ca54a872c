"""Motions cut out of a stream by themselves: from where something begins to move to where it has come to rest."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.take import Subject
from gesturectl.recognition.personal_rows import Sighting

MOVES, RESTS = 1.4, 1.0
"""Palm lengths a second: above the first a motion begins, below the second it may have ended."""
SPEED_S = 0.1
"""Speeds are measured over this time: landmarks tremble from frame to frame."""
TREMBLING = (Subject.BODY, Subject.HEAD)
CALM_S = 0.2
"""Landmarks of a body tremble more against what it does: means over this time are compared."""
REST_S = 0.25
"""So long it must rest to have ended; a turning point within a motion is shorter."""
SHORTEST_S, LONGEST_S = 0.25, 4.0
LEAD_S = 0.1
"""So much of the rest before is taken along."""
RESTED_S = 0.6
"""A gesture comes out of a rest of so long: of everyday motions half do."""
GAP_S = 0.4
"""Unseen for longer, a motion is broken off."""


@dataclass(frozen=True, slots=True, eq=False)
class Motion:
    """One motion: times (N,) in seconds, anchors (N, 2) and parts (N, P, 2) in palm lengths, weights (P,) of parts.

    rested_s  for how long it had rested before it; infinite if that is not known
    """

    times: FloatArray
    anchors: FloatArray
    parts: FloatArray
    weights: FloatArray
    rested_s: float = float("inf")

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
        self._rests_t: float | None = None
        """Since when it has rested, or been there."""
        self._rested_s = 0.0
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
        if self._rests_t is None:
            self._rests_t = t
        while t - self._rows[0][0] > LONGEST_S + 1.0:
            self._rows.popleft()
        self.speed = self._speed_now(t)
        if self.speed >= MOVES or (self.moving and self.speed >= RESTS):
            self._moved_t = t
            if self._began_t is None:
                self._began_t = t - SPEED_S
                self._rested_s = max(0.0, self._began_t - self._rests_t)
        return self._finished(t)

    def clear(self) -> None:
        """Forget what was seen."""
        self._rows.clear()
        self._began_t = self._rests_t = None
        self.speed = 0.0

    def _finished(self, t: float) -> Motion | None:
        if self._began_t is None or t - self._moved_t < REST_S:
            return None
        began, ended = self._began_t - LEAD_S, self._moved_t
        self._began_t, self._rests_t = None, ended
        if not SHORTEST_S <= ended - began - LEAD_S <= LONGEST_S:
            return None
        motion = motion_of([row for row in self._rows if began <= row[0] <= ended])
        return replace(motion, rested_s=self._rested_s) if motion else None

    def _speed_now(self, t: float) -> float:
        if self._rows[-1][1].subject in TREMBLING:
            return self._calm_speed(t)
        old = self._rows[-min(2, len(self._rows))]
        for row in reversed(self._rows):
            if t - row[0] > SPEED_S + 1e-6:
                break
            old = row if row[0] < t else old
        if t <= old[0]:
            return 0.0
        new = self._rows[-1][1]
        inner = np.sqrt(((new.parts - old[1].parts) ** 2).sum(axis=1)).mean()
        return max(float(np.hypot(*(new.anchor - old[1].anchor))), float(inner)) / (t - old[0])

    def _calm_speed(self, t: float) -> float:
        """Return the speed between the means of the last CALM_S and of those before."""
        new = [row for row in self._rows if t - row[0] < CALM_S]
        old = [row for row in self._rows if CALM_S <= t - row[0] < 2 * CALM_S]
        return _way(old, new) / CALM_S if old and new else 0.0


def _way(old: list[tuple[float, Sighting]], new: list[tuple[float, Sighting]]) -> float:
    """Return how far it moved, or its parts did in the mean, between the means of two spans."""
    anchors = [np.mean([s.anchor for _, s in rows], axis=0) for rows in (old, new)]
    parts = [np.mean([s.parts for _, s in rows], axis=0) for rows in (old, new)]
    inner = float(np.linalg.norm(parts[1] - parts[0], axis=1).mean())
    return max(float(np.linalg.norm(anchors[1] - anchors[0])), inner)


def motion_of(rows: list[tuple[float, Sighting]]) -> Motion | None:
    """Return the motion of timed sightings; None for fewer than four."""
    if len(rows) < 4:
        return None
    seen = [sighting for _, sighting in rows]
    anchors, parts = np.stack([s.anchor for s in seen]), np.stack([s.parts for s in seen])
    return Motion(np.array([t for t, _ in rows]), anchors, parts, seen[0].weights)
