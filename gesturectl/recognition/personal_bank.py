"""Personal gestures as exemplars with a radius, and what they must be told from.

Whether something is a gesture is decided by its nearest exemplars: it must lie within the gesture's radius, and clearly
nearer than anything that is not this gesture. Of motions it counts, too, how unlike the usual ones they are.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.observation import Handedness
from gesturectl.domain.take import Subject
from gesturectl.domain.trigger import TriggerSettings
from gesturectl.recognition.motion_scores import motion_scores, near_takes, sizes, stretched
from gesturectl.recognition.path_distance import path_distances
from gesturectl.recognition.personal_scores import CLEARNESS, scores_of
from gesturectl.recognition.usual_motions import UsualMotions

_NEAR_GESTURE = 0.05
"""A score from which a motion is near a gesture."""


def _nothing() -> FloatArray:
    return np.zeros((0, 0), np.float32)


def _none() -> NDArray[np.bool_]:
    return np.zeros(0, np.bool_)


@dataclass(frozen=True, slots=True, eq=False)
class PersonalGesture:
    """One gesture.

    exemplars  held: (N, F) rows in the space of the bank's metric; moving: (N, STEPS, D) paths
    radius     distance to the nearest exemplar at which the score is 0.5
    spread     how far its takes are from each other
    lasts_s    the shortest and the longest time that a motion may take; (0, 0) where it does not matter
    side       the only hand that makes it; None: one recording serves both
    rivals     shipped shapes that its takes are read as: they are silent while it is made
    takes      numbers of the takes that it was made from
    direction  in which its motion is unlike what is usual; () if that is not known
    meant      how surely the network of strokes must call its motion meant: 0 where the takes are not
    caution    evidence that a motion needs beyond that of others: hands do something like it all day
    """

    name: str
    subject: Subject
    moving: bool
    exemplars: FloatArray
    radius: float
    trigger: TriggerSettings
    side: Handedness | None = None
    rivals: tuple[str, ...] = ()
    takes: tuple[int, ...] = ()
    lasts_s: tuple[float, float] = (0.0, 0.0)
    spread: float = 1.0
    direction: FloatArray = field(default_factory=_nothing)
    meant: float = 0.0
    caution: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Bank:
    """All gestures of one subject that are held, or that move.

    metric  (F, F) applied to rows before distances are taken; None leaves them
    others  what is none of these gestures: the user's idle time, near misses; of held hands what means nothing, too
    usual   of motions: what hands do all day;  rivals (N,): which of it is none of these gestures
    """

    gestures: tuple[PersonalGesture, ...]
    others: FloatArray
    metric: FloatArray | None = None
    usual: UsualMotions = field(default_factory=UsualMotions)
    rivals: NDArray[np.bool_] = field(default_factory=_none)

    def scores(self, row: FloatArray, duration_s: float | None = None) -> dict[str, float]:
        """Return the score of each gesture for a held row (F,) or a path (STEPS, D), which took so long."""
        names = (gesture.name for gesture in self.gestures)
        durations = None if duration_s is None else np.array([duration_s], np.float32)
        found = self.scores_many(row[None], durations)[0]
        return {name: float(value) for name, value in zip(names, found, strict=True)}

    def scores_many(self, rows: FloatArray, durations_s: FloatArray | None = None) -> FloatArray:
        """Return the scores (M, G) of the gestures for held rows (M, F) or paths (M, STEPS, D).

        Of paths `durations_s` (M,) count, too, if they are known.
        """
        if rows.ndim == 3:
            return self._motion_scores(rows, durations_s)
        near = np.stack([self._nearest(rows, gesture.exemplars) for gesture in self.gestures], axis=1)
        return scores_of(near, *self._reaches, self._nearest(rows, self.others), self._clearness)

    def _motion_scores(self, paths: FloatArray, durations_s: FloatArray | None) -> FloatArray:
        """Return the scores (M, G) of paths; the usual motions, which are many, are looked at only near a gesture."""
        away = self.distances(paths, np.concatenate([gesture.exemplars for gesture in self.gestures]))
        ends = np.cumsum([len(gesture.exemplars) for gesture in self.gestures])[:-1]
        parts = zip(self.gestures, np.split(away, ends, axis=1), strict=True)
        near = np.stack([_from(gesture, part, paths, durations_s) for gesture, part in parts], axis=1)
        other, unlike = self._nearest(paths, self.others), self._unlike(paths)
        usual = np.full(len(paths), np.inf)
        cautions = np.array([gesture.caution for gesture in self.gestures])
        found = motion_scores(near, *self._reaches, other, usual, unlike, cautions)
        asked = found.max(axis=1) >= _NEAR_GESTURE
        if not self.usual.known or not asked.any():
            return found
        usual[asked] = self._nearest(paths[asked], self.usual.usual.paths[self.rivals])
        return motion_scores(near, *self._reaches, other, usual, unlike, cautions)

    @property
    def _reaches(self) -> tuple[FloatArray, FloatArray]:
        """Radii and spreads (G,)."""
        radii = np.array([gesture.radius for gesture in self.gestures])
        return radii, np.array([gesture.spread for gesture in self.gestures])

    def replaced(self, gesture: PersonalGesture, exemplars: FloatArray) -> PersonalGesture:
        """Return a gesture of this bank with other exemplars."""
        return replace(gesture, exemplars=exemplars, direction=self.usual.direction(exemplars))

    def _unlike(self, paths: FloatArray) -> FloatArray | None:
        if not self.usual.known:
            return None
        directions = np.stack([gesture.direction for gesture in self.gestures], axis=1)
        return np.asarray(self.usual.directions(paths) @ directions)

    @property
    def _clearness(self) -> float:
        return CLEARNESS if any(g.subject is Subject.BODY for g in self.gestures) else 0.0

    def distances(self, rows: FloatArray, exemplars: FloatArray) -> FloatArray:
        """Return the distance (M, N) of each row to each exemplar."""
        if rows.ndim == 3:
            few, many = (rows, exemplars) if len(rows) <= len(exemplars) else (exemplars, rows)
            found = np.array([path_distances(path, many) for path in few], np.float32).reshape(len(few), len(many))
            return found if few is rows else found.T
        placed = rows if self.metric is None else rows @ self.metric
        if len(placed) == 1:  # as it runs live
            away = exemplars - placed
            return np.asarray(np.sqrt(np.einsum("nf,nf->n", away, away)))[None]
        placed = placed.astype(np.float64)
        squares = (placed**2).sum(axis=1)[:, None] + (exemplars.astype(np.float64) ** 2).sum(axis=1)
        return np.asarray(np.sqrt(np.maximum(squares - 2 * placed @ exemplars.T, 0)))

    def _nearest(self, rows: FloatArray, exemplars: FloatArray) -> FloatArray:
        if not len(exemplars):
            return np.full(len(rows), np.inf)
        return np.asarray(self.distances(rows, exemplars).min(axis=1))


def _from(gesture: PersonalGesture, away: FloatArray, paths: FloatArray, durations_s: FloatArray | None) -> FloatArray:
    """Return the distances (M,) of paths from a moving gesture; `away` (M, N) are those from its exemplars."""
    near = near_takes(away)
    apart = sizes(paths) - float(np.median(sizes(gesture.exemplars)))
    shortest, longest = gesture.lasts_s
    if durations_s is None or longest == 0.0:
        return stretched(near, apart, None)
    return stretched(near, apart, np.log(durations_s) - float(np.log(shortest * longest)) / 2)
