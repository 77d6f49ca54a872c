"""The same gesture zooms a real Chromium and types into a real terminal: whichever has the focus."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from live_daemon import LiveDaemon

from gesturectl.daemon import wiring
from gesturectl.daemon.mailbox import Mailbox
from gesturectl.daemon.options import RunOptions
from gesturectl.daemon.virtual_desktop import VirtualDesktop
from gesturectl.desktop.window import best_match
from gesturectl.desktop.x_windows import XWindows
from gesturectl.domain.settings import Settings

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.slow,
    pytest.mark.skipif(
        not all(map(shutil.which, ("Xvfb", "openbox", "xterm", "chromium"))), reason="a desktop's programs are missing"
    ),
]
DEADLINE_S = 15.0
RULES = """version: 1
bindings:
  - {name: zoom the page, gesture: zoom, app: Chromium, do: {zoom: {steps_per_unit: 2}}}
  - {name: write, gesture: zoom, app: {class: XTerm, title: "*notes*"}, do: {text: "zoomed "}}
  - {name: elsewhere, gesture: zoom, app: {not: [Chromium, XTerm]}, do: {hotkey: f9}}
"""


def until(happened: Callable[[], object]) -> None:
    deadline = time.monotonic() + DEADLINE_S
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_by_focus_through_the_real_socket(tmp_path: Path) -> None:
    notes = tmp_path / "typed"
    with VirtualDesktop() as desk, desk.entered():
        terminal = desk.start(["xterm", "-T", "my notes", "-e", "sh", "-c", f"stty -icanon; exec cat > {notes}"])
        windows = XWindows()
        until(lambda: best_match(windows.all(), "XTerm"))
        actuator, *_ = wiring.make_actuator(RunOptions(), Settings(failsafe_corner=False), Mailbox())

        def focus(daemon: LiveDaemon, app: str) -> None:
            window = best_match(windows.all(), app)
            assert window is not None
            windows.activate(window)
            daemon.until(lambda: daemon.ask("status")["status"]["window"] == app)  # type: ignore[index]

        def rule(daemon: LiveDaemon) -> str:
            answer = daemon.ask("trigger", gesture="zoom", value=1)
            assert "failed" not in answer or not answer["failed"], answer
            return str(answer["actions"][0]["binding"])  # type: ignore[index]

        def script(daemon: LiveDaemon) -> None:
            before = desk.page.zoom()
            focus(daemon, "Chromium")
            assert rule(daemon) == "zoom the page"
            until(lambda: desk.page.zoom() > before + 0.15)  # two steps: 1 → 1.1 → 1.25
            zoomed = desk.page.zoom()
            focus(daemon, "XTerm")
            assert rule(daemon) == "write"
            until(lambda: notes.exists() and notes.read_text() == "zoomed ")
            assert desk.page.zoom() == zoomed
            focus(daemon, "Chromium")
            daemon.ask("trigger", gesture="zoom", value=-1)
            until(lambda: abs(desk.page.zoom() - before) < 0.01)
            assert notes.read_text() == "zoomed "
            terminal.terminate()
            terminal.wait(DEADLINE_S)

        with wiring.watched_gates(RunOptions(), Settings) as gates:
            LiveDaemon(tmp_path, RULES, actuator=actuator, gates=gates).run(script)
        windows.close()


def test_a_title_that_changes_changes_the_rule(tmp_path: Path) -> None:
    with VirtualDesktop(page=None) as desk, desk.entered():
        desk.start(["xterm", "-T", "notes", "-e", "sh", "-c", "sleep 60"])
        actuator, *_ = wiring.make_actuator(RunOptions(), Settings(failsafe_corner=False), Mailbox())

        def binding(daemon: LiveDaemon) -> object:
            try:
                return daemon.ask("trigger", gesture="zoom", dry_run=True)["actions"][0]["binding"]  # type: ignore[index]
            except Exception:  # noqa: BLE001 - nothing is bound to this place
                return None

        def script(daemon: LiveDaemon) -> None:
            daemon.until(lambda: binding(daemon) == "write")
            name = ["xdotool", "getactivewindow", "set_window", "--name", "something else"]
            subprocess.run(name, check=True, timeout=DEADLINE_S)
            daemon.until(lambda: binding(daemon) is None)

        with wiring.watched_gates(RunOptions(), Settings) as gates:
            LiveDaemon(tmp_path, RULES, actuator=actuator, gates=gates).run(script)
