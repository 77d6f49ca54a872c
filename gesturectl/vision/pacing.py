"""Playing a file at its own speed."""

from __future__ import annotations

import time
from collections.abc import Callable

from gesturectl.domain.frame import Frame
from gesturectl.vision.source import Source


class Paced:
    """A source that gives each frame no sooner than its media time, counted from the first frame.

    A reader that comes late gets the next frame at once: the capture thread in front of it drops what is old.
    """

    def __init__(
        self,
        source: Source,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._source = source
        self._clock = clock
        self._sleep = sleep
        self._start_s: float | None = None
        self.name = source.name
        self.live = source.live

    def open(self) -> None:
        """Open the source beneath; the clock starts at the first frame."""
        self._source.open()
        self._start_s = None

    def read(self) -> Frame | None:
        """Return the next frame when its time has come."""
        frame = self._source.read()
        if frame is None:
            return None
        if self._start_s is None:
            self._start_s = self._clock() - frame.t
        early_s = self._start_s + frame.t - self._clock()
        if early_s > 0:
            self._sleep(early_s)
        return frame

    def close(self) -> None:
        """Close the source beneath."""
        self._source.close()
