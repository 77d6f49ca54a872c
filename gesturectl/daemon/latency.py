"""How long things take: each stage over the latest frames, and each action from its frame to its effect."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from gesturectl.domain.binding import BoundAction
from gesturectl.domain.status import Latency

Clock = Callable[[], float]
WINDOW = 300
"""Measurements kept of each stage: ten seconds at 30 frames a second."""
RATE_WINDOW_S = 3.0


@dataclass(frozen=True, slots=True)
class ActionTiming:
    """The way of one action through the daemon; seconds of one monotonic clock.

    grabbed_s   the frame that caused it left the camera or file (see `GrabClock`)
    taken_s     the engine took that frame
    estimated_s its keypoints were known
    bound_s     recognised and bound to the action
    started_s   the actuator took it up
    done_s      the backend had carried it out
    """

    bound: BoundAction
    grabbed_s: float
    taken_s: float
    estimated_s: float
    bound_s: float
    started_s: float
    done_s: float

    @property
    def total_ms(self) -> float:
        """From the grab of the frame to the end of the action, ms."""
        return (self.done_s - self.grabbed_s) * 1000.0


class StageTimes:
    """Durations of the stages; percentiles over the latest `WINDOW` of each."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._durations_s: dict[str, deque[float]] = {}

    @contextmanager
    def measured(self, stage: str) -> Iterator[None]:
        """Measure what is done inside."""
        began_s = self._clock()
        yield
        self.add(stage, self._clock() - began_s)

    def add(self, stage: str, duration_s: float) -> None:
        """Count one measurement."""
        self._durations_s.setdefault(stage, deque(maxlen=WINDOW)).append(duration_s)

    def percentiles(self) -> Mapping[str, Latency]:
        """Return p50 and p95 of every stage, in the order in which the stages were first seen."""
        return {
            stage: Latency(*(float(p) * 1000.0 for p in np.percentile(list(durations), (50, 95))))
            for stage, durations in list(self._durations_s.items())
        }


class GrabClock:
    """Tells when a frame was grabbed, on our clock, from its media time.

    A frame is never taken before it was grabbed, and now and then at once: the smallest difference ever seen
    between the taking of a frame and its media time is where the media time begins.
    """

    def __init__(self) -> None:
        self._origin_s = float("inf")

    def note(self, t: float, taken_s: float) -> None:
        """Take notice that the frame of media time `t` was taken at `taken_s`."""
        self._origin_s = min(self._origin_s, taken_s - t)

    def grabbed_s(self, t: float) -> float:
        """Return when the frame of media time `t` was grabbed, as far as is known now."""
        return self._origin_s + t


class Rate:
    """Frames a second over the latest seconds, by the clock."""

    def __init__(self, window_s: float = RATE_WINDOW_S) -> None:
        self._window_s = window_s
        self._moments: deque[float] = deque()

    def count(self, now_s: float) -> None:
        """Count one frame."""
        self._moments.append(now_s)
        while self._moments[-1] - self._moments[0] > self._window_s:
            self._moments.popleft()

    @property
    def hz(self) -> float:
        """The rate; 0 until two frames were counted."""
        if len(self._moments) < 2:
            return 0.0
        return (len(self._moments) - 1) / max(self._moments[-1] - self._moments[0], 1e-6)
