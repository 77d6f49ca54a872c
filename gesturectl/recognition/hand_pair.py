"""The two hands that are judged together: the user's largest two, for as long as both are there."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from gesturectl.domain.event import GestureEvent
from gesturectl.domain.trigger import TriggerSettings
from gesturectl.recognition.classifier import Classifier
from gesturectl.recognition.hand_slot import HandSlot
from gesturectl.recognition.intent import PairIntent
from gesturectl.recognition.pair_slot import PairSlot
from gesturectl.recognition.slot import Moment
from gesturectl.recognition.tracks import HandTrack


class HandPair:
    """Keeps the pair's slot, None while there are not two hands."""

    def __init__(self, network: Classifier, settings: Mapping[str, TriggerSettings], intent: PairIntent) -> None:
        self._network, self._settings, self._intent = network, settings, intent
        self.slot: PairSlot | None = None

    @property
    def speaks(self) -> bool:
        """Whether both hands are in, or near, a gesture of both."""
        if self.slot is None or "zoom" not in self.slot.triggers:
            return False
        trigger = self.slot.triggers["zoom"]
        return trigger.active or self.slot.scores.get("zoom", 0.0) >= trigger.settings.exit

    def let_go(self, moment: Moment) -> list[GestureEvent]:
        """End what the pair holds."""
        return self.slot.let_go(moment) if self.slot else []

    def drop_lost(self, moment: Moment, alive: Collection[int]) -> list[GestureEvent]:
        """Forget the pair unless both of its hands are among the numbers that are `alive`."""
        if self.slot is None or {self.slot.left.number, self.slot.right.number} <= set(alive):
            return []
        events = self.slot.let_go(moment)
        self.slot = None
        return events

    def step(self, moment: Moment, seen: Sequence[HandSlot], allowed: bool) -> list[GestureEvent]:
        """Score what the two largest of the hands `seen` did together; nothing may begin unless `allowed`."""
        if len(seen) < 2:
            return []
        first, second = sorted(seen, key=lambda hand: -hand.track.scale)[:2]
        events, slot = self._pair_up(moment, first.track, second.track)
        armed = first.armed and second.armed
        return events + slot.step(moment, self._network, self._intent, allowed and armed)

    def _pair_up(self, moment: Moment, one: HandTrack, other: HandTrack) -> tuple[list[GestureEvent], PairSlot]:
        """Make the pair of these two hands unless it is the pair already."""
        if self.slot and {self.slot.left, self.slot.right} == {one, other}:
            return [], self.slot
        events = self.let_go(moment)
        left, right = sorted((one, other), key=lambda track: float(track.last.centre[0]))
        self.slot = PairSlot(left, right, self._settings)
        return events, self.slot
