"""Chords pressed by somebody else are heard on a real display, and changed while it listens."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator

import pytest

from gesturectl.daemon.virtual_desktop import VirtualDesktop
from gesturectl.desktop.global_hotkeys import GlobalHotkeys

# A listener that was stopped waits for one key more, and finds its X server gone when the desktop of the test ends.
pytestmark = [
    pytest.mark.desktop,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning"),
]
DEADLINE_S = 15.0
TOGGLE, PANIC = ("ctrl", "alt", "g"), ("ctrl", "alt", "escape")


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def hotkeys(desk: VirtualDesktop, told: list[str]) -> Iterator[GlobalHotkeys[str]]:
    heard = GlobalHotkeys(told.append)
    yield heard
    heard.close()


def press(*chords: str) -> None:
    subprocess.run(["xdotool", "key", *chords], check=True, timeout=DEADLINE_S)


def until(happened: Callable[[], object]) -> None:
    deadline = time.monotonic() + DEADLINE_S
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_chords_are_heard_and_nothing_else(hotkeys: GlobalHotkeys[str], told: list[str]) -> None:
    hotkeys.set({"toggle": TOGGLE, "panic": PANIC})
    press("g", "ctrl+g", "alt+g", "ctrl+alt+h", "ctrl+alt+g", "a", "ctrl+alt+Escape", "ctrl+alt+g")
    until(lambda: len(told) == 3)
    assert told == ["toggle", "panic", "toggle"]
    assert hotkeys.problem == ""


def test_other_chords_take_their_place(hotkeys: GlobalHotkeys[str], told: list[str]) -> None:
    hotkeys.set({"toggle": TOGGLE})
    hotkeys.set({"toggle": ("super", "f9")})
    press("ctrl+alt+g", "super+F9")
    until(lambda: told == ["toggle"])
    hotkeys.set({})
    press("super+F9")
    hotkeys.set({"panic": PANIC})
    press("ctrl+alt+Escape")
    until(lambda: told == ["toggle", "panic"])


def test_a_key_is_known_to_be_held_while_it_is(hotkeys: GlobalHotkeys[str], told: list[str]) -> None:
    hotkeys.set({"toggle": TOGGLE}, hold=("shift", "f9"))
    for one, other in (("keydown", True), ("keyup", False)):
        subprocess.run(["xdotool", one, "shift", one, "a", one, "F9"], check=True, timeout=DEADLINE_S)
        until(lambda wanted=other: hotkeys.held is wanted)  # type: ignore[misc]
    subprocess.run(["xdotool", "keydown", "F9"], check=True, timeout=DEADLINE_S)
    press("ctrl+alt+g")
    until(lambda: told == ["toggle"])
    assert not hotkeys.held  # one key of two
    subprocess.run(["xdotool", "keydown", "shift"], check=True, timeout=DEADLINE_S)
    until(lambda: hotkeys.held)
    hotkeys.set({"toggle": TOGGLE})
    assert not hotkeys.held
    subprocess.run(["xdotool", "keyup", "shift", "keyup", "F9"], check=True, timeout=DEADLINE_S)


def test_a_desktop_that_lets_nobody_listen_is_named(
    hotkeys: GlobalHotkeys[str], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.delenv("DISPLAY")
    for _ in range(2):
        hotkeys.set({"toggle": TOGGLE})
    assert hotkeys.problem == "there is no display"
    assert caplog.text.count("global hotkeys do not work") == 1


def test_a_key_that_cannot_be_told_apart_is_refused(hotkeys: GlobalHotkeys[str]) -> None:
    hotkeys.set({"toggle": ("ctrl", "kp_1")})
    assert "kp_1" in hotkeys.problem
