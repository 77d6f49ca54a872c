"""A real daemon process with scripted ends: a hand that holds a key from frame 2 on, for ever. Not a test.

Usage: scripted_daemon.py LOG [crash-engine | crash-actuator]. What the actuator is asked goes to LOG.
"""

from __future__ import annotations

import logging
import sys
import time
from pathlib import Path

from scripted import ScriptedBinder, ScriptedEstimator, ScriptedRecognizer, frame

from gesturectl.daemon.app import App
from gesturectl.domain.action import Action, ControlVerb, KeyHold
from gesturectl.domain.event import Phase
from gesturectl.domain.frame import Frame
from gesturectl.vision.capture import CaptureState, CaptureStats


class EndlessFeed:
    """A hundred frames a second, for ever."""

    over = False

    def __init__(self) -> None:
        self._seq = 0

    def start(self) -> None:
        pass

    def take(self, timeout_s: float) -> Frame:
        time.sleep(0.01)
        self._seq += 1
        return frame(self._seq - 1, fps=100)

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
    app = App(
        EndlessFeed(),
        ScriptedEstimator({50: RuntimeError("the estimator broke")} if how == "crash-engine" else None),
        ScriptedRecognizer(begins=[2, 30, 60, 90]),
        ScriptedBinder({Phase.BEGIN: KeyHold(("ctrl",), down=True)}),
        LoggingActuator(Path(log), crash=how == "crash-actuator"),
        fresh_rules=lambda: (ScriptedRecognizer(begins=range(10_000)), ScriptedBinder()),
    )
    if how == "paused":
        app.mailbox.put(ControlVerb.PAUSE)
    return app.run()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
