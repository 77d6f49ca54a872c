"""The clutch: gestures count only for a while after a pose was held on purpose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from gesturectl.domain.clutch import ClutchSettings
from gesturectl.domain.event import GestureEvent, Phase
from gesturectl.domain.observation import Handedness
from gesturectl.recognition.slot import Reading

_Whose = tuple[str, Handedness | None]
_OVER = (Phase.END, Phase.CANCEL)


class Clutch:
    """Lets events pass while it is engaged: from the begin of its pose until `lasts_s` after the last gesture's end."""

    def __init__(self, settings: ClutchSettings) -> None:
        self._settings = settings
        self._until = float("-inf")
        self._passed: set[_Whose] = set()
        self._t = float("-inf")

    @property
    def hinder(self) -> str:
        """Why nothing but the clutch's pose may begin now."""
        if self._passed or self._t <= self._until:
            return ""
        return f"the clutch is not engaged: hold {self._settings.gesture} first"

    def step(self, t: float, events: Iterable[GestureEvent]) -> list[GestureEvent]:
        """Return those of the events at time `t` that count; a gesture whose begin did not count does not later."""
        self._t = t
        return [event for event in events if self._counts(event)]

    def told(self, readings: Iterable[Reading]) -> tuple[Reading, ...]:
        """Return the readings with what the clutch keeps back."""
        why = self.hinder
        return tuple(
            replace(r, state="idle", hinder=why) if why and r.gesture != self._settings.gesture else r for r in readings
        )

    def _counts(self, event: GestureEvent) -> bool:
        whose = (event.gesture, event.handedness)
        if event.phase is Phase.BEGIN and (event.gesture == self._settings.gesture or not self.hinder):
            self._passed.add(whose)
        counts = whose in self._passed
        if counts and event.phase in _OVER:
            self._passed.discard(whose)
        if counts:
            self._until = event.t + self._settings.lasts_s
        return counts
