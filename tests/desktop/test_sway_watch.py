"""The active window of a real sway on a headless output."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gesturectl.desktop.probe import Session
from gesturectl.desktop.sway_watch import SwayWatch
from gesturectl.desktop.watch import cannot_tell_windows, open_watch
from gesturectl.errors import DesktopError

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(not all(map(shutil.which, ("sway", "foot"))), reason="sway and foot are not installed"),
]
DEADLINE_S = 15.0
NOBODY = 65534
"""sway refuses to run as root."""


@pytest.fixture(scope="module")
def sway() -> Iterator[dict[str, str]]:
    """The environment of a running sway."""
    with tempfile.TemporaryDirectory(prefix="gesturectl-sway-") as folder:
        runtime = Path(folder)
        (runtime / "config").write_text("output * resolution 640x480\n")
        as_whom = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
        if as_whom:
            os.chown(runtime, NOBODY, NOBODY)
        headless = {"WLR_BACKENDS": "headless", "WLR_LIBINPUT_NO_DEVICES": "1", "WLR_RENDERER": "pixman"}
        path = {"PATH": os.environ["PATH"], "XDG_RUNTIME_DIR": str(runtime), "HOME": str(runtime)}
        command = ["sway", "-c", str(runtime / "config")]
        child = subprocess.Popen(command, env=path | headless, stderr=subprocess.DEVNULL, **as_whom)
        try:
            until(lambda: list(runtime.glob("sway-ipc.*.sock")) and list(runtime.glob("wayland-?")))
            (ipc,), display = runtime.glob("sway-ipc.*.sock"), next(runtime.glob("wayland-?")).name
            yield path | {"SWAYSOCK": str(ipc), "WAYLAND_DISPLAY": display}
        finally:
            child.terminate()
            child.wait(DEADLINE_S)


def until(happened: Callable[[], object]) -> None:
    deadline = time.monotonic() + DEADLINE_S
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_windows_and_titles_are_told_as_they_change(sway: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SWAYSOCK", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR"):
        monkeypatch.setenv(name, sway[name])
    watch = open_watch()
    assert isinstance(watch, SwayWatch)
    assert (watch.cannot, cannot_tell_windows(Session.WAYLAND)) == ("", "")
    assert watch.window() is None
    assert not watch.wait(0.05)
    script = r"sleep 1; printf '\033]0;two\007'; sleep 60"
    terminal = subprocess.Popen(["foot", "-T", "one", "sh", "-c", script], env=sway, stderr=subprocess.DEVNULL)
    try:
        titles = []
        deadline = time.monotonic() + DEADLINE_S
        while titles[-1:] != ["two"]:
            assert time.monotonic() < deadline
            if watch.wait(1.0) and (seen := watch.window()) is not None:
                titles.append(seen.title)
        seen = watch.window()
        assert seen is not None
        assert (seen.app, seen.executable) == ("foot", shutil.which("foot"))
        assert "one" in titles
    finally:
        terminal.terminate()
        terminal.wait(DEADLINE_S)
    until(lambda: watch.window() is None)
    assert (watch.idle_s(), watch.locked()) == (None, "")
    watch.close()


def test_a_sway_that_is_not_there_is_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SWAYSOCK", "/nonexistent")
    assert "/nonexistent cannot be opened" in open_watch(Session.WAYLAND).cannot
    monkeypatch.delenv("SWAYSOCK")
    assert open_watch(Session.WAYLAND).cannot.startswith("Wayland shows no program")
    with pytest.raises(DesktopError):
        SwayWatch("/nonexistent")
