"""Where actions go: what every way to the desktop can do, and the way without a thread."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable
from typing import Any, Protocol

from gesturectl.daemon.injections import Injections
from gesturectl.daemon.latency import ActionTiming, Clock
from gesturectl.domain.action import Action
from gesturectl.domain.binding import BoundAction
from gesturectl.domain.describe import describe
from gesturectl.errors import GesturectlError

log = logging.getLogger(__name__)


class Performs(Protocol):
    """Carries actions out and knows what it holds down: the actuator of the desktop room."""

    def perform(self, action: Action) -> None:
        """Carry one action out. Raises DesktopError."""

    def release_all(self) -> None:
        """Let go of every key and button that is held."""

    def close(self) -> None:
        """Let go of everything, the display too."""


class Outlet(Protocol):
    """Takes bound actions and sees that they are carried out, in order."""

    def send(self, timing: ActionTiming) -> None:
        """Take one action (`started_s` and `done_s` are not known yet)."""

    def release_all(self) -> None:
        """After the actions sent so far: let go of everything."""

    def forget(self) -> None:
        """Leave out what was sent and not begun, but for what lets go of something."""

    def close(self) -> None:
        """Carry out what was sent, let go of everything, and end."""


Report = Callable[[ActionTiming], None]
"""Called after each action that was carried out."""
Outcome = Callable[[BoundAction, Exception | None], None]
"""Called after each action, with what went wrong."""


class ActionBarrier:
    """Carries out one action at a time; a failing one is reported and stops nothing.

    The same failure of the same rule is reported once, until it works again.
    """

    def __init__(
        self,
        actuator: Performs,
        *,
        on_done: Report | None = None,
        on_error: Callable[[BoundAction, Exception], None] | None = None,
        on_outcome: Outcome = lambda bound, error: None,
        injections: Injections | None = None,
        clock: Clock = time.monotonic,
    ) -> None:
        """`on_outcome` is told of every action, `on_error` of every new failure, `injections` of what is sent."""
        self._injections = injections or Injections(clock)
        self._actuator = actuator
        self._on_outcome = on_outcome
        self._on_done = on_done
        self._on_error = on_error or report_error
        self._clock = clock
        self._reported: set[tuple[str, str]] = set()

    def perform(self, timing: ActionTiming) -> None:
        """Carry one action out and tell how long it took."""
        started_s = self._clock()
        try:
            with self._injections.noted():
                self._actuator.perform(timing.bound.action)
        except Exception as error:  # noqa: BLE001 - the barrier: one failing action must not end the daemon
            self._failed(timing.bound, error)
            self._on_outcome(timing.bound, error)
            return
        self._on_outcome(timing.bound, None)
        self._reported = {(rule, text) for rule, text in self._reported if rule != timing.bound.binding}
        if self._on_done is not None:
            self._on_done(
                ActionTiming(
                    timing.bound,
                    timing.grabbed_s,
                    timing.taken_s,
                    timing.estimated_s,
                    timing.bound_s,
                    started_s,
                    self._clock(),
                )
            )

    def release_all(self) -> None:
        """Let go of everything that is held."""
        try:
            with self._injections.noted():
                self._actuator.release_all()
        except Exception:
            log.exception("could not let go of what is held")

    def close(self) -> None:
        """Let go of everything and close the actuator."""
        self.release_all()
        try:
            self._actuator.close()
        except Exception:
            log.exception("could not close the desktop backend")

    def _failed(self, bound: BoundAction, error: Exception) -> None:
        key = (bound.binding, str(error))
        if key not in self._reported:
            self._reported.add(key)
            self._on_error(bound, error)


class InlineOutlet:
    """Carries actions out where they are sent: for the fast pace, in which everything is in step."""

    def __init__(self, barrier: ActionBarrier) -> None:
        self._barrier = barrier

    def send(self, timing: ActionTiming) -> None:
        """Carry one action out now."""
        self._barrier.perform(timing)

    def forget(self) -> None:
        """Do nothing: what was sent is done."""

    def release_all(self) -> None:
        """Let go of everything now."""
        self._barrier.release_all()

    def close(self) -> None:
        """Let go of everything and close the actuator."""
        self._barrier.close()


def error_json(bound: BoundAction, error: Exception) -> dict[str, Any]:
    """Return a failed action as a JSON object for standard error."""
    return {
        "type": "error",
        "t": round(bound.t, 4),
        "seq": bound.seq,
        "binding": bound.binding,
        "action": describe(bound.action),
        "message": str(error),
        "remedy": error.remedy if isinstance(error, GesturectlError) else "",
    }


def report_error(bound: BoundAction, error: Exception) -> None:
    """Log a failed action with its remedy."""
    remedy = error.remedy if isinstance(error, GesturectlError) else ""
    remedy = f". {remedy[0].upper()}{remedy[1:]}" if remedy else ""
    unforeseen = None if isinstance(error, GesturectlError) else error
    text = "%s: %s failed: %s%s (frame %d)"
    log.error(text, bound.binding, describe(bound.action), error, remedy, bound.seq, exc_info=unforeseen)


def print_error_json(bound: BoundAction, error: Exception, write: Callable[[str], object]) -> None:
    """Write a failed action as one line of JSON."""
    write(json.dumps(error_json(bound, error)) + "\n")
