"""Where the engine's frames come from: a capture of the vision room, or a recording."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from gesturectl.daemon.latency import Clock
from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Observation
from gesturectl.errors import SourceError
from gesturectl.vision.capture import CaptureState, CaptureStats
from gesturectl.vision.kept_source import Told
from gesturectl.vision.source import Source


class Feed(Protocol):
    """Gives frames, or observations made earlier; `vision.capture.Capture` is one."""

    @property
    def name(self) -> str:
        """What the user knows the source by."""

    @property
    def over(self) -> bool:
        """True when nothing more will come."""

    def start(self) -> None:
        """Open the source, or begin to. Raises SourceError."""

    def take(self, timeout_s: float) -> Frame | Observation | None:
        """Return the next one; None if none came in time. Raises SourceError."""

    def stats(self) -> CaptureStats:
        """Return state and figures of this moment."""

    def rest(self) -> None:
        """Let go of a camera until `wake`; a file goes on."""

    def wake(self) -> None:
        """Open it again."""

    def turn_to(self, source: Source, told: Told) -> None:
        """Take the frames from another source; `told` how that went, in any thread."""

    def close(self) -> None:
        """Stop reading."""


class RecordedFeed:
    """The observations of a recording, each no sooner than its time if `realtime`.

    None is ever dropped: a replay fires what live fired, at any pace.
    """

    name = "a recording"

    def __init__(
        self,
        observations: Iterable[Observation],
        *,
        realtime: bool,
        clock: Clock = time.monotonic,
        wait: Callable[[float], object] | None = None,
    ) -> None:
        """`wait` sleeps for seconds, and is cut short by `close` unless it is given."""
        self._waiting: Iterator[Observation] = iter(observations)
        self._next: Observation | None = None
        self._realtime = realtime
        self._clock = clock
        self._closed = threading.Event()
        self._wait = wait or self._closed.wait
        self._origin_s: float | None = None
        self._read = 0
        self.over = False

    def start(self) -> None:
        """Read the first observation. Raises SourceError for what is no recording."""
        self._advance()

    def take(self, timeout_s: float) -> Observation | None:
        """Return the next observation once its time has come."""
        if self._next is None:
            return None
        if self._early_s(self._next) > timeout_s:
            self._wait(timeout_s)
            return None
        self._wait(max(0.0, self._early_s(self._next)))
        taken = self._next
        self._advance()
        self._read += 1
        return taken

    def stats(self) -> CaptureStats:
        """Return how many were read; a recording drops none."""
        state = CaptureState.ENDED if self.over else CaptureState.RUNNING
        return CaptureStats(state, fps=0.0, read=self._read, dropped=0)

    def rest(self) -> None:
        """Go on: there is no camera to let go of."""

    def wake(self) -> None:
        """Go on."""

    def turn_to(self, source: Source, told: Told) -> None:
        """Refuse: a replay looks at nothing else."""
        told(SourceError("this is a replay: there is no camera to change"))

    def close(self) -> None:
        """Wake a waiting `take`; nothing more will come."""
        self.over = True
        self._closed.set()

    def _advance(self) -> None:
        self._next = next(self._waiting, None)
        self.over = self._next is None

    def _early_s(self, observation: Observation) -> float:
        if not self._realtime:
            return 0.0
        if self._origin_s is None:
            self._origin_s = self._clock() - observation.t
        return self._origin_s + observation.t - self._clock()
