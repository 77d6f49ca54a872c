"""A closed hand takes hold of the page and moves it. Pure."""

from __future__ import annotations

from gesturectl.control.pointer_filter import Floats
from gesturectl.control.value_steps import ValueSteps
from gesturectl.domain.action import Scroll
from gesturectl.domain.effect import ScrollByValue


class PointerScroll:
    """The page follows the closed hand: a hand that goes up takes it up, and what is below comes into view."""

    def __init__(self, steps_per_palm: float) -> None:
        self._steps_per_palm = steps_per_palm
        self._held: tuple[Floats, ValueSteps, ValueSteps] | None = None

    def step(self, travelled: Floats) -> list[Scroll]:
        """Return the turns of the wheel for a closed hand; `travelled` (2,) is how far it has gone, palm lengths."""
        if self._held is None:
            up = ValueSteps(ScrollByValue(self._steps_per_palm))
            right = ValueSteps(ScrollByValue(self._steps_per_palm, horizontal=True))
            self._held = travelled, up, right
        origin, up, right = self._held
        x, y = travelled - origin
        turned = [*up.advance(float(y)), *right.advance(-float(x))]
        return [Scroll(each.dy, each.dx, at_pointer=True) for each in turned if isinstance(each, Scroll)]

    def release(self) -> None:
        """Let go of the page."""
        self._held = None
