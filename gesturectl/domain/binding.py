"""What a gesture does: the rules of gestures.yaml and the actions that come out of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from gesturectl.domain.action import Action
from gesturectl.domain.describe import describe
from gesturectl.domain.effect import Continuous, Effect, Hold
from gesturectl.domain.event import Phase
from gesturectl.domain.observation import Handedness


@dataclass(frozen=True, slots=True)
class Binding:
    """One rule: when `gesture` comes into `phase` with `hand`, do `effect`.

    name        unique; what the log and the JSON lines call the rule
    phase       for plain actions; continuous effects and holds follow the whole gesture and keep BEGIN here
    hand        LEFT or RIGHT; None for any. A rule for one hand goes before a rule for any hand.
    cooldown_s  how long after it fired the rule stays silent
    line        where it stands in its file, from 1; 0 when it came from elsewhere
    """

    name: str
    gesture: str
    effect: Effect
    phase: Phase = Phase.BEGIN
    hand: Handedness | None = None
    cooldown_s: float = 0.0
    line: int = 0

    @property
    def follows_gesture(self) -> bool:
        """True for effects that take part in the whole gesture, not in one phase."""
        return isinstance(self.effect, Continuous | Hold)


@dataclass(frozen=True, slots=True)
class BoundAction:
    """An action to carry out now, and why.

    t, seq   of the frame that caused it
    binding  name of the rule
    """

    t: float
    seq: int
    binding: str
    action: Action

    def as_json(self) -> dict[str, Any]:
        """Return the object of the JSON-lines contract."""
        return {
            "type": "action",
            "t": round(self.t, 4),
            "binding": self.binding,
            "action": describe(self.action),
            "seq": self.seq,
        }
