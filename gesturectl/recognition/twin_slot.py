"""Hand shapes that both hands show at once, where a rule asks for that; one hand alone is another matter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gesturectl.domain.event import GestureEvent
from gesturectl.domain.observation import Handedness
from gesturectl.recognition.gates import HOLDING
from gesturectl.recognition.hand_slot import HandSlot
from gesturectl.recognition.slot import Moment, Slot


class TwinSlot(Slot):
    """The shapes of both hands; their triggers are those of one hand, fed with what the worse of the two scores."""

    @property
    def handedness(self) -> Handedness:
        """Both."""
        return Handedness.BOTH

    def step(
        self, moment: Moment, hands: Sequence[HandSlot], scores: Sequence[Mapping[str, float]], allowed: bool
    ) -> list[GestureEvent]:
        """Take the shapes' scores of the hands in view; with one hand, or more than two, nothing is shown by both."""
        if not self.triggers:
            return []
        shown = dict.fromkeys(self.triggers, 0.0)
        if allowed and len(hands) == 2 and all(_may_hold(hand) for hand in hands):
            shown = {name: min(each.get(name, 0.0) for each in scores) for name in self.triggers}
            self.strictness = max((hand.strictness for hand in hands), key=lambda strictness: strictness.raised)
        return self.step_discrete(moment, self.triggers, shown)


def _may_hold(hand: HandSlot) -> bool:
    return not (hand.arming.hinder or hand.busy or HOLDING.hinder(hand.track))
