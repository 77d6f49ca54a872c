"""A personal model from a handful of takes: exemplars, a radius for each gesture, and what is none of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.observation import Handedness
from gesturectl.domain.take import SampleKind, Samples, Subject, Take, TakeRole, is_shipped
from gesturectl.domain.trigger import TriggerSettings
from gesturectl.recognition.classifiers import Classifiers
from gesturectl.recognition.motion_scores import near_takes
from gesturectl.recognition.path_distance import path_matrix
from gesturectl.recognition.personal_bank import Bank, PersonalGesture
from gesturectl.recognition.personal_model import BankKey, PersonalModel
from gesturectl.recognition.personal_rows import personal_spec
from gesturectl.recognition.usual_motions import UsualMotions
from gesturectl.training.caution import cautious
from gesturectl.training.hand_metric import hand_metric
from gesturectl.training.personal_thresholds import likeness, moved_thresholds, peak_scores, rivals_of
from gesturectl.training.take_intent import meant_least
from gesturectl.training.take_rows import all_held, all_paths, held_rows, side_of, take_motions

HELD_TRIGGER = TriggerSettings(enter=0.5, exit=0.3, dwell_s=0.6, release_s=0.25, cooldown_s=0.5)
MOVING_TRIGGER = TriggerSettings(enter=0.5, exit=0.3, dwell_s=0.0, release_s=0.1, cooldown_s=0.6)


TEMPO = 1.6
"""A motion may be made so much faster or slower than any of its takes."""


MEANT = {False: 1.0, True: 0.9}
"""Of the radius, of what is held and of motions: what of the background is nearer to a take is the gesture itself."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How a radius follows from the takes: `times` their median distance from each other, within `least` and `most`.

    usual  the radius of a single take
    share  how far the takes are believed, 0..1: five tell little of how much a gesture varies, and the radius lies
           between what they say and what is usual (in logarithms)
    """

    times: float
    least: float
    most: float
    usual: float
    share: float = 1.0

    def radius(self, apart: FloatArray) -> float:
        """Return the radius for the distances (N,) of each take from the nearest of the others; N 0 for one take."""
        if not len(apart):
            return self.usual
        said = self.times * float(np.median(apart))
        return float(np.clip(said**self.share * self.usual ** (1 - self.share), self.least, self.most))

    def spread(self, apart: FloatArray) -> float:
        """Return how far the takes are from each other; for one take what is usual."""
        usual = self.usual / self.times
        return max(float(np.median(apart)), 0.1 * usual) if len(apart) else usual


_MOTIONS = Reach(1.75, 0.3, 1.7, 0.93, share=0.5)
REACHES: dict[BankKey, Reach] = {
    (Subject.HAND, False): Reach(3.0, 14.0, 17.0, 15.5),
    (Subject.HANDS, False): Reach(3.0, 1.5, 4.0, 2.0),
    (Subject.BODY, False): Reach(4.0, 0.3, 0.85, 0.55, share=0.5),
    (Subject.HEAD, False): Reach(3.0, 1.5, 4.0, 2.0),
    **{(subject, True): _MOTIONS for subject in (Subject.HAND, Subject.HANDS, Subject.BODY, Subject.HEAD)},
}
"""Distances of held hands are in units of what hands of one shape differ by, of other held things in palm lengths
(bodies: shoulders), of motions as in path_distance. From the distances of recorded people's takes:
`gesturectl evaluate --only fewshot` measures them."""


@dataclass(frozen=True, slots=True, eq=False)
class Exemplars:
    """The rows of one gesture, and which take each is from."""

    samples: Samples
    rows: FloatArray
    owners: FloatArray
    durations_s: tuple[float, ...] = ()

    @property
    def lasts_s(self) -> tuple[float, float]:
        """The shortest and the longest time that the motion may take."""
        if not self.durations_s:
            return (0.0, 0.0)
        return min(self.durations_s) / TEMPO, max(self.durations_s) * TEMPO


TakenRows = tuple[FloatArray, FloatArray, tuple[float, ...]]


class Trainer:
    """Trains personal models for one set of shipped networks."""

    def __init__(self, classifiers: Classifiers) -> None:
        self._classifiers = classifiers
        self.shapes = classifiers.shape
        self.usual = classifiers.usual
        self._looked_up: dict[tuple[str, SampleKind, tuple[int, ...]], TakenRows] = {}

    def train(self, samples: Sequence[Samples], idle: Samples) -> PersonalModel:
        """Return the model of all samples. Gestures without a usable take are left out; see `unusable`."""
        own = [s for s in samples if not is_shipped(s.name) and s.of(TakeRole.GESTURE)]
        keys = sorted({(s.kind.subject, s.kind.moving) for s in own})
        banks = {key: bank for key in keys if (bank := self._bank(key, own, samples, idle)).gestures}
        return PersonalModel(
            personal_spec(self.shapes, self.usual),
            banks,
            moved_thresholds(self._classifiers, samples, idle),
            {s.name: tuple(take.number for take in s.takes) for s in samples},
        )

    def _bank(self, key: BankKey, own: Sequence[Samples], samples: Sequence[Samples], idle: Samples) -> Bank:
        metric, background = self.background(key)
        mine = {s.name: s for s in own if (s.kind.subject, s.kind.moving) == key}
        shown = [self.exemplars(each, metric) for each in mine.values()]
        others = [placed(rows, metric) for rows in self._negatives(key, samples, idle)]
        usual = self.usual if key == (Subject.HAND, True) else UsualMotions()
        bank = make_bank(key, [each for each in shown if len(each.rows)], others, background, metric, usual)
        return cautious(replace(bank, gestures=tuple(self._known(g, mine[g.name]) for g in bank.gestures)))

    def _known(self, gesture: PersonalGesture, samples: Samples) -> PersonalGesture:
        """Return the gesture with whose hand makes it, and what it looks like."""
        takes = samples.of(TakeRole.GESTURE)
        side = None if samples.kind.both_sides else self._side(takes, samples.kind)
        if gesture.subject is not Subject.HAND:
            return replace(gesture, side=side)
        if gesture.moving:
            return replace(gesture, side=side, meant=meant_least(takes, samples.kind, self._classifiers.intent))
        return replace(gesture, side=side, rivals=rivals_of(self._classifiers, self._rows(samples)[0]))

    def background(self, key: BankKey) -> tuple[FloatArray | None, FloatArray]:
        """Return the metric of a bank of what is held, and rows of what is no gesture of anybody's."""
        if key == (Subject.HAND, False):
            return hand_metric(self.shapes)
        return None, np.zeros((0, 0), np.float32)

    def _negatives(self, key: BankKey, samples: Sequence[Samples], idle: Samples) -> list[FloatArray]:
        """Return rows of the user's idle time and of near misses."""
        subject, moving = key
        takes = [t for s in samples for t in s.of(TakeRole.NEAR_MISS) if s.kind.subject is subject]
        if moving:
            return [all_paths(t.observations, subject) for t in (*idle.takes, *takes)]
        return [all_held(t.observations, subject, self.shapes) for t in (*idle.takes, *takes)]

    def likeness(self, samples: Samples) -> dict[str, float]:
        """Return the share of a gesture's takes, 0..1, that the shipped networks take for each of their gestures."""
        return likeness(self._classifiers, samples.of(TakeRole.GESTURE))

    def shipped_scores(self, samples: Samples) -> dict[int, float]:
        """Return what the shipped networks score each take of a shipped gesture, by the take's number."""
        takes = samples.of(TakeRole.GESTURE)
        return {t.number: peak_scores(self._classifiers, t.observations).get(samples.name, 0.0) for t in takes}

    def exemplars(self, samples: Samples, metric: FloatArray | None) -> Exemplars:
        """Return the rows of a gesture's takes, in the space of the metric."""
        rows, owners, durations = self._rows(samples)
        return Exemplars(samples, placed(rows, metric), owners, durations)

    def _rows(self, samples: Samples) -> TakenRows:
        """Return rows, the take of each, and durations of motions; looked up once for the same takes."""
        key = samples.name, samples.kind, tuple(t.number for t in samples.takes)
        if key not in self._looked_up:
            self._looked_up[key] = self._look_up(samples)
        return self._looked_up[key]

    def _look_up(self, samples: Samples) -> TakenRows:
        parts, owners, durations = [], [], []
        for take in samples.of(TakeRole.GESTURE):
            if samples.kind.moving:
                motions = take_motions(take, samples.kind)
                durations += [motion.duration_s for motion in motions]
                rows = np.array([path_matrix(motion) for motion in motions], np.float32)
            else:
                rows = held_rows(take, samples.kind, self.shapes)
            if len(rows):
                parts.append(rows)
                owners.append(np.full(len(rows), take.number, np.float32))
        if not parts:
            return np.zeros((0, 0), np.float32), np.zeros(0, np.float32), ()
        return np.concatenate(parts), np.concatenate(owners), tuple(durations)

    def _side(self, takes: Sequence[Take], kind: SampleKind) -> Handedness | None:
        sides = [side for take in takes if (side := side_of(take, kind)) is not None]
        return max(set(sides), key=sides.count) if sides and kind.subject is Subject.HAND else None


def make_bank(
    key: BankKey,
    shown: Sequence[Exemplars],
    others: Sequence[FloatArray],
    background: FloatArray,
    metric: FloatArray | None,
    usual: UsualMotions | None = None,
) -> Bank:
    """Return the bank of some gestures. `shown` and `others` lie in the space of the metric, `background` does not."""
    known = usual or UsualMotions()
    gestures = tuple(_gesture(key, each, known) for each in shown)
    rows = placed(background, metric)
    parts = [part for part in (*others, rows[_not_same(rows, gestures)]) if len(part)]
    empty = np.zeros((0, *(gestures[0].exemplars.shape[1:] if gestures else (0,))), np.float32)
    nothing = np.concatenate(parts) if parts else empty
    paths = known.usual.paths if known.known else empty
    return Bank(gestures, nothing, metric, known, _not_same(paths, gestures))


def _gesture(key: BankKey, shown: Exemplars, usual: UsualMotions) -> PersonalGesture:
    trigger = MOVING_TRIGGER if key[1] else HELD_TRIGGER
    reach, between = REACHES[key], apart(shown)
    return PersonalGesture(
        shown.samples.name,
        *key,
        shown.rows,
        reach.radius(between),
        trigger,
        takes=tuple(sorted({int(n) for n in shown.owners})),
        lasts_s=shown.lasts_s,
        spread=reach.spread(between),
        direction=usual.direction(shown.rows),
    )


def apart(shown: Exemplars) -> FloatArray:
    """Return how far each take (N,) is from the nearest of the others; () for a single one."""
    takes = np.unique(shown.owners)
    if len(takes) < 2:
        return np.zeros(0, np.float32)
    between = Bank((), shown.rows[:0]).distances(shown.rows, shown.rows)
    others = [row[None, shown.owners != owner] for row, owner in zip(between, shown.owners, strict=True)]
    away = [near_takes(row) if shown.rows.ndim == 3 else row.min(axis=1) for row in others]
    nearest = np.concatenate(away)
    return np.array([np.median(nearest[shown.owners == take]) for take in takes], np.float32)


def placed(rows: FloatArray, metric: FloatArray | None) -> FloatArray:
    """Return rows in the space of a metric."""
    return np.asarray(rows @ metric, dtype=np.float32) if metric is not None and len(rows) else rows


def _not_same(background: FloatArray, gestures: Sequence[PersonalGesture]) -> NDArray[np.bool_]:
    """Return what (N,) of the background is not just what a gesture is: a user may mean what others do idly."""
    keep = np.ones(len(background), np.bool_)
    if len(background):
        bank = Bank((), background[:0])
        for gesture in gestures:
            keep &= bank.distances(background, gesture.exemplars).min(axis=1) > MEANT[gesture.moving] * gesture.radius
    return keep
