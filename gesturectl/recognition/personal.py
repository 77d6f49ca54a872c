"""The user's own gestures, watched for beside the shipped ones, with the same triggers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from gesturectl.domain.event import GestureEvent, Phase
from gesturectl.domain.observation import Handedness, Observation
from gesturectl.domain.settings import TriggerOverride
from gesturectl.domain.take import Subject
from gesturectl.errors import ModelError
from gesturectl.recognition.classifiers import Classifiers
from gesturectl.recognition.gates import HOLDING
from gesturectl.recognition.hand_slot import HandSlot
from gesturectl.recognition.motion_cut import RESTED_S, MotionCutter
from gesturectl.recognition.path_distance import path_matrix
from gesturectl.recognition.personal_bank import Bank, PersonalGesture
from gesturectl.recognition.personal_gate import MotionGate
from gesturectl.recognition.personal_model import PersonalModel
from gesturectl.recognition.personal_rows import Sighting, personal_spec, sightings
from gesturectl.recognition.shape_scorer import SMOOTHING_S
from gesturectl.recognition.slot import Moment, Reading, Slot
from gesturectl.recognition.trigger import Trigger

BODY_REST = 2.0
"""Palm lengths a second: a body (pair, head) that moves faster holds nothing."""
LOST_S = 0.5
"""Unseen for longer, what is held is let go of."""
_MOVES = "it was moving: what travels is not held"


class PersonalSlot(Slot):
    """The personal gestures that one hand (pair, body, head) can make."""

    def __init__(self, gestures: Sequence[PersonalGesture], sighting: Sighting) -> None:
        super().__init__({})
        self.triggers = {g.name: Trigger(g.trigger) for g in gestures}
        self._gestures = {g.name: g for g in gestures}
        self._side = sighting.side
        self._cutter = MotionCutter()
        self._begun_ready = False
        self._mean: dict[str, float] = {}
        self._mean_t = 0.0
        self.seen_t = 0.0
        self.still = True

    @property
    def handedness(self) -> Handedness | None:
        """Whose gestures they are."""
        return self._side

    @property
    def hinder(self) -> str:
        """Why nothing held may begin now."""
        return "" if self.still else _MOVES

    def _last_value(self, name: str) -> float | None:
        return None

    def hold(self, moment: Moment, bank: Bank, sighting: Sighting) -> dict[str, float]:
        """Return the smoothed scores of what is held; those of a gesture that this hand does not make are 0."""
        self._side = sighting.side
        now = {n: s if self._mine(n) else 0.0 for n, s in bank.scores(sighting.held).items()}
        share = 1 - float(np.exp(-(moment.t - self._mean_t) / SMOOTHING_S)) if self._mean else 1.0
        self._mean = {n: self._mean.get(n, 0.0) + share * (s - self._mean.get(n, 0.0)) for n, s in now.items()}
        self._mean_t = moment.t
        return self._mean

    def move(self, moment: Moment, bank: Bank | None, sighting: Sighting, ready: bool) -> dict[str, float]:
        """Return the scores of the motion that has just come to rest; all 0 in between.

        A motion that began when the hand was not `ready` is none: it came into view, or did something else. So is one
        that did not come out of rest: hands that are busy go from one motion to the next.
        """
        resting = not self._cutter.moving
        motion = self._cutter.add(moment.t, sighting)
        if (resting and self._cutter.moving) or not ready:
            self._begun_ready = ready
        if bank is None:
            return {}
        if motion is None or not self._begun_ready or motion.rested_s < RESTED_S:
            return {gesture.name: 0.0 for gesture in bank.gestures}
        scores = bank.scores(path_matrix(motion), motion.duration_s)
        return {n: s if self._mine(n) and self._lasts(n, motion.duration_s) else 0.0 for n, s in scores.items()}

    @property
    def speed(self) -> float:
        """Palm lengths a second."""
        return self._cutter.speed

    def _lasts(self, name: str, duration_s: float) -> bool:
        shortest, longest = self._gestures[name].lasts_s
        return longest == 0.0 or shortest <= duration_s <= longest

    def _mine(self, name: str) -> bool:
        side = self._gestures[name].side
        return side is None or side is self._side


class PersonalGestures:
    """Steps with the recognizer. `hands` are the recognizer's slots of the hands seen now, armed or not."""

    def __init__(
        self, model: PersonalModel, networks: Classifiers, overrides: Mapping[str, TriggerOverride] | None = None
    ) -> None:
        """`overrides` replace the model's trigger settings.

        Raises ModelError for a model made for other features, ConfigError for overrides that do not fit.
        """
        if model.spec != (here := personal_spec(networks.shape, networks.usual)):
            raise ModelError(
                f"the personal model was made for features {model.spec!r}, this gesturectl has {here!r}",
                remedy="Make it anew from your samples: `gesturectl calibrate --train`.",
            )
        self._shapes = networks.shape
        self._gate = MotionGate(networks.intent)
        self._model = _overridden(model.knowing(networks.usual), overrides or {})
        self._subjects = {subject for subject, _ in model.banks}
        self._slots: dict[tuple[Subject, int], PersonalSlot] = {}
        self._held: dict[tuple[Subject, int], dict[str, float]] = {}
        self._seen: list[Sighting] = []

    def look(self, moment: Moment, observation: Observation, hands: Sequence[HandSlot]) -> None:
        """See what is held, before the shipped shapes are decided."""
        self._seen = sightings(self._subjects, [slot.track for slot in hands], observation, self._shapes)
        self._held = {}
        for sighting in self._seen:
            bank = self._model.banks.get((sighting.subject, False))
            if bank is not None:
                slot = self._slot(sighting)
                self._held[sighting.subject, sighting.key] = slot.hold(moment, bank, sighting)

    def silenced(self, hand: HandSlot) -> set[str]:
        """Return the shipped shapes that are silent because this hand makes a personal gesture that looks like them."""
        scores = self._held.get((Subject.HAND, hand.track.number), {})
        bank = self._model.banks.get((Subject.HAND, False))
        gestures = bank.gestures if bank else ()
        return {r for g in gestures for r in g.rivals if scores.get(g.name, 0.0) >= g.trigger.exit}

    def step(
        self, moment: Moment, hands: Sequence[HandSlot], claimed: Mapping[int, str], busy: bool
    ) -> list[GestureEvent]:
        """Feed the triggers.

        claimed  the shipped shape, by track, that a hand is surely making: personal ones yield to it unless it is
                 their rival
        busy     both hands are in a shipped gesture of both
        """
        by_track = {slot.track.number: slot for slot in hands}
        events: list[GestureEvent] = []
        for sighting in self._seen:
            hand = by_track.get(sighting.key) if sighting.subject is Subject.HAND else None
            claim = claimed.get(sighting.key, "") if hand else ""
            events += self._step_moved(moment, sighting, hand, hands, busy)
            events += self._step_held(moment, sighting, hand, claim, busy)
        return events + self._drop_lost(moment)

    def let_go(self, moment: Moment, phase: Phase) -> list[GestureEvent]:
        """End or cancel all that is held and forget what was seen."""
        events = [event for slot in self._slots.values() for event in slot.let_go(moment, phase)]
        self._slots, self._held, self._seen = {}, {}, []
        return events

    def readings(self) -> tuple[Reading, ...]:
        """Return what each hand, the pair, the body and the head are read as."""
        return tuple(slot.reading() for slot in self._slots.values() if slot.scores)

    def _step_moved(
        self, moment: Moment, sighting: Sighting, hand: HandSlot | None, hands: Sequence[HandSlot], busy: bool
    ) -> list[GestureEvent]:
        slot = self._slot(sighting)
        slot.seen_t = moment.t
        bank = self._model.banks.get((sighting.subject, True))
        scores = slot.move(moment, bank, sighting, _is_ready(hand, busy))
        if hand is not None and bank is not None:
            gestures = {gesture.name: gesture for gesture in bank.gestures}
            scores = self._gate.passed(scores, gestures, hand, hands, moment.t)
        return slot.step_discrete(moment, list(scores), scores)

    def _step_held(
        self, moment: Moment, sighting: Sighting, hand: HandSlot | None, claim: str, busy: bool
    ) -> list[GestureEvent]:
        slot = self._slot(sighting)
        held = self._held.get((sighting.subject, sighting.key), {})
        slot.still = _is_ready(hand, busy) and _is_still(slot, hand)
        names = {gesture.name: gesture for gesture in self._gestures(sighting.subject)}
        fed = {
            name: value
            if (slot.still and (not claim or claim in names[name].rivals)) or slot.triggers[name].active
            else 0.0
            for name, value in held.items()
        }
        return slot.step_discrete(moment, list(fed), fed)

    def _gestures(self, subject: Subject) -> list[PersonalGesture]:
        return [g for (s, _), bank in self._model.banks.items() if s is subject for g in bank.gestures]

    def _slot(self, sighting: Sighting) -> PersonalSlot:
        key = sighting.subject, sighting.key
        if key not in self._slots:
            self._slots[key] = PersonalSlot(self._gestures(sighting.subject), sighting)
        return self._slots[key]

    def _drop_lost(self, moment: Moment) -> list[GestureEvent]:
        events: list[GestureEvent] = []
        for key in [k for k, slot in self._slots.items() if moment.t - slot.seen_t > LOST_S]:
            events += self._slots.pop(key).let_go(moment)
        return events


def _is_ready(hand: HandSlot | None, busy: bool) -> bool:
    return not busy and (hand is None or hand.armed)


def _is_still(slot: PersonalSlot, hand: HandSlot | None) -> bool:
    if hand is None:
        return slot.speed < BODY_REST
    return not HOLDING.hinder(hand.track)


def _overridden(model: PersonalModel, overrides: Mapping[str, TriggerOverride]) -> PersonalModel:
    def one(gesture: PersonalGesture) -> PersonalGesture:
        if gesture.name not in overrides:
            return gesture
        return replace(gesture, trigger=overrides[gesture.name].applied_to(gesture.trigger, gesture=gesture.name))

    banks = {key: replace(bank, gestures=tuple(map(one, bank.gestures))) for key, bank in model.banks.items()}
    return replace(model, banks=banks)
