"""A real locker covers the screen: what is held is let go, gestures do nothing, and all goes on afterwards."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from live_daemon import HOLDING, LiveDaemon
from real_keys import real_keys

from gesturectl.daemon import wiring
from gesturectl.daemon.options import RunOptions
from gesturectl.domain.event import Phase
from gesturectl.domain.settings import Settings

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(not all(map(shutil.which, ("Xvfb", "i3lock"))), reason="Xvfb or i3lock is not installed"),
]


def test_nothing_is_done_behind_a_locker(tmp_path: Path) -> None:
    with real_keys() as (actuator, keys_down):

        def state(daemon: LiveDaemon) -> tuple[str, str]:
            status = daemon.ask("status")["status"]
            return status["state"], status["gate"]  # type: ignore[index]

        def script(daemon: LiveDaemon) -> None:
            daemon.make("fist")
            daemon.until(lambda: keys_down() == 1)
            locker = subprocess.Popen(["i3lock", "--nofork"])
            daemon.until(lambda: state(daemon) == ("paused", "the screen is locked (i3lock)"))
            daemon.until(lambda: keys_down() == 0)
            daemon.make("fist", phase=Phase.END)
            daemon.make("fist")
            daemon.until(lambda: not daemon.asked)
            assert daemon.ask("resume")["state"] == "paused"
            assert keys_down() == 0
            locker.terminate()
            locker.wait(15)
            daemon.until(lambda: state(daemon) == ("running", ""))
            daemon.make("fist", phase=Phase.END)
            daemon.make("fist")
            daemon.until(lambda: keys_down() == 1)

        with wiring.watched_gates(RunOptions(), Settings) as gates:
            LiveDaemon(tmp_path, HOLDING, actuator=actuator, gates=gates).run(script)
        assert keys_down() == 0
