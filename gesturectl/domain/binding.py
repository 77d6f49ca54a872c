"""What a gesture does: the rules of gestures.yaml and the actions that come out of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from gesturectl.domain.action import Action
from gesturectl.domain.app_condition import AppCondition
from gesturectl.domain.describe import describe
from gesturectl.domain.effect import Continuous, Effect, Hold
from gesturectl.domain.event import GestureEvent, Phase
from gesturectl.domain.observation import Handedness

WITHIN_S = 2.0
"""How long after one gesture of a sequence the next may begin: a shape takes 0.6 s to count, strokes begin at rest."""


@dataclass(frozen=True, slots=True)
class Binding:
    """One rule: when `gesture` comes into `phase` with `hand`, do `effect`.

    name        unique; what the log and the JSON lines call the rule
    phase       for plain actions; continuous effects and holds follow the whole gesture and keep BEGIN here
    hand        LEFT or RIGHT; BOTH: the same gesture by both hands at once; None for any
    cooldown_s  how long after it fired the rule stays silent
    line        where it stands in its file, from 1; 0 when it came from elsewhere
    lead        gestures that must have been made before it, in order, each begun `within_s` after the one before
    hold_s      how long the gesture must be held before the rule fires
    repeat_s    while the gesture is held the rule fires again and again, so many seconds apart; 0: once
    confirm     the gesture must be made twice
    app         the active window must be like this; None for any
    profiles    in which it is in force; empty for all
    """

    name: str
    gesture: str
    effect: Effect
    phase: Phase = Phase.BEGIN
    hand: Handedness | None = None
    cooldown_s: float = 0.0
    line: int = 0
    lead: tuple[str, ...] = ()
    within_s: float = WITHIN_S
    hold_s: float = 0.0
    repeat_s: float = 0.0
    confirm: bool = False
    app: AppCondition | None = None
    profiles: tuple[str, ...] = ()

    @property
    def gestures(self) -> tuple[str, ...]:
        """Everything that must be made, in order."""
        return (*self.lead, self.gesture)

    @property
    def follows_gesture(self) -> bool:
        """True for effects that take part in the whole gesture, not in one phase."""
        return isinstance(self.effect, Continuous | Hold)


@dataclass(frozen=True, slots=True)
class BoundAction:
    """An action to carry out now, and why.

    t, seq   of the frame that caused it; a `t` to come for what is to be done then
    binding  name of the rule
    cause    the event that it is for; None when it is for none
    """

    t: float
    seq: int
    binding: str
    action: Action
    cause: GestureEvent | None = field(default=None, compare=False)

    def as_json(self) -> dict[str, Any]:
        """Return the object of the JSON-lines contract."""
        return {
            "type": "action",
            "t": round(self.t, 4),
            "binding": self.binding,
            "action": describe(self.action),
            "seq": self.seq,
        }
