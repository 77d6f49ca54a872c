"""What lasts as long as a gesture: steps that follow its value, keys that are held."""

from __future__ import annotations

from dataclasses import dataclass

from gesturectl.control.hold import let_go, press
from gesturectl.control.value_steps import ValueSteps
from gesturectl.domain.action import Action
from gesturectl.domain.binding import Binding
from gesturectl.domain.effect import Continuous, Hold
from gesturectl.domain.event import GestureEvent, Phase
from gesturectl.domain.observation import Handedness

OVER = (Phase.END, Phase.CANCEL)

Whose = tuple[str, Handedness | None]
"""A gesture and the hand that makes it: two hands may make the same gesture at once."""


def whose(event: GestureEvent) -> Whose:
    """Return the stroke that `event` belongs to."""
    return event.gesture, event.handedness


@dataclass(frozen=True, slots=True)
class Stroke:
    """One gesture under way with the rule that it began with: it keeps it to its end, whatever window comes up."""

    binding: Binding
    begin: GestureEvent
    steps: ValueSteps | None


class Strokes:
    """Gestures under way whose rules follow them."""

    def __init__(self) -> None:
        self._open: dict[Whose, Stroke] = {}

    def __contains__(self, stroke: object) -> bool:
        return stroke in self._open

    def begin(self, binding: Binding, event: GestureEvent) -> list[Action]:
        """Begin one; return what is to be done."""
        effect = binding.effect
        if isinstance(effect, Hold):
            self._open[whose(event)] = Stroke(binding, event, None)
            return [press(effect)]
        assert isinstance(effect, Continuous)
        steps = ValueSteps(effect)
        self._open[whose(event)] = Stroke(binding, event, steps)
        return steps.advance(event.value)

    def go_on(self, event: GestureEvent) -> tuple[Stroke | None, list[Action]]:
        """Return the stroke that `event` belongs to and what is to be done; it is forgotten with its end."""
        stroke = self._open.get(whose(event))
        if stroke is None:
            return None, []
        if event.phase in OVER:
            del self._open[whose(event)]
        if stroke.steps is not None:
            return stroke, [] if event.phase is Phase.CANCEL else stroke.steps.advance(event.value)
        return stroke, [let_go(_hold(stroke))] if event.phase in OVER else []

    def release(self) -> list[tuple[Stroke, Action]]:
        """Forget all; return what lets go of what they hold."""
        strokes, self._open = self._open, {}
        return [(stroke, let_go(_hold(stroke))) for stroke in strokes.values() if stroke.steps is None]


def _hold(stroke: Stroke) -> Hold:
    assert isinstance(stroke.binding.effect, Hold)
    return stroke.binding.effect
