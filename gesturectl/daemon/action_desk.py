"""Where actions go, and who is told what became of them."""

from __future__ import annotations

from collections.abc import Callable

from gesturectl.daemon.actuator_thread import ActuatorThread
from gesturectl.daemon.app_parts import AppParts
from gesturectl.daemon.latency import ActionTiming, StageTimes
from gesturectl.daemon.order import Order
from gesturectl.daemon.outlet import ActionBarrier, InlineOutlet, Outcome, Outlet
from gesturectl.daemon.told import Told
from gesturectl.daemon.trial import Trials
from gesturectl.daemon.undoing import Undoing
from gesturectl.desktop.backend import FailsafePause
from gesturectl.domain.action import ControlVerb
from gesturectl.domain.binding import BoundAction


class ActionDesk:
    """Has the way to the desktop, what can be undone, and what was tried out."""

    def __init__(
        self, parts: AppParts, times: StageTimes, on_outcome: Outcome, on_crash: Callable[[BaseException], None]
    ) -> None:
        """`on_outcome` is told of every action, `on_crash` of the end of the actuator's thread."""
        self._parts = parts
        self._times = times
        self.on_failure: Told[[BoundAction, Exception]] = Told([parts.on_error])
        self.trials = Trials(lambda: parts.config) if parts.rules else None
        self.undoing = Undoing()
        self.last_error = ""
        told = [on_outcome, self.undoing.outcome, *([self.trials.outcome] if self.trials else [])]
        barrier = ActionBarrier(
            parts.actuator,
            on_done=self._done,
            on_error=self._failed,
            on_outcome=Told(told),
            injections=parts.gates.injections,
            clock=parts.clock,
        )
        self.outlet: Outlet = ActuatorThread(barrier, on_crash=on_crash) if parts.threaded else InlineOutlet(barrier)

    @property
    def held(self) -> tuple[str, ...]:
        """What is held down."""
        return tuple(getattr(self._parts.actuator, "held", ()))

    def start(self) -> None:
        """Let actions be carried out from now on."""
        if isinstance(self.outlet, ActuatorThread):
            self.outlet.start()

    def _done(self, timing: ActionTiming) -> None:
        self._times.add("act", timing.done_s - timing.started_s)
        self._parts.on_done(timing)

    def _failed(self, bound: BoundAction, error: Exception) -> None:
        self.last_error = str(error)
        if isinstance(error, FailsafePause):
            self._parts.mailbox.put(Order(ControlVerb.PAUSE, by="the pointer was in a corner of the screen"))
        self.on_failure(bound, error)
