"""Whole steps out of a signed value that comes and goes."""

from __future__ import annotations

import math

from gesturectl.domain.action import Action, Scroll, Zoom
from gesturectl.domain.effect import Continuous, Knob, ScrollByValue, ZoomByValue

_ROUNDING = 1e-6
"""A step counts as reached when it is missed by less than this (0.1 * 10 must give 1)."""


class ValueSteps:
    """One continuous gesture under way: a step whenever the value is a whole step from the last one given.

    Coming back therefore needs a whole step too, so that a value trembling at a border does nothing, and a
    gesture that returns to 0 takes back every step.
    """

    def __init__(self, effect: Continuous) -> None:
        self._effect = effect
        self._given = 0

    def advance(self, value: float | None) -> list[Action]:
        """Return the actions that bring the desktop to `value` (signed distance since the onset)."""
        if value is None or not math.isfinite(value):
            return []
        missing = value * self._effect.steps_per_unit - self._given
        steps = math.trunc(missing + math.copysign(_ROUNDING, missing))
        self._given += steps
        return _actions(self._effect, steps) if steps else []


def _actions(effect: Continuous, steps: int) -> list[Action]:
    match effect:
        case ZoomByValue():
            return [Zoom(steps, effect.method)]
        case ScrollByValue():
            return [Scroll(dx=steps) if effect.horizontal else Scroll(dy=steps)]
        case Knob():
            return [effect.up if steps > 0 else effect.down] * abs(steps)
