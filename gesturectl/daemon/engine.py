"""The loop: frame → estimator → recognizer → binder → actuator queue → feedback."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from gesturectl.daemon.feed import Feed
from gesturectl.daemon.latency import ActionTiming, Clock, GrabClock, Rate
from gesturectl.daemon.mailbox import Mailbox
from gesturectl.daemon.outlet import Outlet
from gesturectl.daemon.pipeline import Pipeline, StepResult
from gesturectl.domain.action import ControlVerb
from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Observation
from gesturectl.domain.status import State
from gesturectl.errors import GesturectlError
from gesturectl.vision.capture import CaptureState

log = logging.getLogger(__name__)

TAKE_TIMEOUT_S = 0.1
"""How long the engine waits for a frame before it looks for requests: how quickly it pauses without one."""


class Listener(Protocol):
    """Feedback: is told of every step, in the engine's thread. Slow listeners slow the engine."""

    def heard(self, frame: Frame | None, result: StepResult) -> None:
        """Take notice of what a frame led to; `frame` is None in a replay and when gestures are let go."""


class Engine:
    """Owns all recognition state. One thread runs it; others leave requests in the mailbox."""

    def __init__(
        self,
        feed: Feed,
        pipeline: Pipeline,
        outlet: Outlet,
        listeners: Sequence[Listener],
        mailbox: Mailbox,
        *,
        reload: Callable[[], Pipeline] | None = None,
        duration_s: float | None = None,
        clock: Clock = time.monotonic,
    ) -> None:
        """`reload` builds a complete new pipeline or raises; `duration_s` ends the run by the source's time."""
        self._feed = feed
        self._pipeline = pipeline
        self._outlet = outlet
        self._listeners = listeners
        self._mailbox = mailbox
        self._reload = reload
        self._until_t = float("inf") if duration_s is None else duration_s
        self._clock = clock
        self._grabs = GrabClock()
        self._rate = Rate()
        self._last = (0.0, 0)
        self.state = State.STARTING
        self.frames = 0
        self.last_error = ""

    @property
    def fps(self) -> float:
        """Frames a second that went through, by the clock."""
        return self._rate.hz

    def run(self) -> None:
        """Run until the source is over or a stop is asked for. Raises SourceError and what a stage raises.

        Whatever happens, gestures are let go, the source is closed and the actuator told to release.
        """
        try:
            self._feed.start()
            self._enter(State.RUNNING)
            while self.state is not State.STOPPED:
                self._obey(self._mailbox.take())
                item = self._feed.take(TAKE_TIMEOUT_S)
                # Asked for first, for a source that could not be opened is over too, and says so here.
                if item is None and self._feed.over:
                    break
                self._turn(item)
            self._finish()
        finally:
            self._enter(State.STOPPED)
            self._outlet.release_all()
            self._feed.close()

    def _turn(self, item: Frame | Observation | None) -> None:
        """Take one frame through the stages, or take notice that there is none."""
        if item is None:
            self._watch_source()
        elif item.t > self._until_t:
            self._enter(State.STOPPED)
        elif self.state is not State.STOPPED:
            self._watch_source()
            self._count(item)
            paused = self.state is State.PAUSED
            if not paused or self._pipeline.binder.can_wake:
                result = self._pipeline.step(item, paused=paused)
                self._act(result)
                self._tell(item if isinstance(item, Frame) else None, result)

    def _count(self, item: Frame | Observation) -> None:
        now_s = self._clock()
        self._grabs.note(item.t, now_s)
        self._rate.count(now_s)
        self._last = (item.t, item.seq)
        self.frames += 1

    def _act(self, result: StepResult) -> None:
        """Send actions on their way."""
        for bound in result.actions:
            grabbed_s = self._grabs.grabbed_s(bound.t)
            times = (grabbed_s, result.taken_s, result.estimated_s, result.bound_s)
            self._outlet.send(ActionTiming(bound, *times, started_s=0.0, done_s=0.0))

    def _tell(self, frame: Frame | None, result: StepResult) -> None:
        for listener in self._listeners:
            listener.heard(frame, result)

    def _obey(self, requests: Iterable[ControlVerb]) -> None:
        for request in requests:
            _OBEY[request](self)

    def _pause(self) -> None:
        if self.state in (State.RUNNING, State.LOST):
            self._let_go()
            self._enter(State.PAUSED)

    def _resume(self) -> None:
        if self.state is State.PAUSED:
            self._enter(State.RUNNING)

    def _toggle(self) -> None:
        if self.state is State.PAUSED:
            self._resume()
        else:
            self._pause()

    def _stop(self) -> None:
        self._let_go()
        self._enter(State.STOPPED)

    def _load_again(self) -> None:
        """Swap in new rules; when they are wrong the old ones stay."""
        if self._reload is None:
            return
        try:
            fresh = self._reload()
        except GesturectlError as error:
            self.last_error = str(error)
            log.error("not reloaded, the rules from before stay: %s", error)
            return
        self._let_go()
        self._pipeline = fresh
        self.last_error = ""
        log.info("reloaded")

    def _watch_source(self) -> None:
        """Let go of every gesture when a live source is lost; go on when it is back."""
        lost = self._feed.stats().state is CaptureState.RECONNECTING
        if lost and self.state is State.RUNNING:
            self._let_go()
            self._enter(State.LOST)
        elif not lost and self.state is State.LOST:
            self._enter(State.RUNNING)

    def _let_go(self) -> None:
        result = self._pipeline.cancel(*self._last)
        self._act(result)
        self._outlet.release_all()
        self._tell(None, result)

    def _finish(self) -> None:
        if self.state is not State.STOPPED:
            result = self._pipeline.finish(*self._last)
            self._act(result)
            self._tell(None, result)

    def _enter(self, state: State) -> None:
        if state is not self.state:
            self.state = state
            log.info("state: %s", state.value)


_OBEY: dict[ControlVerb, Callable[[Engine], None]] = {
    ControlVerb.PAUSE: Engine._pause,
    ControlVerb.RESUME: Engine._resume,
    ControlVerb.TOGGLE: Engine._toggle,
    ControlVerb.RELOAD: Engine._load_again,
    ControlVerb.STOP: Engine._stop,
}
