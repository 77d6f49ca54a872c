"""Signals become requests: nothing is cut off in the middle."""

from __future__ import annotations

import faulthandler
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from gesturectl.daemon.mailbox import Mailbox
from gesturectl.daemon.order import Order
from gesturectl.domain.action import ControlVerb


class CaughtSignals:
    """Which signals came. A second Ctrl-C no longer waits: it raises KeyboardInterrupt."""

    def __init__(self, mailbox: Mailbox) -> None:
        self._mailbox = mailbox
        self.interrupted = False

    def interrupt(self, number: int, frame: FrameType | None) -> None:
        """Ctrl-C: stop between two frames."""
        if self.interrupted:
            raise KeyboardInterrupt
        self.interrupted = True
        self._mailbox.put(ControlVerb.STOP)

    def terminate(self, number: int, frame: FrameType | None) -> None:
        """SIGTERM: stop between two frames."""
        self._mailbox.put(ControlVerb.STOP)

    def hang_up(self, number: int, frame: FrameType | None) -> None:
        """SIGHUP: read gestures.yaml again."""
        self._mailbox.put(Order(ControlVerb.RELOAD, by="signal HUP"))

    def toggle(self, number: int, frame: FrameType | None) -> None:
        """SIGUSR1: pause, or go on."""
        self._mailbox.put(Order(ControlVerb.TOGGLE, by="signal USR1"))


@contextmanager
def caught_signals(mailbox: Mailbox) -> Iterator[CaughtSignals]:
    """Turn signals into requests while inside (main thread only); SIGUSR2 prints what every thread is doing."""
    caught = CaughtSignals(mailbox)
    wanted = {
        "SIGINT": caught.interrupt,
        "SIGTERM": caught.terminate,
        "SIGHUP": caught.hang_up,
        "SIGUSR1": caught.toggle,
    }
    numbers = {getattr(signal, name): call for name, call in wanted.items() if hasattr(signal, name)}
    before = {number: signal.signal(number, call) for number, call in numbers.items()}
    _dump_threads_on_usr2()
    try:
        yield caught
    finally:
        for number, old in before.items():
            signal.signal(number, old)


def _dump_threads_on_usr2() -> None:
    if sys.platform != "win32":
        # A captured or closed standard error has no file descriptor to write to.
        with suppress(AttributeError, RuntimeError, ValueError, OSError):
            faulthandler.register(signal.SIGUSR2, file=sys.stderr, all_threads=True)
