"""A source that is kept going: opened again when it is lost, let go of while it rests, exchanged for another."""

from __future__ import annotations

import dataclasses
import logging
import threading
import time
from collections.abc import Callable
from enum import StrEnum

from gesturectl.domain.frame import Frame
from gesturectl.errors import SourceError
from gesturectl.vision.reconnect import Reconnect
from gesturectl.vision.source import Source, Sparing
from gesturectl.vision.suspend import SleepWatch

log = logging.getLogger(__name__)

Told = Callable[[SourceError | None], None]
"""Is told how an exchange went."""


class CaptureState(StrEnum):
    """What the capture is doing."""

    IDLE = "idle"
    OPENING = "opening"
    RUNNING = "running"
    RESTING = "resting"
    """A live source was let go of; its light is out."""
    RECONNECTING = "reconnecting"
    ENDED = "ended"


class KeptSource:
    """One thread reads; `rest`, `wake`, `turn_to` and `end` may come from any.

    Frames count on in time and number, whatever happens to the source.
    """

    def __init__(
        self,
        source: Source,
        reconnect: Reconnect,
        *,
        sleep_watch: SleepWatch | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.source = source
        self.state = CaptureState.IDLE
        self.problem = ""
        """Why there are no frames, as long as there are none."""
        self._reconnect = reconnect
        self._sleep_watch = sleep_watch or SleepWatch()
        self._clock = clock
        self._asked = threading.Event()
        self._ended = False
        self._resting = False
        self._wanted: tuple[Source, Told] | None = None
        self._open = False
        self._lost: SourceError | None = None
        self._tried = 0
        self._came = False
        self._last = (0.0, 0, 0.0)
        self._shift: tuple[float, int] | None = (0.0, 0)

    def open(self) -> None:
        """Open it for the first time. Raises SourceError."""
        self.state = CaptureState.OPENING
        self.source.open()
        self._open = True

    def rest(self) -> None:
        """Let go of a live source until `wake`; others go on."""
        self._resting = True
        self._asked.set()

    def wake(self) -> None:
        """Open it again; nothing where it does not rest."""
        if self._resting:
            self._resting = False
            self._asked.set()

    def turn_to(self, source: Source, told: Told) -> None:
        """Take the frames from another source; if that does not open, the one before goes on."""
        self._wanted = (source, told)
        self._asked.set()

    def spare(self, rest_s: float) -> None:
        """Let a live source pass over pictures that come sooner than `rest_s` after the one before."""
        if isinstance(self.source, Sparing):
            self.source.spare(rest_s)

    def end(self) -> None:
        """Let `next_frame` come to an end."""
        self._ended = True
        self._asked.set()

    def next_frame(self) -> Frame | None:
        """Return the next frame, waiting for as long as that takes; None at the end. Raises SourceError."""
        while not self._ended:
            self._exchange()
            if self._resting and self.source.live:
                self._rest()
            elif self._is_open():
                try:
                    frame = self.source.read()
                except SourceError as error:
                    self._has_failed(error)
                    continue
                return None if frame is None or self._ended else self._counted(frame)
        return None

    def close(self) -> None:
        """Let go of it; only from the thread that reads."""
        self.source.close()
        self._open = False
        self.state = CaptureState.ENDED

    def _is_open(self) -> bool:
        """Open it unless it is open; False if that failed, or something was asked for meanwhile."""
        if self._open and self.source.live and (slept_s := self._sleep_watch.slept_s()):
            log.info("the computer slept for %.0f s: opening %s again", slept_s, self.source.name)
            self._shut(CaptureState.RECONNECTING)
        if self._open:
            return True
        if self._lost is not None and not self._waited(self._lost):
            return False
        try:
            self.source.open()
        except SourceError as error:
            self._has_failed(error)
            return False
        self._sleep_watch.slept_s()  # what was slept until now does not concern what was opened now
        self._open = True
        return True

    def _waited(self, lost: SourceError) -> bool:
        """Wait before the next try; False if something was asked for. Raises SourceError after the last one."""
        if self._tried >= self._reconnect.tries:
            raise SourceError(f"{lost}, and did not come back in {self._tried} tries", remedy=lost.remedy) from lost
        wait_s = self._reconnect.wait_s(self._tried)
        self._tried += 1
        asked = self._asked.wait(wait_s)
        self._asked.clear()
        return not asked

    def _has_failed(self, error: SourceError) -> None:
        """Take notice that it cannot be opened or read. Raises the error where there is nothing to wait for."""
        may_come_back = self.source.live and (self._came or self._reconnect.patient)
        if not may_come_back:
            raise error
        if self._lost is None:
            log.warning("%s; trying to reconnect", error)
            self._lost = error
        elif str(error) != self.problem:
            log.info("still no pictures: %s", error)
        self.problem = str(error)
        self._shut(CaptureState.RECONNECTING)

    def _shut(self, state: CaptureState) -> None:
        self.source.close()
        self._open = False
        self.state = state

    def _rest(self) -> None:
        """Let go of the source and wait until something is asked for."""
        if self.state is not CaptureState.RESTING:
            self._shut(CaptureState.RESTING)
            self._lost, self._tried, self.problem = None, 0, ""
            log.info("%s is let go", self.source.name)
        self._asked.wait()
        self._asked.clear()
        if not self._resting:
            self.state = CaptureState.OPENING

    def _exchange(self) -> None:
        """Turn to another source if one is wanted; the old one is let go first, for it may be the same camera."""
        if self._wanted is None:
            return
        (source, told), self._wanted = self._wanted, None
        self._shut(self.state)
        if not self._resting:
            try:
                source.open()
            except SourceError as error:
                source.close()
                told(error)
                return
            self._open = True
        self.source, self._shift = source, None
        self._lost, self._tried, self.problem = None, 0, ""
        told(None)

    def _counted(self, frame: Frame) -> Frame:
        """Return the frame with time and number going on from the frames before it."""
        now_s = self._clock()
        if self._shift is None:
            last_t, last_seq, last_s = self._last
            self._shift = (last_t + now_s - last_s - frame.t, last_seq + 1 - frame.seq)
        shift_s, shift_seq = self._shift
        if shift_s or shift_seq:
            frame = dataclasses.replace(frame, t=frame.t + shift_s, seq=frame.seq + shift_seq)
        if self.state is CaptureState.RECONNECTING:
            log.info("%s is back", self.source.name)
        self.state = CaptureState.RUNNING
        self._lost, self._tried, self.problem, self._came = None, 0, "", True
        self._last = (frame.t, frame.seq, now_s)
        return frame
