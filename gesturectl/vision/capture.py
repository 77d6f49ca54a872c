"""Reading a source: in a thread of its own where frames come by the clock, on demand where they do not."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from gesturectl.domain.frame import Frame
from gesturectl.errors import SourceError
from gesturectl.vision.latest_frame import LatestFrame
from gesturectl.vision.pacing import Paced
from gesturectl.vision.reconnect import Reconnect
from gesturectl.vision.source import Source

log = logging.getLogger(__name__)

FPS_WINDOW = 30
"""Frames over which the rate is measured."""
JOIN_TIMEOUT_S = 2.0
"""How long `close` waits for the reading thread. A webcam driver may hold a read for ten seconds; the thread
then releases the device by itself, later: a release from any other thread would crash the process."""
POLL_S = 0.5


class CaptureState(StrEnum):
    """What the capture is doing."""

    IDLE = "idle"
    OPENING = "opening"
    RUNNING = "running"
    RECONNECTING = "reconnecting"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class CaptureStats:
    """Figures of one moment: `fps` of the source, frames `read` from it and `dropped` since the start."""

    state: CaptureState
    fps: float
    read: int
    dropped: int


class Capture:
    """Gives the frames of one source.

    Cameras, streams and paced files are read by a thread, and the newest frame wins. Files at fast pace are
    read where they are taken: every frame, none dropped. A live source that was lost is opened again
    (`reconnect`); one that never gave a frame is an error at once.
    """

    def __init__(self, source: Source, *, reconnect: Reconnect | None = None) -> None:
        self._source = source
        self._reconnect = reconnect or Reconnect()
        self._threaded = source.live or isinstance(source, Paced)
        self._slot = LatestFrame()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._error: Exception | None = None
        self._state = CaptureState.IDLE
        self._times: deque[float] = deque(maxlen=FPS_WINDOW)
        self._fps = 0.0
        self._read = 0
        self._tried = 0

    @property
    def over(self) -> bool:
        """True when the source has ended or was closed, and the last frame, or the error, was taken."""
        return self._slot.finished and self._error is None

    def stats(self) -> CaptureStats:
        """Return the figures of this moment; may be called from any thread."""
        return CaptureStats(self._state, self._fps, self._read, self._slot.dropped)

    def start(self) -> None:
        """Open the source (SourceError), or start the thread that does; then `take` raises what it met."""
        if self._state is not CaptureState.IDLE:
            return
        self._state = CaptureState.OPENING
        if self._threaded:
            self._thread = threading.Thread(target=self._run, name="capture", daemon=True)
            self._thread.start()
        else:
            self._source.open()

    def take(self, timeout_s: float) -> Frame | None:
        """Return the next frame; None if none came in `timeout_s` or the source is over.

        Raises SourceError when the source cannot be opened, is unreadable or stays lost.
        """
        self.start()
        if not self._threaded:
            return self._pull()
        frame = self._slot.take(timeout_s)
        if frame is None and self._error is not None and self._slot.finished:
            error, self._error = self._error, None
            raise error
        return frame

    def frames(self) -> Iterator[Frame]:
        """Give frames until the source is over; see `take` for what it raises."""
        while not self.over:
            frame = self.take(POLL_S)
            if frame is not None:
                yield frame

    def close(self) -> None:
        """Stop reading. The reading thread itself lets go of the source; it is waited for, not for ever."""
        self._stop.set()
        if self._thread is None:
            self._finish()
        elif self._thread is not threading.current_thread():
            self._thread.join(JOIN_TIMEOUT_S)
            if self._thread.is_alive():
                log.warning("%s holds its last read; it is let go when the driver returns", self._source.name)
            self._slot.finish()

    def __enter__(self) -> Capture:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _pull(self) -> Frame | None:
        if self._stop.is_set():
            return None
        frame = self._source.read()
        if frame is None:
            self._finish()
        else:
            self._count(frame)
        return frame

    def _finish(self) -> None:
        self._source.close()
        self._state = CaptureState.ENDED
        self._slot.finish()

    def _run(self) -> None:
        """Top of the reading thread."""
        try:
            self._source.open()
            self._read_until_over()
        except Exception as error:  # noqa: BLE001 - handed to the thread that takes the frames
            self._error = error
        finally:
            self._finish()

    def _read_until_over(self) -> None:
        while not self._stop.is_set():
            try:
                frame = self._source.read()
            except SourceError as error:
                if not self._source.live or self._read == 0:
                    raise
                self._open_again(error)
                continue
            if frame is None or self._stop.is_set():
                return
            self._count(frame)
            self._slot.put(frame)

    def _count(self, frame: Frame) -> None:
        if self._state is CaptureState.RECONNECTING:
            log.info("%s is back", self._source.name)
            self._times.clear()
        self._state = CaptureState.RUNNING
        self._tried = 0
        self._read += 1
        self._times.append(frame.t)
        span_s = self._times[-1] - self._times[0]
        self._fps = (len(self._times) - 1) / span_s if span_s > 0 else 0.0

    def _open_again(self, lost: SourceError) -> None:
        """Try to open the source until it opens; tries count on until a frame has come."""
        self._source.close()
        if self._state is not CaptureState.RECONNECTING:
            log.warning("%s; trying to reconnect", lost)
        self._state = CaptureState.RECONNECTING
        self._fps = 0.0
        while self._tried < self._reconnect.tries:
            wait_s = self._reconnect.wait_s(self._tried)
            self._tried += 1
            if self._stop.wait(wait_s):
                return
            try:
                self._source.open()
            except SourceError as error:
                log.debug("still lost: %s", error)
            else:
                return
        raise SourceError(f"{lost}, and did not come back in {self._tried} tries", remedy=lost.remedy) from lost
