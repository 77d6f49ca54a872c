"""From the daemon's timings and the browser's arrivals to the latency of each action. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gesturectl.daemon.demo_effects import SeenInput
from gesturectl.daemon.latency import ActionTiming
from gesturectl.domain.label import GestureLabel

_LATEST_S = 1.0  # an input this long after an action is not its own
_NEAR_S = 0.5  # how far before its label a gesture may begin, and after its end


@dataclass(frozen=True, slots=True)
class Arrival:
    """One action and the first input of it that the browser received."""

    timing: ActionTiming
    received: SeenInput

    @property
    def total_ms(self) -> float:
        """Timestamp of the frame that completed the gesture, or moved it on → the browser has the input."""
        return (self.received.at_s - self.timing.grabbed_s) * 1000

    def stages_ms(self) -> dict[str, float]:
        """Return what the total is made of; `arrive` may be just below 0: input travels while the call returns."""
        t = self.timing
        moments = (t.grabbed_s, t.taken_s, t.estimated_s, t.bound_s, t.started_s, t.done_s, self.received.at_s)
        names = ("frame age", "estimate", "recognise, bind", "queue", "act", "arrive")
        return {name: (b - a) * 1000 for name, a, b in zip(names, moments, moments[1:], strict=False)}


def match(actions: Sequence[ActionTiming], inputs: Sequence[SeenInput]) -> tuple[Arrival, ...]:
    """Return every action with the first input of it; both are in order of time.

    The browser may pack wheel turns that come close together into one input, so an action owns the first input
    after its start that no action before it owns; where none follows in time, it came packed with the one before,
    if that arrived after this action's start. Actions without an input are left out: count them.
    """
    arrivals: list[Arrival] = []
    left = list(inputs)
    for timing in actions:
        while left and left[0].at_s < timing.started_s:
            left.pop(0)
        if left and left[0].at_s <= timing.started_s + _LATEST_S:
            arrivals.append(Arrival(timing, left.pop(0)))
        elif arrivals and arrivals[-1].received.at_s >= timing.started_s:
            arrivals.append(Arrival(timing, arrivals[-1].received))
    return tuple(arrivals)


@dataclass(frozen=True, slots=True)
class Made:
    """A gesture that was truly made and the first input that came of it."""

    label: GestureLabel
    arrival: Arrival

    @property
    def since_start_ms(self) -> float:
        """From the true start of the gesture to the input: for held shapes, which last on."""
        return self._since_ms(self.label.start_s)

    @property
    def since_end_ms(self) -> float:
        """From the true end of the stroke to the input; below 0 if it came before the hand was at rest."""
        return self._since_ms(self.label.end_s)

    def _since_ms(self, t: float) -> float:
        timing = self.arrival.timing
        return (self.arrival.received.at_s - (timing.grabbed_s + t - timing.bound.t)) * 1000


def first_inputs(arrivals: Iterable[Arrival], labels: Iterable[GestureLabel]) -> tuple[Made, ...]:
    """Return every labelled gesture with its first input; gestures without any are left out: count them."""
    left = list(arrivals)
    made: list[Made] = []
    for label in labels:
        span = (label.start_s - _NEAR_S, label.end_s + _NEAR_S)
        arrival = next((one for one in left if span[0] <= one.timing.bound.t <= span[1]), None)
        if arrival is not None:
            made.append(Made(label, arrival))
    return tuple(made)
