"""What every slot (a hand, a pair of hands, a body) shares: triggers by gesture, and their events."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from gesturectl.domain.event import GestureEvent, Phase
from gesturectl.domain.gesture import GESTURES
from gesturectl.domain.observation import Handedness
from gesturectl.domain.trigger import TriggerSettings
from gesturectl.recognition.trigger import Trigger


@dataclass(frozen=True, slots=True)
class Moment:
    """When an observation was made: its time in seconds and the number of its frame."""

    t: float
    seq: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What a slot makes of the present, for the preview and for `why`: likeliest gesture and trigger's state.

    enter   the score at which the gesture begins to count; 0 for what has no trigger
    hinder  why nothing may begin now: a gate, a cooldown; "" if something may
    held    how much of the time that it must be held is over, 0..1
    raised  why `enter` is higher than usual; "" if it is not
    """

    handedness: Handedness | None
    gesture: str
    score: float
    state: str
    enter: float = 0.0
    hinder: str = ""
    held: float = 0.0
    raised: str = ""


@dataclass(frozen=True, slots=True)
class Strictness:
    """How much higher than usual scores must be for something to begin, and why."""

    raised: float = 0.0
    why: str = ""


NO_STRICTNESS = Strictness()


class Slot:
    """The triggers of the gestures that one hand, pair of hands or body can make."""

    def __init__(self, settings: Mapping[str, TriggerSettings]) -> None:
        self.triggers = {name: Trigger(values) for name, values in settings.items() if name in GESTURES}
        self.scores: dict[str, float] = {}
        self.strictness = NO_STRICTNESS

    @property
    def handedness(self) -> Handedness | None:
        """Whose gesture it is; None for a body."""
        return None

    @property
    def hinder(self) -> str:
        """Why no gesture of this slot may begin now; "" if one may."""
        return ""

    def event(
        self,
        moment: Moment,
        name: str,
        phase: Phase,
        value: float | None = None,
        shift: tuple[float, float] | None = None,
    ) -> GestureEvent:
        """Return the event of one of this slot's gestures; `shift` is dx, dy of one that carries something."""
        dx, dy = shift or (None, None)
        score = min(self.scores.get(name, 0.0), 1.0)
        return GestureEvent(moment.t, name, phase, self.handedness, score, moment.seq, value, dx, dy)

    def step_discrete(
        self, moment: Moment, names: Iterable[str], scores: Mapping[str, float], waiting: Collection[str] = ()
    ) -> list[GestureEvent]:
        """Feed scores to the triggers of gestures without a value; return begins and ends. Those `waiting` go on so."""
        self.scores.update(scores)
        events = []
        for name in names:
            trigger, score = self.triggers[name], scores.get(name, 0.0)
            if trigger.resting and score < trigger.settings.exit:  # nearly all of them, in nearly every frame
                continue
            phase = trigger.step(moment.t, score, self.strictness.raised, begins=name not in waiting)
            if phase in (Phase.BEGIN, Phase.END):
                events.append(self.event(moment, name, phase))
        return events

    def block(self, names: Iterable[str], until_t: float) -> None:
        """Let these gestures not begin before `until_t`."""
        for name in names:
            if name in self.triggers:
                self.triggers[name].block(until_t)

    def due(self, scores: Mapping[str, float], t: float) -> dict[str, float]:
        """Return the scores of those gestures that would begin now."""
        raised, triggers = self.strictness.raised, self.triggers
        return {n: s for n, s in scores.items() if s >= triggers[n].settings.exit and triggers[n].due(t, s, raised)}

    def active(self) -> list[str]:
        """Return the gestures between begin and end."""
        return [name for name, trigger in self.triggers.items() if not trigger.resting and trigger.active]

    def refused(self, scores: Mapping[str, float]) -> dict[str, float]:
        """Return the scores of what is active; no other gesture may begin now, nor later before it was left."""
        fed = {}
        for name, score in scores.items():
            trigger = self.triggers[name]
            if trigger.resting and score < trigger.settings.exit:
                continue
            if trigger.active:
                fed[name] = score
            else:
                trigger.refuse(score)
        return fed

    def let_go(
        self, moment: Moment, phase: Phase = Phase.CANCEL, names: Iterable[str] | None = None
    ) -> list[GestureEvent]:
        """End (or cancel) what is active, or those of `names`."""
        events = []
        for name in list(self.triggers if names is None else names):
            trigger = self.triggers.get(name)
            if trigger is not None and not trigger.resting and trigger.cancel(moment.t):
                events.append(self._last_event(moment, name, phase))
        return events

    def _last_event(self, moment: Moment, name: str, phase: Phase) -> GestureEvent:
        """Return the event that ends what was active, with the last value."""
        return self.event(moment, name, phase, self._last_value(name))

    def _last_value(self, name: str) -> float | None:
        return 0.0 if GESTURES[name].continuous else None

    def reading(self) -> Reading:
        """Return the likeliest gesture now."""
        name = max(
            self.scores,
            key=lambda n: (self.triggers[n].active if n in self.triggers else False, self.scores[n]),
            default="",
        )
        score, trigger = self.scores.get(name, 0.0), self.triggers.get(name)
        if trigger is None:
            return Reading(self.handedness, name, score, "idle")
        state, enter = trigger.progress_state, trigger.entered_at(self.strictness.raised)
        hinder = self.hinder or trigger.waits
        return Reading(self.handedness, name, score, state, enter, hinder, trigger.held, self.strictness.why)


class ContinuousGesture:
    """The events of one gesture with a value: begin, updates when the value moved, end with the last value.

    One that carries something has a shift too: dx, dy.
    """

    DEADBAND = 0.01
    """Changes below this are jitter of the landmarks, not movement."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.value = 0.0
        self.shift: tuple[float, float] | None = None

    def events(
        self, slot: Slot, moment: Moment, phase: Phase | None, value: float, shift: tuple[float, float] | None = None
    ) -> list[GestureEvent]:
        """Return the events of a trigger's phase at this value."""
        if phase is None or (phase is Phase.UPDATE and self._moved(value, shift) < self.DEADBAND):
            return []
        if phase is not Phase.END:
            self.value, self.shift = value, shift
        return [self.last_event(slot, moment, phase)]

    def last_event(self, slot: Slot, moment: Moment, phase: Phase) -> GestureEvent:
        """Return an event with the last value."""
        return slot.event(moment, self.name, phase, self.value, self.shift)

    def _moved(self, value: float, shift: tuple[float, float] | None) -> float:
        steps = (abs(now - last) for now, last in zip(shift or (), self.shift or (), strict=False))
        return max(abs(value - self.value), *steps, 0.0)
