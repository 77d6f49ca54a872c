"""From the daemon's timings and the browser's arrivals to the latency of each action. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gesturectl.daemon.demo_effects import SeenInput
from gesturectl.daemon.latency import ActionTiming
from gesturectl.domain.label import GestureLabel

_NEAR_S = 0.5  # how far before its label a gesture may begin, and after its end


@dataclass(frozen=True, slots=True)
class Arrival:
    """One action and the first input of it that the browser received; `after_stroke_ms` see `after_strokes`."""

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
    after its start that no action before it owns. Actions without an input are left out: count them.
    """
    arrivals: list[Arrival] = []
    left = iter(inputs)
    for timing in actions:
        received = next((one for one in left if one.at_s >= timing.started_s), None)
        if received is not None:
            arrivals.append(Arrival(timing, received))
    return tuple(arrivals)


def after_strokes_ms(arrivals: Iterable[Arrival], labels: Sequence[GestureLabel]) -> dict[str, list[float]]:
    """Return, by gesture, the time from the true end of each labelled stroke to the first input it caused, ms.

    Below 0: the input came before the hand had come to rest. Strokes without an input are left out.
    """
    found: dict[str, list[float]] = {}
    left = list(arrivals)
    for label in labels:
        for arrival in left:
            t = arrival.timing.bound.t
            if label.start_s - _NEAR_S <= t <= label.end_s + _NEAR_S:
                end_s = arrival.timing.grabbed_s + label.end_s - t
                found.setdefault(label.gesture, []).append((arrival.received.at_s - end_s) * 1000)
                break
    return found
