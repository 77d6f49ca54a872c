"""Rules that want to be asked for twice."""

from __future__ import annotations

from dataclasses import dataclass

from gesturectl.control.strokes import OVER, Whose, whose
from gesturectl.domain.event import GestureEvent

CONFIRM_S = 2.0
"""How long after the gesture was left it may be begun again for yes."""


@dataclass(slots=True)
class _Asked:
    stroke: Whose
    until_t: float | None
    """None while the first gesture is still held."""


class Consent:
    """Which rules were asked for once."""

    def __init__(self) -> None:
        self._asked: dict[str, _Asked] = {}

    def given(self, rule: str, event: GestureEvent, t: float, *, held: bool) -> bool:
        """Say whether the rule's gesture `event` is the second in time; else it is the first from now on."""
        asked = self._asked.pop(rule, None)
        if asked is not None and asked.until_t is not None and event.t <= asked.until_t:
            return True
        self._asked[rule] = _Asked(whose(event), None if held else t + CONFIRM_S)
        return False

    def note(self, event: GestureEvent) -> None:
        """Take notice of a gesture's end: from now on the time for the second one runs."""
        if event.phase in OVER:
            for asked in self._asked.values():
                if asked.stroke == whose(event) and asked.until_t is None:
                    asked.until_t = event.t + CONFIRM_S

    def clear(self) -> None:
        """Forget all."""
        self._asked.clear()
