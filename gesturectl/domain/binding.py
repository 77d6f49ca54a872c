"""What a gesture does: the rules of gestures.yaml and the actions that come out of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from gesturectl.domain.action import Action, MouseButton, ZoomMethod
from gesturectl.domain.describe import describe
from gesturectl.domain.event import Phase
from gesturectl.domain.observation import Handedness


@dataclass(frozen=True, slots=True)
class ZoomByValue:
    """Zoom as the gesture's value goes: `steps_per_unit` steps in for +1, as many out for -1."""

    steps_per_unit: float
    method: ZoomMethod = ZoomMethod.WHEEL


@dataclass(frozen=True, slots=True)
class ScrollByValue:
    """Turn the wheel as the gesture's value goes: up (right if `horizontal`) for a growing value."""

    steps_per_unit: float
    horizontal: bool = False


@dataclass(frozen=True, slots=True)
class Knob:
    """Do `up` once for every step that the gesture's value grows, `down` for every step that it falls."""

    steps_per_unit: float
    up: Action
    down: Action


@dataclass(frozen=True, slots=True)
class HoldKeys:
    """Keys that are down from the gesture's begin to its end or cancel."""

    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HoldButton:
    """A mouse button that is down from the gesture's begin to its end or cancel."""

    button: MouseButton


Continuous = ZoomByValue | ScrollByValue | Knob
"""Effects that follow the signed value of a continuous gesture, back as well as forth."""

Hold = HoldKeys | HoldButton
"""Effects that last as long as the gesture."""

Effect = Action | Continuous | Hold


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
