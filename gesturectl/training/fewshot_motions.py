"""Few takes of motions, subject by subject, on SHREC'17 hand skeletons (De Smedt et al. 2017; evaluation only)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.take import Subject
from gesturectl.recognition.motion_cut import Motion
from gesturectl.recognition.path_distance import path_distances, path_matrix
from gesturectl.recognition.personal_rows import HAND_WEIGHTS, hand_path
from gesturectl.recognition.personal_scores import CLEARNESS, fair_distances, scores_of, strangeness
from gesturectl.training.fewshot import MEANT, REACHES
from gesturectl.training.fewshot_trials import REPETITIONS, SURE, Tally
from gesturectl.training.landmark_data import open_arrays
from gesturectl.training.quiet_motions import everyday_paths, quiet_paths

FEWEST_TRIALS = 7
_FPS = 30.0
_WITHOUT_PALM = (0, *range(2, 22))
"""SHREC's second joint is the middle of the palm; the others are in MediaPipe's order."""
_SMOOTH = 9
"""Frames: the depth camera's joints tremble more than MediaPipe's."""


@dataclass(frozen=True, slots=True, eq=False)
class Person:
    """One subject's trials, and how far they are from what is no gesture of the subject's.

    gestures (N,);  apart (N, N): of the trials from each other
    known (N, Q): from the motions that every model knows to be nothing;  idle (N, I): from others of that kind
    known_idle (Q, I): of those from each other
    """

    number: int
    gestures: NDArray[np.int64]
    apart: FloatArray
    known: FloatArray
    idle: FloatArray
    known_idle: FloatArray


@cache
def read_people(path: Path, dimensions: int = 3) -> list[Person]:
    """Return every subject's trials; 2 dimensions look at the skeletons as a camera would, 3 as they are.

    Motions that mean nothing are flat: with 3 dimensions there are none of them.
    """
    with open_arrays(path) as data:
        joints = data["xyz"].astype(np.float32)[:, list(_WITHOUT_PALM)] * float(data["scale"])
        bounds, gestures, subjects = data["start"], data["gesture"].astype(np.int64), data["subject"]
    quiet, idle = (quiet_paths(), everyday_paths()) if dimensions == 2 else (joints[:0], joints[:0])
    between = _all_distances(quiet, idle)
    people = []
    for number in np.unique(subjects):
        mine = np.flatnonzero(subjects == number)
        paths = np.stack([_path(joints[bounds[i] : bounds[i + 1]], dimensions) for i in mine])
        apart, known, away = (_all_distances(paths, others) for others in (paths, quiet, idle))
        people.append(Person(int(number), gestures[mine], apart, known, away, between))
    return people


def _all_distances(paths: FloatArray, others: FloatArray) -> FloatArray:
    """Return the distances (N, M) of paths (N, STEPS, D) from others (M, STEPS, D)."""
    if not len(paths) or not len(others):
        return np.zeros((len(paths), len(others)), np.float32)
    return np.stack([path_distances(path, others) for path in paths])


def _path(joints: FloatArray, dimensions: int) -> FloatArray:
    palm = max(float(np.median(np.linalg.norm(joints[:, 9] - joints[:, 0], axis=1))), 1e-3)
    smooth = _smoothed(joints.reshape(len(joints), -1)).reshape(joints.shape) / palm
    rows = [hand_path(points) for points in smooth[..., :dimensions].astype(np.float32)]
    times = (np.arange(len(rows)) / _FPS).astype(np.float32)
    return path_matrix(Motion(times, np.stack([r[0] for r in rows]), np.stack([r[1] for r in rows]), HAND_WEIGHTS))


def _smoothed(rows: FloatArray) -> FloatArray:
    half = _SMOOTH // 2
    padded = np.concatenate([rows[:1].repeat(half, 0), rows, rows[-1:].repeat(half, 0)])
    sums = np.cumsum(np.concatenate([np.zeros((1, rows.shape[1])), padded]), axis=0)
    return np.asarray((sums[_SMOOTH:] - sums[:-_SMOOTH]) / _SMOOTH, dtype=np.float32)


def motion_trials(people: list[Person], takes: int, *, openly: bool, repetitions: int = REPETITIONS) -> Tally:
    """Return the tally over all subjects and repetitions.

    openly  a motion counts only if its score is sure, the subject's gestures with too few trials are strangers, and
            motions of everyday life are shown besides; otherwise the nearest of the subject's gestures counts, as
            figures elsewhere do
    """
    tally = Tally()
    for repetition in range(repetitions):
        before = tally.right, tally.shown
        for person in people:
            _try(tally, person, takes, np.random.default_rng([repetition, person.number]), openly)
        tally.recalls.append((tally.right - before[0]) / max(tally.shown - before[1], 1))
    return tally


def _try(tally: Tally, person: Person, takes: int, rng: np.random.Generator, openly: bool) -> None:
    names = [g for g in np.unique(person.gestures) if (person.gestures == g).sum() >= FEWEST_TRIALS]
    if len(names) < 2:
        return
    order = {g: rng.permutation(np.flatnonzero(person.gestures == g)) for g in names}
    taught = Taught.of(person, [order[g][:takes] for g in names])
    for k, g in enumerate(names):
        best, scores = taught.judge(order[g][takes:])
        sure = (scores >= SURE) | (not openly)
        tally.right += int((sure & (best == k)).sum())
        tally.wrong += int((sure & (best != k)).sum())
        tally.refused += int((~sure).sum())
        tally.scores_right += scores[best == k].tolist()
    if openly:
        _show_strangers(tally, taught, np.flatnonzero(~np.isin(person.gestures, names)))


def _show_strangers(tally: Tally, taught: Taught, strangers: NDArray[np.int64]) -> None:
    if len(strangers):
        scores = taught.judge(strangers)[1]
        tally.strangers += len(strangers)
        tally.strangers_taken += int((scores >= SURE).sum())
        tally.scores_strange += scores.tolist()
    idle = taught.judge_idle()
    tally.idle += len(idle)
    tally.idle_taken += int((idle >= SURE).sum())


@dataclass(frozen=True, slots=True, eq=False)
class Taught:
    """A model of a person's takes: `rows` of each of G gestures, `radii` and `spreads` (G,), `kept` (Q,) of what is
    known to be nothing."""

    person: Person
    rows: list[NDArray[np.int64]]
    radii: FloatArray
    spreads: FloatArray
    kept: NDArray[np.bool_]

    @classmethod
    def of(cls, person: Person, rows: list[NDArray[np.int64]]) -> Taught:
        """Return the model, made as `fewshot.make_bank` makes it."""
        reach = REACHES[Subject.HAND, True]
        between = [_between(person.apart[np.ix_(mine, mine)]) for mine in rows]
        radii = np.array([reach.radius(each) for each in between], np.float32)
        spreads = np.array([reach.spread(each) for each in between], np.float32)
        nearest = np.stack([person.known[mine].min(axis=0) for mine in rows])
        kept = np.asarray((nearest > MEANT[True] * radii[:, None]).all(axis=0))
        return cls(person, rows, radii, spreads, kept)

    def judge(self, trials: NDArray[np.int64]) -> tuple[NDArray[np.int64], FloatArray]:
        """Return the nearest gesture (M,) of trials (M,) and the score (M,) of the best."""
        near = np.stack([self.person.apart[np.ix_(trials, mine)].min(axis=1) for mine in self.rows], axis=1)
        return fair_distances(near, self.spreads).argmin(axis=1), self._scores(near, self.person.known[trials])

    def judge_idle(self) -> FloatArray:
        """Return the scores (I,) of the motions that mean nothing."""
        near = np.stack([self.person.idle[mine].min(axis=0) for mine in self.rows], axis=1)
        return self._scores(near, self.person.known_idle.T)

    def _scores(self, near: FloatArray, known: FloatArray) -> FloatArray:
        others = known[:, self.kept]
        other = others.min(axis=1) if others.shape[1] else np.full(len(near), np.inf, np.float32)
        ease = strangeness(known)
        near, other = near / ease[:, None], other / ease
        return np.asarray(scores_of(near, self.radii, self.spreads, other, CLEARNESS).max(axis=1))


def _between(apart: FloatArray) -> FloatArray:
    """Return how far each take (N,) is from the nearest of the others; () for a single one."""
    away = apart.copy()
    np.fill_diagonal(away, np.inf)
    return away.min(axis=1) if len(away) > 1 else away[:0, 0]
