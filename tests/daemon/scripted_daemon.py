"""A real daemon process with scripted ends: a hand that holds a key from frame 2 on, for ever. Not a test.

Usage: scripted_daemon.py LOG [crash-engine | crash-actuator | x11 | x11-crash-engine]. What the actuator is asked
goes to LOG; with x11 it is a real one.
"""

from __future__ import annotations

import logging
import sys
import time
from pathlib import Path

from scripted import ScriptedBinder, ScriptedEstimator, ScriptedRecognizer, frame

from gesturectl.daemon.app import App
from gesturectl.daemon.mailbox import Mailbox
from gesturectl.daemon.options import RunOptions
from gesturectl.daemon.outlet import Performs
from gesturectl.daemon.wiring import make_actuator
from gesturectl.domain.action import Action, KeyHold
from gesturectl.domain.event import Phase
from gesturectl.domain.frame import Frame
from gesturectl.domain.settings import Settings
from gesturectl.vision.capture import CaptureState, CaptureStats
from gesturectl.vision.kept_source import Told
from gesturectl.vision.source import Source


class EndlessFeed:
    """A hundred frames a second, for ever."""

    over = False
    name = ""

    def __init__(self) -> None:
        self._seq = 0

    def start(self) -> None:
        pass

    def take(self, timeout_s: float) -> Frame:
        time.sleep(0.01)
        self._seq += 1
        return frame(self._seq - 1, fps=100)

    def rest(self) -> None:
        pass

    def wake(self) -> None:
        pass

    def turn_to(self, source: Source, told: Told) -> None:
        told(None)

    def stats(self) -> CaptureStats:
        return CaptureStats(CaptureState.RUNNING, 100, self._seq, 0)

    def close(self) -> None:
        pass


class LoggingActuator:
    """Writes what it is asked into a file."""

    def __init__(self, log: Path, crash: bool) -> None:
        self._file = log.open("w", buffering=1)
        self._crash = crash

    def perform(self, action: Action) -> None:
        self._file.write(f"{action}\n")
        if self._crash:
            raise SystemExit("the backend ended itself")

    def release_all(self) -> None:
        self._file.write("release_all\n")

    def close(self) -> None:
        self._file.write("close\n")


def main(log: str, how: str = "") -> int:
    """Run it."""
    logging.basicConfig(level=logging.INFO)
    mailbox = Mailbox()
    actuator: Performs = LoggingActuator(Path(log), crash=how == "crash-actuator")
    if how.startswith("x11"):
        actuator, *_ = make_actuator(RunOptions(), Settings(failsafe_corner=False), mailbox)
    broken = {50: RuntimeError("the estimator broke")} if how.endswith("crash-engine") else None
    app = App(
        EndlessFeed(),
        ScriptedEstimator(broken),
        ScriptedRecognizer(begins=range(2, 100_000, 20)),
        ScriptedBinder({Phase.BEGIN: KeyHold(("ctrl",), down=True)}),
        actuator,
        mailbox=mailbox,
        fresh_rules=lambda: (ScriptedRecognizer(begins=range(10_000)), ScriptedBinder()),
    )
    return app.run()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
