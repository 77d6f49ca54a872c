"""A place for one frame between two threads: the newest wins."""

from __future__ import annotations

import threading

from gesturectl.domain.frame import Frame


class LatestFrame:
    """Holds the newest frame until it is taken; a frame that is overtaken counts as dropped."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._frame: Frame | None = None
        self._finished = False
        self._dropped = 0

    @property
    def dropped(self) -> int:
        """Frames that nobody took."""
        return self._dropped

    @property
    def finished(self) -> bool:
        """True when no more frames will come and the last one was taken."""
        with self._condition:
            return self._finished and self._frame is None

    def put(self, frame: Frame) -> None:
        """Leave a frame; the one that still lies there is dropped."""
        with self._condition:
            self._dropped += self._frame is not None
            self._frame = frame
            self._condition.notify_all()

    def take(self, timeout_s: float) -> Frame | None:
        """Return the newest frame not yet taken, waiting up to `timeout_s` for it; None if there is none."""
        with self._condition:
            self._condition.wait_for(lambda: self._frame is not None or self._finished, timeout_s)
            frame, self._frame = self._frame, None
            return frame

    def finish(self) -> None:
        """Say that no more frames will come."""
        with self._condition:
            self._finished = True
            self._condition.notify_all()
