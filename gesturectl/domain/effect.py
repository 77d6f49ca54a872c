"""What a rule of gestures.yaml may do: a plain action, or something that lasts as long as the gesture."""

from __future__ import annotations

from dataclasses import dataclass

from gesturectl.domain.action import Action, MouseButton, ZoomMethod


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


@dataclass(frozen=True, slots=True)
class HoldPointer:
    """Pointer mode that is on from the gesture's begin until it ended and the hand has finished its click."""


Continuous = ZoomByValue | ScrollByValue | Knob
"""Effects that follow the signed value of a continuous gesture, back as well as forth."""

Hold = HoldKeys | HoldButton | HoldPointer
"""Effects that last as long as the gesture."""

Effect = Action | Continuous | Hold
