"""The loop: frame → estimator → recognizer → binder → actuator queue → feedback."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from gesturectl.daemon.feed import Feed
from gesturectl.daemon.latency import ActionTiming, Clock, GrabClock, Rate
from gesturectl.daemon.mailbox import Mailbox, Request
from gesturectl.daemon.order import Answer, Order, Swap, Switch, Trial
from gesturectl.daemon.outlet import Outlet
from gesturectl.daemon.pipeline import Pipeline, StepResult
from gesturectl.daemon.trial import Trials, did
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
        reload_elsewhere: Callable[[Order], None] | None = None,
        trials: Trials | None = None,
        on_state: Callable[[State, str], None] = lambda state, why: None,
        duration_s: float | None = None,
        clock: Clock = time.monotonic,
    ) -> None:
        """`duration_s` ends the run by the source's time.

        reload            builds a complete new pipeline or raises
        reload_elsewhere  has that done by another thread, which orders a Swap: frames go on meanwhile
        trials            what gestures would do
        on_state          is told of every change of the state, and of the reason of a pause
        """
        self._feed = feed
        self.pipeline = pipeline
        self._outlet = outlet
        self._listeners = listeners
        self._mailbox = mailbox
        self._reload = reload
        self._reload_elsewhere = reload_elsewhere
        self._trials = trials
        self._on_state = on_state
        self._resume_at_s: float | None = None
        self._until_t = float("inf") if duration_s is None else duration_s
        self._clock = clock
        self._grabs = GrabClock()
        self._rate = Rate()
        self._last = (0.0, 0)
        self.state = State.STARTING
        self.frames = 0
        self.last_error = ""
        self.pause_why = ""

    @property
    def resumes_in_s(self) -> float | None:
        """Seconds until a pause is over by itself; None if it is not."""
        return None if self._resume_at_s is None else max(0.0, self._resume_at_s - self._clock())

    @property
    def off(self) -> frozenset[str]:
        """Gestures that are switched off."""
        return self.pipeline.off

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
                self._end_pause_in_time()
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
            if not paused or self.pipeline.binder.can_wake:
                result = self.pipeline.step(item, paused=paused)
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

    def _obey(self, requests: Iterable[Request]) -> None:
        for request in requests:
            order = request if isinstance(request, Order) else Order(request, by="a gesture")
            try:
                answer = self._carry_out(order)
            except GesturectlError as error:
                answer = error
            if answer is not None:
                order.tell(answer)

    def _carry_out(self, order: Order) -> Answer | None:
        """Return the answer; None if somebody else gives it, later. Raises GesturectlError."""
        match order.wish:
            case Switch():
                return self._switch(order.wish)
            case Trial():
                return self._try_out(order.wish, order)
            case Swap():
                return self._swap(order.wish)
            case ControlVerb.RELOAD:
                return self._load_again(order)
            case verb:
                _OBEY[verb](self, order)
                return {"state": self.state.value, "why": self.pause_why}

    def _pause(self, order: Order) -> None:
        if self.state in (State.RUNNING, State.LOST):
            self._let_go()
            self.pause_why = order.by
            self._enter(State.PAUSED)
        if self.state is State.PAUSED:  # already before, perhaps: the newest wish says for how long
            self._resume_at_s = None if order.for_s is None else self._clock() + order.for_s

    def _resume(self, order: Order) -> None:
        if self.state is State.PAUSED:
            self.pause_why, self._resume_at_s = "", None
            self._enter(State.RUNNING)

    def _end_pause_in_time(self) -> None:
        if self._resume_at_s is not None and self._clock() >= self._resume_at_s:
            self._resume(Order(ControlVerb.RESUME, by="the pause is over"))

    def _toggle(self, order: Order) -> None:
        if self.state is State.PAUSED:
            self._resume(order)
        else:
            self._pause(order)

    def _stop(self, order: Order) -> None:
        self._let_go()
        self._enter(State.STOPPED)

    def _load_again(self, order: Order) -> Answer | None:
        """Have new rules built, and swapped in."""
        if self._reload_elsewhere is not None:
            self._reload_elsewhere(order)
            return None
        if self._reload is None:
            raise GesturectlError("this run has no rules that could be read again")
        rules: Pipeline | GesturectlError
        try:
            rules = self._reload()
        except GesturectlError as error:
            rules = error
        return self._swap(Swap(rules, {}))

    def _swap(self, swap: Swap) -> Answer:
        """Swap in new rules; when they are wrong the old ones stay."""
        if isinstance(swap.rules, GesturectlError):
            self.last_error = str(swap.rules)
            log.error("not reloaded, the rules from before stay: %s", swap.rules)
            return swap.rules
        self._let_go()
        swap.rules.off = self.pipeline.off
        self.pipeline = swap.rules
        self.last_error = ""
        log.info("reloaded")
        return {"reloaded": True, **swap.facts}

    def _switch(self, switch: Switch) -> Answer:
        """Switch a gesture off or on; what is held is let go, for nothing may begin or end half."""
        off = self.pipeline.off - {switch.gesture} if switch.on else self.pipeline.off | {switch.gesture}
        if off != self.pipeline.off:
            self._let_go()
            self.pipeline.off = off
            log.info("gesture %s is %s", switch.gesture, "on" if switch.on else "off")
        return {"off": sorted(off)}

    def _try_out(self, trial: Trial, order: Order) -> Answer | None:
        if self._trials is None:
            raise GesturectlError("this run has no rules that could be tried")
        if trial.gesture in self.off and not trial.dry_run:
            raise GesturectlError(
                f"{trial.gesture} is switched off: nothing was done",
                remedy=f"Switch it on: gesturectl enable {trial.gesture}",
            )
        actions = self._trials.actions(trial, *self._last, paused=self.state is State.PAUSED)
        if trial.dry_run:
            return {"actions": [did(bound) for bound in actions], "dry_run": True}
        self._trials.expect(actions, order.tell)
        result = StepResult((), actions)
        self._act(result)
        self._tell(None, result)
        return None

    def _watch_source(self) -> None:
        """Let go of every gesture when a live source is lost; go on when it is back."""
        lost = self._feed.stats().state is CaptureState.RECONNECTING
        if lost and self.state is State.RUNNING:
            self._let_go()
            self._enter(State.LOST)
        elif not lost and self.state is State.LOST:
            self._enter(State.RUNNING)

    def _let_go(self) -> None:
        result = self.pipeline.cancel(*self._last)
        self._act(result)
        self._outlet.release_all()
        self._tell(None, result)

    def _finish(self) -> None:
        if self.state is not State.STOPPED:
            result = self.pipeline.finish(*self._last)
            self._act(result)
            self._tell(None, result)

    def _enter(self, state: State) -> None:
        if state is not self.state:
            self.state = state
            why = self.pause_why if state is State.PAUSED else ""
            log.info("state: %s%s", state.value, f" ({why})" if why else "")
            self._on_state(state, why)


_OBEY: dict[ControlVerb, Callable[[Engine, Order], None]] = {
    ControlVerb.PAUSE: Engine._pause,
    ControlVerb.RESUME: Engine._resume,
    ControlVerb.TOGGLE: Engine._toggle,
    ControlVerb.STOP: Engine._stop,
}
