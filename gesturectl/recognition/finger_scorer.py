"""What one hand's fingers do: pinch, grab, click, double click, flicks."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from gesturectl.domain.event import GestureEvent, Phase
from gesturectl.recognition.meter import Meter
from gesturectl.recognition.motion_features import HandWindow
from gesturectl.recognition.slot import ContinuousGesture, Moment, Slot
from gesturectl.recognition.tracks import HandTrack

CLOSED = "closed"
"""The network's name for a fist that is held, however it came about: it keeps a grab alive, and begins none."""
QUIET_AFTER_S = 0.3
"""After a click or a flick the fingers settle: for so long no other gesture of theirs begins but the double click."""


class FingerScorer:
    """Feeds the triggers of one slot's finger gestures; what is continuous gets its value."""

    def __init__(self, slot: Slot, track: HandTrack, names: list[str]) -> None:
        self.names = names
        self.discrete = [name for name in names if name not in ("pinch", "grab")]
        self._slot, self._track = slot, track
        self._pinch, self._grab = ContinuousGesture("pinch"), ContinuousGesture("grab")
        self._gap = Meter()
        self._origin = (0.0, 0.0)

    def scores(self, found: Mapping[str, float]) -> dict[str, float]:
        """Return the score of each gesture of the slot."""
        scores = {name: found.get(name, 0.0) for name in self.names}
        if "grab" in scores and self._slot.triggers["grab"].active:
            scores["grab"] += found.get(CLOSED, 0.0)
        return scores

    def step(
        self, moment: Moment, scores: Mapping[str, float], window: HandWindow, waiting: Collection[str]
    ) -> list[GestureEvent]:
        """Feed scores to the triggers; return begins, updates and ends. Those `waiting` do not begin now."""
        discrete = [name for name in self.discrete if name in scores]
        events = self._slot.step_discrete(moment, discrete, scores, waiting)
        if any(event.phase is Phase.BEGIN for event in events):
            others = [name for name in self.names if name != "double_click"]
            self._slot.block(others, moment.t + QUIET_AFTER_S)
        if "pinch" in scores:
            events += self._step_pinch(moment, self._phase(moment, "pinch", scores, waiting), window)
        if "grab" in scores:
            events += self._step_grab(moment, self._phase(moment, "grab", scores, waiting))
        self._slot.scores.update(scores)
        return events

    def last(self, name: str) -> ContinuousGesture | None:
        """Return the continuous gesture of that name, None for another."""
        return {"pinch": self._pinch, "grab": self._grab}.get(name)

    def _phase(self, moment: Moment, name: str, scores: Mapping[str, float], waiting: Collection[str]) -> Phase | None:
        raised = self._slot.strictness.raised
        return self._slot.triggers[name].step(moment.t, scores[name], raised, begins=name not in waiting)

    def _step_pinch(self, moment: Moment, phase: Phase | None, window: HandWindow) -> list[GestureEvent]:
        if phase is None:
            return []
        gaps = window.pinch_gap()
        value = self._gap.begin(gaps) if phase is Phase.BEGIN else self._gap.value(float(gaps[-1]))
        return self._pinch.events(self._slot, moment, phase, value)

    def _step_grab(self, moment: Moment, phase: Phase | None) -> list[GestureEvent]:
        if phase is None:
            return []
        x, y = (float(v) / self._track.scale for v in self._track.last.centre)
        if phase is Phase.BEGIN:
            self._origin = (x, y)
        dx, dy = self._origin[0] - x, y - self._origin[1]  # the user's right is image left
        return self._grab.events(self._slot, moment, phase, -dy, (dx, dy))
