"""What goes on on a real desktop: the active window, input, a locker."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Callable, Iterator

import pytest

from gesturectl.daemon.virtual_desktop import VirtualDesktop
from gesturectl.desktop.x_watch import XWatch

pytestmark = pytest.mark.desktop
DEADLINE_S = 15.0


@pytest.fixture
def watch(desk: VirtualDesktop) -> Iterator[XWatch]:
    seen = XWatch(desk.display)
    yield seen
    seen.close()


@pytest.fixture
def start() -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    running: list[subprocess.Popen[bytes]] = []

    def begin(*argv: str) -> subprocess.Popen[bytes]:
        running.append(subprocess.Popen(argv, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        return running[-1]

    yield begin
    for each in running:
        each.terminate()
        each.wait(DEADLINE_S)


def until(watch: XWatch, happened: Callable[[], object]) -> None:
    """Wait as the daemon does: looking only when the display says that something has changed."""
    deadline = time.monotonic() + DEADLINE_S
    while not happened():
        while not watch.wait(0.5):
            assert time.monotonic() < deadline


def test_the_active_window_and_its_title_are_told_as_they_change(watch: XWatch, start: Callable[..., object]) -> None:
    start("xterm", "-T", "one", "-e", "sh", "-c", r"sleep 1; printf '\033]0;two\007'; sleep 60")
    until(watch, lambda: (seen := watch.window()) and seen.title == "one")
    until(watch, lambda: (seen := watch.window()) and seen.title == "two")
    seen = watch.window()
    assert seen is not None
    assert (seen.app, seen.instance) == ("XTerm", "xterm")
    assert seen.executable.endswith("/xterm") or seen.executable == ""  # not every xterm tells its process


def test_input_by_others_is_seen_without_its_contents(watch: XWatch, desk: VirtualDesktop) -> None:
    subprocess.run(["xdotool", "key", "F12"], check=True, timeout=DEADLINE_S)
    idle_s = watch.idle_s()
    assert idle_s is not None
    assert idle_s < 5
    time.sleep(0.3)
    later_s = watch.idle_s()
    assert later_s is not None
    assert later_s >= idle_s + 0.25


@pytest.mark.skipif(shutil.which("i3lock") is None, reason="i3lock is not installed")
def test_a_locker_is_seen_while_it_covers_the_screen(watch: XWatch, start: Callable[..., object]) -> None:
    assert watch.locked() == ""
    locker = start("i3lock", "--nofork")
    deadline = time.monotonic() + DEADLINE_S
    while watch.locked() != "i3lock":
        assert time.monotonic() < deadline
        time.sleep(0.05)
    locker.terminate()  # type: ignore[attr-defined]
    while watch.locked():
        assert time.monotonic() < deadline
        time.sleep(0.05)
