"""A real daemon process with scripted ends: a hand that holds a key from frame 2 on, for ever. Not a test.

Usage: scripted_daemon.py LOG [crash-engine | crash-actuator | x11 | x11-crash-engine]. What the actuator is asked
goes to LOG; with x11 it is a real one.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path

from scripted import EndlessFeed, ScriptedBinder, ScriptedEstimator, ScriptedRecognizer

from gesturectl.daemon.app import App
from gesturectl.daemon.app_parts import AppParts
from gesturectl.daemon.mailbox import Mailbox
from gesturectl.daemon.options import RunOptions
from gesturectl.daemon.outlet import Performs
from gesturectl.daemon.wiring import make_actuator
from gesturectl.domain.action import Action, KeyHold
from gesturectl.domain.event import Phase
from gesturectl.domain.settings import Settings


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
        AppParts(
            EndlessFeed(0.01),
            ScriptedEstimator(broken),
            ScriptedRecognizer(begins=range(2, 100_000, 20)),
            ScriptedBinder({Phase.BEGIN: KeyHold(("ctrl",), down=True)}),
            actuator,
            mailbox=mailbox,
            fresh_rules=lambda: (ScriptedRecognizer(begins=range(10_000)), ScriptedBinder()),
        )
    )
    return app.run()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
