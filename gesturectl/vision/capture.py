"""Reading a source: in a thread of its own where frames come by the clock, on demand where they do not."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from gesturectl.domain.frame import Frame
from gesturectl.vision.kept_source import CaptureState, KeptSource, Told
from gesturectl.vision.latest_frame import LatestFrame
from gesturectl.vision.pacing import Paced
from gesturectl.vision.reconnect import Reconnect
from gesturectl.vision.source import Source
from gesturectl.vision.suspend import SleepWatch

__all__ = ["Capture", "CaptureState", "CaptureStats"]

log = logging.getLogger(__name__)

FPS_WINDOW = 30
"""Frames over which the rate is measured."""
JOIN_TIMEOUT_S = 2.0
"""How long `close` waits for the reading thread. A webcam driver may hold a read for ten seconds; the thread
then releases the device by itself, later: a release from any other thread would crash the process."""
POLL_S = 0.5
GAP_S = 3.0
"""After so long without a frame the rate is measured anew."""


@dataclass(frozen=True, slots=True)
class CaptureStats:
    """Figures of one moment: `fps` of the source, frames `read` from it and `dropped` since the start.

    problem  why a live source gives no frames; "" while it does
    """

    state: CaptureState
    fps: float
    read: int
    dropped: int
    problem: str = ""


class Capture:
    """Gives the frames of one source after the other.

    Cameras, streams and paced files are read by a thread, and the newest frame wins. Files at fast pace are
    read where they are taken: every frame, none dropped. A live source that was lost is opened again
    (`reconnect`); one that never gave a frame is an error at once, unless that is patient.
    """

    def __init__(
        self, source: Source, *, reconnect: Reconnect | None = None, sleep_watch: SleepWatch | None = None
    ) -> None:
        self._kept = KeptSource(source, reconnect or Reconnect(), sleep_watch=sleep_watch)
        self._threaded = source.live or isinstance(source, Paced)
        self._slot = LatestFrame()
        self._stopped = False
        self._thread: threading.Thread | None = None
        self._error: Exception | None = None
        self._times: deque[float] = deque(maxlen=FPS_WINDOW)
        self._fps = 0.0
        self._read = 0

    @property
    def name(self) -> str:
        """What the user knows the source by."""
        return self._kept.source.name

    @property
    def over(self) -> bool:
        """True when the source has ended or was closed, and the last frame, or the error, was taken."""
        return self._slot.finished and self._error is None

    def stats(self) -> CaptureStats:
        """Return the figures of this moment; may be called from any thread."""
        state = self._kept.state
        fps = self._fps if state in (CaptureState.RUNNING, CaptureState.ENDED) else 0.0
        return CaptureStats(state, fps, self._read, self._slot.dropped, self._kept.problem)

    def start(self) -> None:
        """Open the source (SourceError), or start the thread that does; then `take` raises what it met."""
        if self._kept.state is not CaptureState.IDLE:
            return
        if self._threaded:
            self._kept.state = CaptureState.OPENING
            self._thread = threading.Thread(target=self._run, name="capture", daemon=True)
            self._thread.start()
        else:
            self._kept.open()

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

    def rest(self) -> None:
        """Let go of a camera or stream until `wake`: its light goes out. A file goes on."""
        if self._threaded:
            self._kept.rest()

    def wake(self) -> None:
        """Open it again."""
        self._kept.wake()

    def spare(self, rest_s: float) -> None:
        """Let a camera or stream pass over pictures that come sooner than `rest_s` after the one before."""
        self._kept.spare(rest_s)

    def turn_to(self, source: Source, told: Told) -> None:
        """Take another source's frames from now on; `told` how that went, by the reading thread."""
        self._kept.turn_to(source, told)

    def close(self) -> None:
        """Stop reading. The reading thread itself lets go of the source; it is waited for, not for ever."""
        self._stopped = True
        self._kept.end()
        if self._thread is None:
            self._finish()
        elif self._thread is not threading.current_thread():
            self._thread.join(JOIN_TIMEOUT_S)
            if self._thread.is_alive():
                log.warning("%s holds its last read; it is let go when the driver returns", self.name)
            self._slot.finish()

    def __enter__(self) -> Capture:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _pull(self) -> Frame | None:
        if self._stopped:
            return None
        frame = self._kept.next_frame()
        if frame is None:
            self._finish()
        else:
            self._count(frame)
        return frame

    def _finish(self) -> None:
        self._kept.close()
        self._slot.finish()

    def _run(self) -> None:
        """Top of the reading thread."""
        try:
            while (frame := self._kept.next_frame()) is not None:
                self._count(frame)
                self._slot.put(frame)
        except Exception as error:  # noqa: BLE001 - handed to the thread that takes the frames
            self._error = error
        finally:
            self._finish()

    def _count(self, frame: Frame) -> None:
        if self._times and frame.t - self._times[-1] > GAP_S:
            self._times.clear()  # it rested, or was lost
        self._read += 1
        self._times.append(frame.t)
        span_s = self._times[-1] - self._times[0]
        self._fps = (len(self._times) - 1) / span_s if span_s > 0 else 0.0
