"""Why gestures do nothing, and until when: a pause that was asked for, or a locked screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from gesturectl.daemon.gates import Gates
from gesturectl.daemon.latency import Clock
from gesturectl.daemon.order import Order
from gesturectl.domain.action import ControlVerb
from gesturectl.domain.status import State


class Pauses(Protocol):
    """What is needed of the engine."""

    state: State

    def let_go(self) -> None:
        """Interrupt every gesture."""

    def enter(self, state: State) -> None:
        """Be in another state."""


class Pausing:
    """Only for the engine's thread, but for what it tells."""

    def __init__(self, engine: Pauses, gates: Gates, clock: Clock) -> None:
        self._engine = engine
        self._gates = gates
        self._clock = clock
        self._resume_at_s: float | None = None
        self._locked = ""
        self.why = ""

    @property
    def resumes_in_s(self) -> float | None:
        """Seconds until the pause is over by itself; None if it is not."""
        return None if self._resume_at_s is None else max(0.0, self._resume_at_s - self._clock())

    def pause(self, order: Order) -> None:
        """Pause. Of several wishes the newest says for how long."""
        if self._engine.state in (State.RUNNING, State.LOST):
            self._engine.let_go()
            self.why = order.by
            self._engine.enter(State.PAUSED)
        elif self._locked and self._engine.state is State.PAUSED:
            self.why = order.by  # who asks for it behind the lock wants it to last
        if self._engine.state is State.PAUSED:
            self._resume_at_s = None if order.for_s is None else self._clock() + order.for_s

    def resume(self, order: Order) -> None:
        """Go on; behind a lock, once that is open."""
        if self._engine.state is State.PAUSED:
            self._resume_at_s = None
            self.why = self._locked = self._gates.locked
            if not self.why:
                self._engine.enter(State.RUNNING)

    def toggle(self, order: Order) -> None:
        """Pause, or go on."""
        act: Callable[[Order], None] = self.resume if self._engine.state is State.PAUSED else self.pause
        act(order)

    def heed(self) -> None:
        """Pause while the screen is locked; end a pause whose time is over."""
        if self._resume_at_s is not None and self._clock() >= self._resume_at_s:
            self.resume(Order(ControlVerb.RESUME, by="the pause is over"))
        locked = self._gates.locked
        if locked and self._engine.state in (State.RUNNING, State.LOST):
            self._locked = locked
            self.pause(Order(ControlVerb.PAUSE, by=locked))
        elif not locked and self._locked:
            if self.why == self._locked:
                self.resume(Order(ControlVerb.RESUME, by="the screen is unlocked"))
            self._locked = ""
