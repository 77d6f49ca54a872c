"""The real daemon on a real X server holds a key; whatever ends it, the key is up afterwards."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(shutil.which("Xvfb") is None, reason="Xvfb is not installed"),
]
DEADLINE_S = 20.0


@pytest.fixture
def keys_down(monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """The number of keys that are down on the X server of a virtual desktop of our own."""
    from gesturectl.daemon.virtual_desktop import VirtualDesktop

    with VirtualDesktop(page=None) as desk, desk.entered():
        from Xlib.display import Display

        display = Display(desk.display)
        yield lambda: sum(bin(byte).count("1") for byte in display.query_keymap())
        display.close()


@pytest.mark.parametrize(
    ("how", "number", "code"),
    [("x11", signal.SIGTERM, 0), ("x11", signal.SIGINT, 130), ("x11-crash-engine", None, 1)],
)
def test_nothing_is_left_pressed(keys_down: object, tmp_path: Path, how: str, number: int | None, code: int) -> None:
    assert keys_down() == 0  # type: ignore[operator]
    script = Path(__file__).with_name("scripted_daemon.py")
    with subprocess.Popen([sys.executable, str(script), str(tmp_path / "log"), how], stderr=subprocess.PIPE) as process:
        try:
            deadline = time.monotonic() + DEADLINE_S
            while keys_down() == 0:  # type: ignore[operator]
                assert time.monotonic() < deadline, "the key never went down"
                time.sleep(0.005)
            if number is not None:
                process.send_signal(number)
            assert process.wait(DEADLINE_S) == code
        finally:
            process.kill()
    assert keys_down() == 0  # type: ignore[operator]
