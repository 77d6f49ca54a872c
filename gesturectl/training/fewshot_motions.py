"""Few takes of motions, subject by subject, on SHREC'17: how many are found, and what else is taken for them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.take import Subject
from gesturectl.recognition.motion_scores import evidence_of, motion_scores, near_takes, sizes, stretched
from gesturectl.recognition.personal_scores import SURE
from gesturectl.training.caution import cautions, likeness_of
from gesturectl.training.fewshot import MEANT, REACHES, TEMPO
from gesturectl.training.fewshot_people import Everyday, Motions, Person
from gesturectl.training.fewshot_trials import REPETITIONS, Tally

FEWEST_TRIALS = 7


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
    cautions (G,): see training.caution
    """

    person: Person
    rows: list[NDArray[np.int64]]
    radii: FloatArray
    spreads: FloatArray
    rivals: NDArray[np.bool_]
    cautions: FloatArray

    @classmethod
    def of(cls, person: Person, rows: list[NDArray[np.int64]]) -> Taught:
        """Return the model of some of the person's trials."""
        reach = REACHES[Subject.HAND, True]
        between = [_between(person.apart[np.ix_(mine, mine)]) for mine in rows]
        radii = np.array([reach.radius(each) for each in between], np.float32)
        spreads = np.array([reach.spread(each) for each in between], np.float32)
        nearest = np.stack([person.known[mine].min(axis=0) for mine in rows]) if person.known.size else np.ones((1, 0))
        rivals = np.asarray((nearest > MEANT[True] * radii[:, None]).all(axis=0))
        bold = cls(person, rows, radii, spreads, rivals, np.zeros(len(rows), np.float32))
        return replace(bold, cautions=bold._cautions()) if person.known.size else bold

    def judge(self, trials: NDArray[np.int64]) -> tuple[NDArray[np.int64], FloatArray]:
        """Return the best gesture (M,) of trials (M,) and its score (M,)."""
        away = [self.person.apart[np.ix_(trials, mine)] for mine in self.rows]
        scores = self._scores(self.person.trials.taken(trials), away, self.person.known[trials])
        return scores.argmax(axis=1), scores.max(axis=1)

    def judge_idle(self) -> FloatArray:
        """Return the best scores (I,) of the motions that mean nothing."""
        return np.asarray(self._everyday(self.person.idle, self.person.idle_away).max(axis=1))

    def _cautions(self) -> FloatArray:
        judged = self.person.judged
        evidence = evidence_of(self._everyday(judged, self.person.judged_away))
        takes = [self.person.trials.durations_s[mine] for mine in self.rows]
        lasts_s = np.array([[mine.min() / TEMPO, mine.max() * TEMPO] for mine in takes])
        return cautions(likeness_of(evidence, judged.motions.durations_s, lasts_s).evidence)

    def _everyday(self, everyday: Everyday, away: FloatArray) -> FloatArray:
        return self._scores(everyday.motions, [away[mine].T for mine in self.rows], everyday.known)

    def _scores(self, motions: Motions, away: list[FloatArray], known: FloatArray) -> FloatArray:
        near = [self._from(motions, mine, each) for mine, each in zip(self.rows, away, strict=True)]
        rivals = known[:, self.rivals]
        usual = rivals.min(axis=1) if rivals.shape[1] else np.full(len(known), np.inf, np.float32)
        directions = [self.person.trials.directions[mine].sum(axis=0) for mine in self.rows]
        pointing = np.stack([each / max(float(np.linalg.norm(each)), 1e-9) for each in directions], axis=1)
        unlike = motions.directions @ pointing if len(pointing) else None
        other = np.full(len(known), np.inf, np.float32)
        return motion_scores(np.stack(near, axis=1), self.radii, self.spreads, other, usual, unlike, self.cautions)

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
