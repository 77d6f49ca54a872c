"""Which backend is chosen where, and what is said about it."""

from __future__ import annotations

import socket

import pytest

from gesturectl.desktop.assembly import open_actuator
from gesturectl.desktop.doctor import examine
from gesturectl.desktop.probe import BackendChoice, Session, choose_backend, find_session
from gesturectl.domain.action import CloseWindow, Hotkey, MediaKey, PressMediaKey, RunCommand, Scroll
from gesturectl.errors import DesktopError


@pytest.fixture
def wayland(tmp_path):
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "wayland-7"))
        yield {"WAYLAND_DISPLAY": "wayland-7", "XDG_RUNTIME_DIR": str(tmp_path), "DISPLAY": ":77"}


def test_wayland_counts_before_display_and_says_what_works(wayland):
    choice = choose_backend(env=wayland, platform="linux")
    assert (choice.name, choice.session, choice.works) == ("none", Session.WAYLAND, False)
    assert "no input backend yet" in choice.reason
    assert "Xorg" in choice.remedy


def test_wayland_without_its_socket_does_not_count(wayland, tmp_path):
    (tmp_path / "wayland-7").unlink()
    assert find_session(wayland, "linux") is Session.X11


def test_no_display_is_told_and_what_needs_none_still_works(tmp_path):
    choice = choose_backend(env={}, platform="linux")
    assert (choice.name, choice.session) == ("none", Session.NONE)
    actuator = open_actuator(choice)
    for action in (Hotkey(("a",)), Scroll(1), CloseWindow("x"), PressMediaKey(MediaKey.STOP)):
        with pytest.raises(DesktopError, match="nor DISPLAY names a display"):
            actuator.perform(action)
    actuator.perform(RunCommand(("true",)))
    actuator.close()


@pytest.mark.parametrize(("platform", "session"), [("win32", Session.WINDOWS), ("darwin", Session.MACOS)])
def test_windows_and_macos_use_pyautogui(platform, session):
    choice = choose_backend(env={}, platform=platform)
    assert (choice.name, choice.session) == ("pyautogui", session)
    with pytest.raises(DesktopError, match="needs X11"):
        choose_backend("xtest", env={}, platform=platform)


def test_dry_run_needs_no_display():
    choice = choose_backend(dry_run=True, env={"DISPLAY": ":4321"}, platform="linux")
    assert choice.name == "recorder"
    actuator = open_actuator(choice)
    actuator.perform(Hotkey(("ctrl", "a")))
    actuator.close()


def test_unknown_backend_and_missing_display_are_refused():
    with pytest.raises(DesktopError, match="no such backend: 'wand'"):
        choose_backend("wand")
    with pytest.raises(DesktopError, match="needs an X11 display"):
        choose_backend("xtest", env={}, platform="linux")


@pytest.mark.parametrize("wanted", ["auto", "xtest", "pyautogui"])
def test_display_that_does_not_answer_is_an_error_with_a_remedy(wanted):
    with pytest.raises(DesktopError, match=":4321 cannot be opened") as caught:
        choose_backend(wanted, env={"DISPLAY": ":4321"}, platform="linux")
    assert "XAUTHORITY" in caught.value.remedy


@pytest.mark.desktop
def test_x11_is_reached_through_xtest_unless_asked_otherwise(desk):
    assert choose_backend() == BackendChoice(
        "xtest", Session.X11, f"DISPLAY is {desk.display}: an X11 desktop, reached through XTEST"
    )
    assert choose_backend("pyautogui").reason == "asked for"
    assert not choose_backend("none").works


@pytest.mark.desktop
def test_doctor_tells_the_facts_of_a_desktop(desk):
    facts = {fact.topic: fact for fact in examine()}
    assert facts["window manager"].text == "Openbox"
    assert facts["screen"].text == "1280 x 800 px"
    assert facts["input backend"].ok
    assert all(fact.remedy for fact in facts.values() if not fact.ok)


def test_doctor_tells_of_a_bad_display(monkeypatch):
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", ":4321")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:")
    facts = {fact.topic: fact for fact in examine()}
    assert not facts["input backend"].ok
    assert "XAUTHORITY" in facts["input backend"].remedy
    assert not facts["window manager"].ok
