"""The loop: frame → estimator → recognizer → binder → actuator queue → feedback."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable

from gesturectl.daemon.engine_parts import EngineParts
from gesturectl.daemon.latency import ActionTiming, GrabClock, Rate
from gesturectl.daemon.mailbox import Request
from gesturectl.daemon.order import Answer, Look, Order
from gesturectl.daemon.pausing import Pausing
from gesturectl.daemon.pipeline import Pipeline, StepResult
from gesturectl.daemon.rule_wishes import RuleWishes
from gesturectl.domain.action import ControlVerb
from gesturectl.domain.binding import BoundAction
from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Observation
from gesturectl.domain.status import State
from gesturectl.errors import GesturectlError
from gesturectl.vision.capture import CaptureState
from gesturectl.vision.source import Source

log = logging.getLogger(__name__)

TAKE_TIMEOUT_S = 0.1
"""How long the engine waits for a frame before it looks for requests: how quickly it pauses without one."""


class Engine:
    """Owns all recognition state. One thread runs it; others leave requests in the mailbox."""

    def __init__(self, parts: EngineParts) -> None:
        self._feed = parts.feed
        self.pipeline = parts.pipeline
        self._outlet = parts.outlet
        self._listeners = parts.listeners
        self._mailbox = parts.mailbox
        self._wishes = RuleWishes(self, parts.means)
        self._gates = parts.gates
        self.pausing: Pausing = Pausing(self, parts.gates, parts.clock)
        self._on_state = parts.on_state
        self._until_t = float("inf") if parts.duration_s is None else parts.duration_s
        self._clock = parts.clock
        self._grabs = GrabClock()
        self._rate = Rate()
        self.last = (0.0, 0)
        """Time and number of the last frame."""
        self.state = State.STARTING
        self.frames = 0
        self.last_error = ""

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
            self.enter(State.RUNNING)
            while self.state is not State.STOPPED:
                self._obey(self._mailbox.take())
                self.pausing.heed()
                item = self._feed.take(TAKE_TIMEOUT_S)
                # Asked for first, for a source that could not be opened is over too, and says so here.
                if item is None and self._feed.over:
                    break
                self._turn(item)
            self._finish()
        finally:
            self.enter(State.STOPPED)
            self._outlet.release_all()
            self._feed.close()

    def _turn(self, item: Frame | Observation | None) -> None:
        """Take one frame through the stages, or take notice that there is none."""
        if item is None:
            self._watch_source()
        elif item.t > self._until_t:
            self.enter(State.STOPPED)
        elif self.state is not State.STOPPED:
            self._watch_source()
            self._count(item)
            paused = self.state is State.PAUSED
            if not paused or self.pipeline.binder.can_wake:
                quiet, held = bool(self._gates.quiet), self._gates.clutch_held()
                result = self.pipeline.step(item, paused=paused, quiet=quiet, clutch_held=held)
                self._act(result)
                self._tell(item if isinstance(item, Frame) else None, result)

    def _count(self, item: Frame | Observation) -> None:
        now_s = self._clock()
        self._grabs.note(item.t, now_s)
        self._rate.count(now_s)
        self.last = (item.t, item.seq)
        self.frames += 1

    def _act(self, result: StepResult) -> None:
        """Send actions on their way."""
        for bound in (*result.motions, *result.actions):
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
        if isinstance(order.wish, Look):
            self._look_at(order.wish.source, order)
            return None
        obey = _OBEY.get(order.wish) if isinstance(order.wish, ControlVerb) else None
        if obey is None:
            return self._wishes.carry_out(order)
        obey(self, order)
        return {"state": self.state.value, "why": self.pausing.why}

    def _panic(self, order: Order) -> None:
        self._outlet.forget()
        self.pausing.pause(order)

    def carry(self, actions: tuple[BoundAction, ...]) -> None:
        """Do actions that no frame led to."""
        result = StepResult((), actions)
        self._act(result)
        self._tell(None, result)

    def _stop(self, order: Order) -> None:
        self.let_go()
        self.enter(State.STOPPED)

    def put_in_force(self, rules: Pipeline) -> None:
        """Take new rules in place of the old; what was chosen while running stays."""
        self.let_go()
        rules.off = self.pipeline.off
        rules.pointer.take_over(self.pipeline.pointer)
        if self.pipeline.profile in rules.binder.profiles:
            rules.profile = self.pipeline.profile
        self.pipeline = rules
        self._rest_or_wake()

    def _look_at(self, source: Source, order: Order) -> None:
        """Change the source; the thread that reads it tells how that went."""
        self.let_go()
        self._feed.turn_to(source, lambda error: order.tell(error or {"source": source.name}))

    def _watch_source(self) -> None:
        """Let go of every gesture when a live source is lost; go on when it is back."""
        lost = self._feed.stats().state is CaptureState.RECONNECTING
        if lost and self.state is State.RUNNING:
            self.let_go()
            self.enter(State.LOST)
        elif not lost and self.state is State.LOST:
            self.enter(State.RUNNING)

    def let_go(self) -> None:
        """Interrupt every gesture and let go of all that is held."""
        result = self.pipeline.cancel(*self.last)
        self._act(result)
        self._outlet.release_all()
        self._tell(None, result)

    def _finish(self) -> None:
        if self.state is not State.STOPPED:
            result = self.pipeline.finish(*self.last)
            self._act(result)
            self._tell(None, result)

    def enter(self, state: State) -> None:
        """Be in another state, and tell."""
        if state is not self.state:
            self.state = state
            why = self.pausing.why if state is State.PAUSED else ""
            log.info("state: %s%s", state.value, f" ({why})" if why else "")
            self._on_state(state, why)
            self._rest_or_wake()

    def _rest_or_wake(self) -> None:
        """Let go of the camera while paused, unless a gesture that ends the pause must be seen."""
        if self.state is State.PAUSED and not self.pipeline.binder.can_wake:
            self._feed.rest()
        else:
            self._feed.wake()


_OBEY: dict[ControlVerb, Callable[[Engine, Order], None]] = {
    ControlVerb.PAUSE: lambda engine, order: engine.pausing.pause(order),
    ControlVerb.RESUME: lambda engine, order: engine.pausing.resume(order),
    ControlVerb.TOGGLE: lambda engine, order: engine.pausing.toggle(order),
    ControlVerb.STOP: Engine._stop,
    ControlVerb.PANIC: Engine._panic,
}
