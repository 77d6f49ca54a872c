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
from gesturectl.recognition.motion_scores import motion_scores, near_takes, sizes, stretched
from gesturectl.recognition.path_distance import path_distances, path_matrix
from gesturectl.recognition.personal_rows import HAND_WEIGHTS, hand_path
from gesturectl.recognition.usual_motions import UsualMotions
from gesturectl.training.fewshot import MEANT, REACHES
from gesturectl.training.fewshot_trials import REPETITIONS, SURE, Tally
from gesturectl.training.quiet_motions import JUDGED_EVERYDAY, everyday_motions, quiet_motions
from gesturectl.training.shrec_trials import SHREC_FPS, read_trials

FEWEST_TRIALS = 7


@dataclass(frozen=True, slots=True, eq=False)
class Motions:
    """What the scores need of motions: paths (N, STEPS, D), durations_s (N,), directions (N, K), () if not known."""

    paths: FloatArray
    durations_s: FloatArray
    directions: FloatArray

    def taken(self, rows: NDArray[np.int64]) -> Motions:
        """Return some of them."""
        return Motions(self.paths[rows], self.durations_s[rows], self.directions[rows])


@dataclass(frozen=True, slots=True, eq=False)
class Person:
    """One subject's trials, and how far they are from what is no gesture of the subject's.

    gestures (N,);  apart (N, N): of the trials from each other
    known (N, Q): from the motions that every model knows to be usual;  away (N, I): from `idle`, others of that kind
    known_idle (Q, I): of those from each other
    """

    number: int
    gestures: NDArray[np.int64]
    trials: Motions
    apart: FloatArray
    known: FloatArray
    away: FloatArray
    idle: Motions
    known_idle: FloatArray


@cache
def read_people(path: Path, dimensions: int = 3) -> list[Person]:
    """Return every subject's trials; 2 dimensions look at the skeletons as a camera would, 3 as they are.

    Motions that mean nothing are flat: with 3 dimensions there are none of them.
    """
    trials_of = read_trials(path)
    usual, idle = _everyday(dimensions == 2)
    between = _all_distances(usual.paths, idle.paths)
    people = []
    for number, (gestures, hands) in trials_of.items():
        paths = np.stack([_path(points, dimensions) for points in hands])
        trials = _motions(paths, np.array([len(points) - 1 for points in hands]) / SHREC_FPS, usual)
        apart, known, away = (_all_distances(paths, others) for others in (paths, usual.paths, idle.paths))
        people.append(Person(number, gestures, trials, apart, known, away, idle, between))
    return people


def _everyday(flat: bool) -> tuple[UsualMotions, Motions]:
    """Return the motions that every model knows, and those that none knows; none of either if they are not flat."""
    if not flat:
        return UsualMotions(), _motions(UsualMotions().paths, np.zeros(0), UsualMotions())
    usual, (paths, durations_s) = quiet_motions(), everyday_motions(JUDGED_EVERYDAY)
    return usual, _motions(paths, durations_s, usual)


def _motions(paths: FloatArray, durations_s: NDArray[np.floating], usual: UsualMotions) -> Motions:
    directions = usual.directions(paths) if usual.known else np.zeros((len(paths), 0), np.float32)
    return Motions(paths, durations_s.astype(np.float32), directions)


def _all_distances(paths: FloatArray, others: FloatArray) -> FloatArray:
    """Return the distances (N, M) of paths (N, STEPS, D) from others (M, STEPS, D)."""
    if not len(paths) or not len(others):
        return np.zeros((len(paths), len(others)), np.float32)
    return np.stack([path_distances(path, others) for path in paths])


def _path(points: FloatArray, dimensions: int) -> FloatArray:
    rows = [hand_path(hand) for hand in points[..., :dimensions]]
    times = (np.arange(len(rows)) / SHREC_FPS).astype(np.float32)
    return path_matrix(Motion(times, np.stack([r[0] for r in rows]), np.stack([r[1] for r in rows]), HAND_WEIGHTS))


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
    """A model of a person's takes, made as `fewshot.make_bank` makes it, judging as `Bank` does, from known distances.

    rows of each of G gestures;  radii, spreads (G,);  rivals (Q,): what of the usual is none of them
    """

    person: Person
    rows: list[NDArray[np.int64]]
    radii: FloatArray
    spreads: FloatArray
    rivals: NDArray[np.bool_]

    @classmethod
    def of(cls, person: Person, rows: list[NDArray[np.int64]]) -> Taught:
        """Return the model of some of the person's trials."""
        reach = REACHES[Subject.HAND, True]
        between = [_between(person.apart[np.ix_(mine, mine)]) for mine in rows]
        radii = np.array([reach.radius(each) for each in between], np.float32)
        spreads = np.array([reach.spread(each) for each in between], np.float32)
        nearest = np.stack([person.known[mine].min(axis=0) for mine in rows]) if person.known.size else np.ones((1, 0))
        rivals = np.asarray((nearest > MEANT[True] * radii[:, None]).all(axis=0))
        return cls(person, rows, radii, spreads, rivals)

    def judge(self, trials: NDArray[np.int64]) -> tuple[NDArray[np.int64], FloatArray]:
        """Return the best gesture (M,) of trials (M,) and its score (M,)."""
        away = [self.person.apart[np.ix_(trials, mine)] for mine in self.rows]
        scores = self._scores(self.person.trials.taken(trials), away, self.person.known[trials])
        return scores.argmax(axis=1), scores.max(axis=1)

    def judge_idle(self) -> FloatArray:
        """Return the best scores (I,) of the motions that mean nothing."""
        away = [self.person.away[mine].T for mine in self.rows]
        return np.asarray(self._scores(self.person.idle, away, self.person.known_idle.T).max(axis=1))

    def _scores(self, motions: Motions, away: list[FloatArray], known: FloatArray) -> FloatArray:
        near = [self._from(motions, mine, each) for mine, each in zip(self.rows, away, strict=True)]
        rivals = known[:, self.rivals]
        usual = rivals.min(axis=1) if rivals.shape[1] else np.full(len(known), np.inf, np.float32)
        directions = [self.person.trials.directions[mine].sum(axis=0) for mine in self.rows]
        pointing = np.stack([each / max(float(np.linalg.norm(each)), 1e-9) for each in directions], axis=1)
        unlike = motions.directions @ pointing if len(pointing) else None
        other = np.full(len(known), np.inf, np.float32)
        return motion_scores(np.stack(near, axis=1), self.radii, self.spreads, other, usual, unlike)

    def _from(self, motions: Motions, mine: NDArray[np.int64], away: FloatArray) -> FloatArray:
        """Return the distances (M,) of motions from a gesture; `away` (M, takes) are those from its takes."""
        takes = self.person.trials.taken(mine)
        tempo = np.log([takes.durations_s.min(), takes.durations_s.max()]).mean()
        larger = sizes(motions.paths) - float(np.median(sizes(takes.paths)))
        return stretched(near_takes(away), larger, np.log(motions.durations_s) - float(tempo))


def _between(apart: FloatArray) -> FloatArray:
    """Return how far each take (N,) is from the others; () for a single one."""
    if len(apart) < 2:
        return np.zeros(0, np.float32)
    return np.concatenate([near_takes(np.delete(row, k)[None]) for k, row in enumerate(apart)])
