"""What a user should know of a new gesture: how sure its takes are, what it is taken for, and whether it is safe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from gesturectl.domain.observation import Observation
from gesturectl.domain.take import IDLE, SampleKind, Samples, Take, is_shipped
from gesturectl.recognition.personal_bank import Bank, PersonalGesture
from gesturectl.recognition.personal_model import PersonalModel
from gesturectl.recognition.personal_scores import SURE
from gesturectl.training.calibration.confusion import left_out_scores, placed_scores
from gesturectl.training.calibration.everyday import Everyday, everyday_like
from gesturectl.training.fewshot import Exemplars, Trainer
from gesturectl.training.scoring import poisson_interval

CONFLICT_SHARE = 0.1
"""A pair that is taken for each other more often than this is told."""

DOUBT = 0.05

Replay = Callable[[PersonalModel, Sequence[Observation]], list[tuple[str, float]]]
"""Begins (gesture, time) that a recognizer with the model would have in a recording."""


@dataclass(frozen=True, slots=True)
class TakeSureness:
    """How sure a take is when all others are known: 0..1."""

    number: int
    sureness: float


@dataclass(frozen=True, slots=True)
class Conflict:
    """How often a gesture is taken for another, 0..1; `shipped` if that one ships with gesturectl."""

    gesture: str
    other: str
    share: float
    shipped: bool

    def line(self) -> str:
        """Return it as a sentence."""
        return f"{self.gesture} and {self.other}, {self.share:.0%}: retake or rename"


@dataclass(frozen=True, slots=True)
class Safety:
    """What the gesture would have done in the user's idle time: begins, over so many seconds.

    A short time tells little: the line says within what the rate lies, with 95 % certainty.
    """

    triggers: int
    idle_s: float

    def line(self) -> str:
        """Return it as a sentence."""
        if self.idle_s == 0:
            return "no idle time recorded: cannot tell whether it is safe"
        minutes, seconds = divmod(round(self.idle_s), 60)
        length = f"{minutes} min {seconds} s" if minutes else f"{seconds} s"
        low, high = poisson_interval(self.triggers, self.idle_s / 3600)
        counted = f"{self.triggers} trigger{'' if self.triggers == 1 else 's'} in {length} of your idle time"
        return f"{counted}: {low:.0f} to {high:.0f} an hour"

    def agrees(self, triggers: int, seconds: float) -> bool:
        """Return whether so many triggers in other idle time fit the forecast, as far as both counts can tell.

        False if one rate for both is less likely than 5 % (Przyborowski and Wilenski 1940).
        """
        from scipy.stats import binomtest

        both = self.triggers + triggers
        if not both:
            return True
        return bool(binomtest(self.triggers, both, self.idle_s / (self.idle_s + seconds)).pvalue >= DOUBT)


@dataclass(frozen=True, slots=True)
class Assessment:
    """The one page about a gesture."""

    name: str
    takes: tuple[TakeSureness, ...]
    conflicts: tuple[Conflict, ...]
    safety: Safety
    everyday: Everyday | None = None

    @property
    def doubtful(self) -> tuple[int, ...]:
        """Takes that the others do not vouch for."""
        return tuple(take.number for take in self.takes if take.sureness < SURE)


class Assessor:
    """Judges a new model before it is put into use."""

    def __init__(self, trainer: Trainer, replay: Replay) -> None:
        self._trainer = trainer
        self._replay = replay

    def assess(self, name: str, samples: Sequence[Samples], idle: Samples, model: PersonalModel) -> Assessment:
        """Return the page about one gesture of the model."""
        own = next(s for s in samples if s.name == name)
        shipped = tuple(self._shipped_conflicts(own))
        gesture = next((each for each in model.gestures if each.name == name), None)
        if gesture is None:
            return Assessment(name, self._shipped_sureness(own), shipped, self.forecast(name, samples, idle))
        bank = model.banks[gesture.subject, gesture.moving]
        shown = self._trainer.exemplars(own, bank.metric)
        conflicts = tuple(sorted((*self._own_conflicts(gesture, bank), *shipped), key=lambda each: -each.share))
        safety, everyday = self.forecast(name, samples, idle), everyday_like(gesture, bank, shown)
        return Assessment(name, sureness(gesture, bank, shown), conflicts, safety, everyday)

    def forecast(self, name: str, samples: Sequence[Samples], idle: Samples) -> Safety:
        """Return the triggers in idle time that the model does not know: each half is judged by the other's."""
        return self.forecasts([name], samples, idle)[name]

    def forecasts(self, names: Sequence[str], samples: Sequence[Samples], idle: Samples) -> dict[str, Safety]:
        """Return it for several gestures of one model, by name."""
        halves = split(idle)
        if not all(half.takes for half in halves):
            return dict.fromkeys(names, Safety(0, 0.0))
        counts: Counter[str] = Counter()
        for known, unknown in (halves, halves[::-1]):
            model = self._trainer.train(samples, known)
            counts.update(name for take in unknown.takes for name, _ in self._replay(model, take.observations))
        idle_s = sum(half.duration_s for half in halves)
        return {name: Safety(counts[name], idle_s) for name in names}

    def _own_conflicts(self, gesture: PersonalGesture, bank: Bank) -> list[Conflict]:
        found = []
        for other in bank.gestures:
            if other.name != gesture.name:
                share = max(mistaken(gesture, other, bank), mistaken(other, gesture, bank))
                if share > CONFLICT_SHARE:
                    found.append(Conflict(gesture.name, other.name, share, shipped=False))
        return found

    def _shipped_conflicts(self, own: Samples) -> list[Conflict]:
        found = self._trainer.likeness(own)
        return [
            Conflict(own.name, other, share, shipped=True)
            for other, share in found.items()
            if share > CONFLICT_SHARE and other != own.name
        ]

    def _shipped_sureness(self, own: Samples) -> tuple[TakeSureness, ...]:
        """Return what the shipped network scores the takes of a shipped gesture, whose threshold alone moves."""
        if not is_shipped(own.name):
            return ()
        return tuple(TakeSureness(n, s) for n, s in self._trainer.shipped_scores(own).items())


def sureness(gesture: PersonalGesture, bank: Bank, shown: Exemplars) -> tuple[TakeSureness, ...]:
    """Return the score of each take where the take itself is not known; 0 for a single one: nothing vouches for it."""
    if len(np.unique(shown.owners)) == 1:
        return (TakeSureness(int(shown.owners[0]), 0.0),)
    scores = left_out_scores(gesture, bank, shown)
    return tuple(TakeSureness(number, each[gesture.name]) for number, each in scores.items())


def mistaken(gesture: PersonalGesture, other: PersonalGesture, bank: Bank) -> float:
    """Return the share of a gesture's exemplars that would do for the other if only that were known."""
    alone = replace(bank, gestures=(other,), others=bank.others[:0])
    return float(np.mean([placed_scores(alone, row)[other.name] >= SURE for row in gesture.exemplars]))


def split(idle: Samples) -> tuple[Samples, Samples]:
    """Return the halves of the idle time: the first half of every take, and the second."""
    first, second = [], []
    for take in idle.takes:
        middle = len(take.observations) // 2
        first.append(replace(take, observations=take.observations[:middle]))
        second.append(replace(take, observations=take.observations[middle:]))
    return _idle(first), _idle(second)


def _idle(takes: list[Take]) -> Samples:
    kept = tuple(take for take in takes if len(take.observations) > 1)
    return Samples(IDLE, SampleKind(both_sides=False), kept)
