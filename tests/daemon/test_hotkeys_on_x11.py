"""The user's hotkeys, pressed by somebody else on a real display while the daemon holds a key."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

import pytest
from live_daemon import HOLDING, LiveDaemon
from real_keys import real_keys

from gesturectl.daemon import wiring
from gesturectl.daemon.hotkeys import hotkeys_heard
from gesturectl.daemon.options import RunOptions
from gesturectl.domain.event import Phase

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning"),
]
HOTKEYS = "version: 1\nsettings: {hotkeys: {toggle: ctrl+alt+g, panic: ctrl+alt+escape}, quiet_while_typing_s: 60}"
RULES = HOLDING.replace("version: 1", HOTKEYS).replace("key_hold: ctrl", "key_hold: shift")


def press(chord: str) -> None:
    subprocess.run(["xdotool", "key", chord], check=True, timeout=15)


def test_toggle_panic_and_the_users_own_keys(tmp_path: Path) -> None:
    with real_keys() as (actuator, keys_down):

        def state(daemon: LiveDaemon) -> tuple[str, str]:
            status = daemon.ask("status")["status"]
            return status["state"], status["pause_why"]  # type: ignore[index]

        def script(daemon: LiveDaemon) -> None:
            press("ctrl+alt+g")
            daemon.until(lambda: state(daemon) == ("paused", "the hotkey for toggle"))
            press("ctrl+alt+g")
            daemon.until(lambda: state(daemon)[0] == "running")
            daemon.until(lambda: "keyboard or mouse was used" in daemon.ask("status")["status"]["gate"])  # type: ignore[index]
            daemon.make("fist")  # the user's own keys keep it from beginning
            daemon.until(lambda: not daemon.asked)
            time.sleep(0.1)
            assert keys_down() == 0
            daemon.file.write_text(RULES.replace("_s: 60", "_s: 1"))
            daemon.ask("reload")
            daemon.until(lambda: not daemon.ask("status")["status"]["gate"])  # type: ignore[index]
            daemon.make("fist", phase=Phase.END)
            daemon.make("fist")
            daemon.until(lambda: keys_down() == 1)
            time.sleep(0.6)  # our own key must not count as the user's
            assert daemon.ask("status")["status"]["gate"] == ""  # type: ignore[index]
            press("ctrl+alt+Escape")
            daemon.until(lambda: state(daemon) == ("paused", "the hotkey for panic"))
            daemon.until(lambda: keys_down() == 0)

        with wiring.watched_gates(RunOptions(), lambda: daemon.settings) as gates:
            daemon = LiveDaemon(tmp_path, RULES, actuator=actuator, gates=gates)
            with hotkeys_heard(daemon.app, lambda: daemon.settings, gates):
                daemon.run(script)
