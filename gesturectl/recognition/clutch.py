"""The clutch: gestures count only for a while after a pose was held on purpose, or while a key is held."""

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
    """Lets events pass while it is engaged: by its pose, until `lasts_s` after the last gesture's end; by its key.

    What began while it was engaged counts to its end.
    """

    def __init__(self, settings: ClutchSettings) -> None:
        self._settings = settings
        self._until = float("-inf")
        self._passed: set[_Whose] = set()
        self._by_key: set[_Whose] = set()
        self._held, self._t = False, float("-inf")

    @property
    def hinder(self) -> str:
        """Why nothing but the clutch's pose may begin now."""
        if self._held or self._passed - self._by_key or self._t <= self._until:
            return ""
        return f"the clutch is not engaged: {self._settings.how} first"

    def step(self, t: float, events: Iterable[GestureEvent], *, held: bool = False) -> list[GestureEvent]:
        """Return those of the events at time `t` that count; a gesture whose begin did not count does not later.

        `held` tells whether the clutch's key is held down.
        """
        self._t, self._held = t, held and bool(self._settings.key)
        return [event for event in events if self._counts(event)]

    def told(self, readings: Iterable[Reading]) -> tuple[Reading, ...]:
        """Return the readings with what the clutch keeps back."""
        why = self.hinder
        return tuple(
            replace(r, state="idle", hinder=why) if why and r.gesture != self._settings.gesture else r for r in readings
        )

    def _counts(self, event: GestureEvent) -> bool:
        whose = (event.gesture, event.handedness)
        if event.phase is Phase.BEGIN:
            self._admit(whose)
        counts = whose in self._passed
        if counts and whose not in self._by_key:
            self._until = event.t + self._settings.lasts_s
        if event.phase in _OVER:
            self._passed.discard(whose)
            self._by_key.discard(whose)
        return counts

    def _admit(self, whose: _Whose) -> None:
        pose = whose[0] == self._settings.gesture
        if self._held and not pose:  # the key keeps it engaged, not what was made with it
            self._by_key.add(whose)
        if pose or not self.hinder:
            self._passed.add(whose)
