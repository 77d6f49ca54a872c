"""Observations in, gesture events out. Pure: no clock, no device; the same observations give the same events.

Order of a step: hands and arms are followed; what both do together comes first and silences what each does alone; then
each arm's and hand's strokes, the hands' shapes, and the body.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from gesturectl.domain.clutch import ClutchSettings
from gesturectl.domain.event import GestureEvent, Phase
from gesturectl.domain.observation import Observation
from gesturectl.domain.pointer import FollowedHand
from gesturectl.domain.settings import TriggerOverride
from gesturectl.domain.trigger import TriggerSettings
from gesturectl.recognition.arm_gestures import ArmGestures
from gesturectl.recognition.body_slot import BodySlot
from gesturectl.recognition.classifier import Classifier
from gesturectl.recognition.classifiers import Classifiers
from gesturectl.recognition.clutch import Clutch
from gesturectl.recognition.hand_scores import judge_hands
from gesturectl.recognition.hand_slot import AFTER_STROKE_S, HandSlot
from gesturectl.recognition.intent import Intent, PairIntent, ShapeIntent
from gesturectl.recognition.pair_slot import PairSlot
from gesturectl.recognition.personal import PersonalGestures
from gesturectl.recognition.personal_gate import OTHER_STILL, OTHER_STILL_S
from gesturectl.recognition.personal_model import PersonalModel
from gesturectl.recognition.restlessness import Restlessness
from gesturectl.recognition.slot import Moment, Reading, Slot
from gesturectl.recognition.strictness import FaceWatch, strictness_of
from gesturectl.recognition.tracks import HandTrack, HandTracks
from gesturectl.recognition.twin_slot import TwinSlot
from gesturectl.recognition.user import OTHERS, User


def load_recognizer(
    models_dir: Path,
    overrides: Mapping[str, TriggerOverride] | None = None,
    personal: PersonalModel | None = None,
    both: Iterable[str] = (),
    clutch: ClutchSettings | None = None,
) -> Recognizer:
    """Open the models of `models_dir`; raises ModelError.

    `personal` adds the user's own gestures and moves thresholds; `overrides` replaces trigger settings by gesture;
    `both` names hand shapes that are looked for in both hands at once, too; `clutch` lets gestures count only after
    its pose, or while its key is held.
    """
    return make_recognizer(Classifiers.open(models_dir), overrides, personal, both, clutch)


def make_recognizer(
    classifiers: Classifiers,
    overrides: Mapping[str, TriggerOverride] | None = None,
    personal: PersonalModel | None = None,
    both: Iterable[str] = (),
    clutch: ClutchSettings | None = None,
) -> Recognizer:
    """Return a fresh recognizer with networks that are open already; see `load_recognizer`."""
    triggers = classifiers.triggers()
    for wanted in (personal.overrides if personal else {}, overrides or {}):
        for name, override in wanted.items():
            if name in triggers:
                triggers[name] = override.applied_to(triggers[name], gesture=name)
    own = PersonalGestures(personal, classifiers, overrides) if personal else None
    return Recognizer(classifiers, triggers, own, both, clutch)


class Recognizer:
    """Turns observations into gesture events."""

    def __init__(
        self,
        classifiers: Classifiers,
        triggers: Mapping[str, TriggerSettings],
        personal: PersonalGestures | None = None,
        both: Iterable[str] = (),
        clutch: ClutchSettings | None = None,
    ) -> None:
        self._classifiers = classifiers
        self._clutch = Clutch(clutch) if clutch else None
        self._personal = personal
        self._triggers = dict(triggers)
        self._tracks = HandTracks()
        self._user, self._face, self._restlessness = User(), FaceWatch(), Restlessness()
        self._pair_intent = PairIntent(classifiers.pair_intent, self._restlessness)
        self._others: list[HandTrack] = []
        self._hands: dict[int, HandSlot] = {}
        self._pair: PairSlot | None = None
        self._arms = ArmGestures(classifiers.arm_stroke, classifiers.arm_pair, triggers)
        self._twins = TwinSlot({name: triggers[name] for name in both if name in triggers})
        self._body = BodySlot(self._of(classifiers.body) | self._of(classifiers.body_motion))

    def step(self, observation: Observation) -> tuple[GestureEvent, ...]:
        """Take one observation; times must increase."""
        events = self._step(observation)
        held = observation.clutch_held
        return tuple(self._clutch.step(observation.t, events, held=held) if self._clutch else events)

    def _step(self, observation: Observation) -> list[GestureEvent]:
        moment = Moment(observation.t, observation.seq)
        self._tracks.update(observation)
        in_view = self._tracks.seen(moment.t)
        mine = self._user.own(in_view, observation)
        self._others = [track for track in in_view if track not in mine]
        events = self._drop_lost_hands(moment) + self._arms.update(moment, observation, mine)
        self._face.see(observation)
        self._restlessness.see(moment.t, mine)
        seen = [self._slot(track) for track in mine]
        for slot in seen:
            slot.arming.step(moment.t)
            slot.strictness = strictness_of(slot.track, mine, self._face, moment.t)
            slot.bodily = self._arms.bodily
        if self._personal:
            self._personal.look(moment, observation, seen)
        both = self._arms.step_pair(moment, self._pair_intent) + self._step_pair(moment, seen)
        self._spend_shapes(moment, both)
        events += both
        events += self._step_arms(moment, seen)
        events += self._step_hands(moment, seen)
        events += self._body.step(moment, observation, self._classifiers.body, self._classifiers.body_motion)
        if self._personal:
            claimed = {slot.track.number: slot.claim for slot in seen}
            events += self._personal.step(moment, seen, claimed, self._pair_speaks())
        return events

    def cancel(self, t: float, seq: int) -> tuple[GestureEvent, ...]:
        """Let go of everything that is held (pause, reload, a lost source) and forget the hands."""
        return self._let_go_of_all(Moment(t, seq), Phase.CANCEL)

    def finish(self, t: float, seq: int) -> tuple[GestureEvent, ...]:
        """End everything that is held: the source has ended."""
        return self._let_go_of_all(Moment(t, seq), Phase.END)

    def explain(self) -> tuple[Reading, ...]:
        """Return what each hand, the pair and the body are read as now."""
        own = self._personal.readings() if self._personal else ()
        others = (Reading(track.handedness, "", 0.0, "idle", hinder=OTHERS) for track in self._others)
        readings = (*(slot.reading() for slot in self._slots() if slot.scores), *own, *others)
        return self._clutch.told(readings) if self._clutch else readings

    def scores(self) -> dict[str, float]:
        """Return the highest score now of each shipped gesture, whichever hand makes it."""
        found: dict[str, float] = {}
        for slot in self._slots():
            for name, value in slot.scores.items():
                found[name] = max(value, found.get(name, 0.0))
        return found

    def _slots(self) -> list[Slot]:
        pair: list[Slot] = [self._pair] if self._pair else []
        return [*self._hands.values(), *pair, *self._arms.slots(), self._twins, self._body]

    def followed(self, t: float) -> tuple[FollowedHand, ...]:
        """Return the user's hands seen at time `t` as they have been followed: for the pointer."""
        return tuple(track.followed() for track in self._tracks.seen(t) if track not in self._others)

    def _of(self, classifier: Classifier) -> dict[str, TriggerSettings]:
        """Return the trigger settings of the gestures that a classifier knows."""
        return {n: self._triggers[n] for n in classifier.manifest.labels if n in self._triggers}

    def _slot(self, track: HandTrack) -> HandSlot:
        if track.number not in self._hands:
            networks = self._classifiers
            settings = self._of(networks.shape) | self._of(networks.stroke) | self._of(networks.fingers)
            self._hands[track.number] = HandSlot(track, settings)
        return self._hands[track.number]

    def _drop_lost_hands(self, moment: Moment) -> list[GestureEvent]:
        alive = {track.number for track in self._tracks.tracks if track not in self._others}
        events: list[GestureEvent] = []
        if self._pair and not {self._pair.left.number, self._pair.right.number} <= alive:
            events += self._pair.let_go(moment)
            self._pair = None
        for number in [n for n in self._hands if n not in alive]:
            events += self._hands.pop(number).let_go(moment)
        return events

    def _step_pair(self, moment: Moment, seen: list[HandSlot]) -> list[GestureEvent]:
        if len(seen) < 2 or self._arms.bodily:
            return self._pair.let_go(moment) if self._pair and self._arms.bodily else []
        first, second = sorted(seen, key=lambda s: -s.track.scale)[:2]
        events = self._pair_up(moment, first.track, second.track)
        assert self._pair is not None
        allowed = first.armed and second.armed and not self._arms.speaks  # hands on a wheel are no zoom
        return events + self._pair.step(moment, self._classifiers.pair, self._pair_intent, allowed)

    def _pair_up(self, moment: Moment, one: HandTrack, other: HandTrack) -> list[GestureEvent]:
        """Make the pair of these two hands unless it is the pair already."""
        if self._pair and {self._pair.left, self._pair.right} == {one, other}:
            return []
        events = self._pair.let_go(moment) if self._pair else []
        left, right = sorted((one, other), key=lambda track: float(track.last.centre[0]))
        self._pair = PairSlot(left, right, self._of(self._classifiers.pair))
        return events

    def _pair_speaks(self) -> bool:
        """Whether both hands are in, or near, a gesture of both."""
        if self._arms.speaks:
            return True
        if self._pair is None or self._arms.bodily or "zoom" not in self._pair.triggers:
            return False
        trigger = self._pair.triggers["zoom"]
        return trigger.active or self._pair.scores.get("zoom", 0.0) >= trigger.settings.exit

    def _step_arms(self, moment: Moment, seen: list[HandSlot]) -> list[GestureEvent]:
        carrying = [slot.track for slot in seen if slot.carrying]
        events = self._arms.step_strokes(moment, self._pair_speaks(), carrying)
        self._after_strokes(moment, events)
        for slot in seen:
            slot.in_stroke = self._arms.stroking(slot.track)
        return events

    def _step_hands(self, moment: Moment, seen: list[HandSlot]) -> list[GestureEvent]:
        networks, together = self._classifiers, self._pair_speaks()
        tracks = [slot.track for slot in seen]
        found = judge_hands(tracks, networks.shape, networks.stroke, networks.fingers, moment.t)
        scores = [self._shape_scores(moment, slot, one.shapes) for slot, one in zip(seen, found, strict=True)]
        # Two hands that show the same shape are a posture of both, not that shape of one hand.
        alike = len(seen) > 1 and len({max(s, key=s.__getitem__) for s in scores}) == 1
        events: list[GestureEvent] = []
        for slot, motion, shape_scores in zip(seen, found, scores, strict=True):
            if together:
                events += slot.let_go(moment, Phase.CANCEL)
            # A hand that is lost for a moment may be on its way, too.
            others = [one.track for one in self._hands.values() if one is not slot]
            alone = all(other.travelled(OTHER_STILL_S) < OTHER_STILL for other in others)
            intent = Intent(networks.intent, next(iter(others), None))
            strokes = slot.step_motion(moment, motion, intent, alone and not together)
            self._after_strokes(moment, [event for event in strokes if event.gesture in slot.strokes])
            events += strokes
            beside = next((track for track in tracks if track is not slot.track), None)
            held = ShapeIntent(networks.shape_intent, self._restlessness, beside)
            events += slot.step_shapes(moment, shape_scores, held, not (together or alike or slot.busy))
        return events + self._twins.step(moment, seen, scores, not together)

    def _shape_scores(self, moment: Moment, slot: HandSlot, found: Mapping[str, float]) -> dict[str, float]:
        """Return the smoothed scores of a hand's shapes, 0 for those that a personal gesture stands in for."""
        scores = slot.shape.smoothed(moment.t, found)
        silenced = self._personal.silenced(slot) if self._personal else set()
        return {name: 0.0 if name in silenced else value for name, value in scores.items()} if silenced else scores

    def _after_strokes(self, moment: Moment, events: list[GestureEvent]) -> None:
        """Silence all strokes for a while after one: the hand goes back. It means nothing by the shape it was in."""
        self._spend_shapes(moment, events)
        if any(event.phase is Phase.BEGIN for event in events):
            self._arms.block(moment.t + AFTER_STROKE_S)
            for slot in self._hands.values():
                slot.block((*slot.strokes, *slot.fingers.names, *slot.shapes), moment.t + AFTER_STROKE_S)

    def _spend_shapes(self, moment: Moment, events: list[GestureEvent]) -> None:
        if any(event.phase is not Phase.UPDATE for event in events):
            for slot in self._hands.values():
                slot.spent.spend(moment.t)

    def _let_go_of_all(self, moment: Moment, phase: Phase) -> tuple[GestureEvent, ...]:
        events = [event for slot in self._slots() for event in slot.let_go(moment, phase)]
        events += self._personal.let_go(moment, phase) if self._personal else []
        if self._clutch:
            events = self._clutch.step(moment.t, events)
        self._tracks.clear()
        self._arms.clear()
        self._user.clear()
        self._restlessness.clear()
        self._body.forget()
        self._hands, self._pair, self._others = {}, None, []
        return tuple(events)
