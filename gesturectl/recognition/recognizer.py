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
from gesturectl.recognition.classifiers import Classifiers
from gesturectl.recognition.clutch import Clutch
from gesturectl.recognition.hand_gestures import HandGestures, known_to
from gesturectl.recognition.personal import PersonalGestures
from gesturectl.recognition.personal_model import PersonalModel
from gesturectl.recognition.restlessness import Restlessness
from gesturectl.recognition.slot import Moment, Reading, Slot
from gesturectl.recognition.strictness import FaceWatch, strictness_of
from gesturectl.recognition.tracks import HandTrack, HandTracks
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
        self._tracks = HandTracks()
        self._user, self._face, self._restlessness = User(), FaceWatch(), Restlessness()
        self._others: list[HandTrack] = []
        self._arms = ArmGestures(classifiers.arm_stroke, classifiers.arm_pair, triggers)
        self._hands = HandGestures(classifiers, triggers, both, self._arms, self._restlessness)
        self._body = BodySlot(known_to(triggers, classifiers.body, classifiers.body_motion))

    def step(self, observation: Observation) -> tuple[GestureEvent, ...]:
        """Take one observation; times must increase."""
        events = self._step(observation)
        held = observation.clutch_held
        return tuple(self._clutch.step(observation.t, events, held=held) if self._clutch else events)

    def _step(self, observation: Observation) -> list[GestureEvent]:
        moment, hands = Moment(observation.t, observation.seq), self._hands
        events = self._follow(moment, observation)
        if self._personal:
            self._personal.look(moment, observation, hands.seen)
        events += hands.step_pair(moment)
        events += hands.step_arms(moment)
        events += hands.step(moment, self._personal.silenced if self._personal else lambda slot: ())
        events += self._body.step(moment, observation, self._classifiers.body, self._classifiers.body_motion)
        if self._body.posing:
            self._arms.hold_pose(moment.t)
        if self._personal:
            claimed = {slot.track.number: slot.claim for slot in hands.seen}
            events += self._personal.step(moment, hands.seen, claimed, hands.together)
        return events

    def _follow(self, moment: Moment, observation: Observation) -> list[GestureEvent]:
        """Follow hands, arms, face and who is the user; return what was held by who is lost."""
        self._tracks.update(observation)
        in_view = self._tracks.seen(moment.t)
        mine = self._user.own(in_view, observation)
        self._others = [track for track in in_view if track not in mine]
        alive = {track.number for track in self._tracks.tracks if track not in self._others}
        events = self._hands.drop_lost(moment, alive) + self._arms.update(moment, observation, mine)
        self._face.see(observation)
        self._restlessness.see(moment.t, mine)
        self._hands.see(moment, mine, lambda track: strictness_of(track, mine, self._face, moment.t))
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
        return [*self._hands.slots(), *self._arms.slots(), self._body]

    def followed(self, t: float) -> tuple[FollowedHand, ...]:
        """Return the user's hands seen at time `t` as they have been followed: for the pointer."""
        return tuple(track.followed() for track in self._tracks.seen(t) if track not in self._others)

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
        self._hands.clear()
        self._others = []
        return tuple(events)
