"""Puts an actuator together for the desktop that was found."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Protocol

from gesturectl.desktop.absent import NoInput, NoWindows
from gesturectl.desktop.actuator import Actuator, ControlAsked
from gesturectl.desktop.applications import DesktopApplications, Windows
from gesturectl.desktop.backend import Backend
from gesturectl.desktop.media import LinuxMedia, MediaKeys
from gesturectl.desktop.probe import BackendChoice, Session
from gesturectl.desktop.recorder import Recorder
from gesturectl.desktop.roles import ActiveWindow


class _WindowsOfDesktop(Windows, ActiveWindow, Protocol):
    """Windows that are listed and closed, and know where the active one is."""


def open_actuator(
    choice: BackendChoice,
    *,
    on_control: ControlAsked = lambda verb: None,
    on_mouse: Callable[[], None] = lambda: None,
    failsafe_corner: bool = True,
) -> Actuator:
    """Return an actuator on the chosen backend; close it when done. Raises DesktopError when it cannot be opened."""
    if choice.name == "recorder":
        return recording_actuator(Recorder(), on_control=on_control, on_mouse=on_mouse)
    backend = _OPENERS[choice.name](choice, failsafe_corner)
    try:
        windows = _open_windows(choice)
    except BaseException:
        backend.close()
        raise
    tap = backend.tap_media_key
    return Actuator(
        backend,
        applications=DesktopApplications(windows),
        windows=windows,
        media=LinuxMedia(tap) if sys.platform == "linux" else MediaKeys(tap),
        on_control=on_control,
        on_mouse=on_mouse,
        failsafe_corner=failsafe_corner,
        # On macOS Ctrl and the wheel magnify the whole screen, and applications zoom with the command key.
        zoom_modifier="super" if choice.session is Session.MACOS else "ctrl",
        wheel_zooms=choice.session is not Session.MACOS,
    )


def recording_actuator(
    recorder: Recorder, *, on_control: ControlAsked = lambda verb: None, on_mouse: Callable[[], None] = lambda: None
) -> Actuator:
    """Return an actuator that only writes into `recorder`."""
    return Actuator(
        recorder, applications=recorder, windows=recorder, media=recorder, on_control=on_control, on_mouse=on_mouse
    )


def _open_windows(choice: BackendChoice) -> _WindowsOfDesktop:
    if choice.session is Session.X11 or (choice.session is Session.WAYLAND and choice.works):
        from gesturectl.desktop.x_windows import XWindows

        return XWindows()
    if choice.session in (Session.WINDOWS, Session.MACOS):
        return NoWindows(f"that is not available on {choice.session.value} yet")
    return NoWindows(choice.reason, choice.remedy)


def _open_xtest(choice: BackendChoice, failsafe_corner: bool) -> Backend:
    from gesturectl.desktop.xtest import XTestBackend

    return XTestBackend()


def _open_pyautogui(choice: BackendChoice, failsafe_corner: bool) -> Backend:
    from gesturectl.desktop.pyautogui_backend import PyAutoGuiBackend
    from gesturectl.desktop.pynput_keys import PynputKeys
    from gesturectl.desktop.xtest import XTestBackend

    # On X11 pynput's characters miss terminals and key grabs (it sends them past XTEST).
    on_x11 = choice.session in (Session.X11, Session.WAYLAND)
    completion = XTestBackend() if on_x11 else PynputKeys()
    return PyAutoGuiBackend(completion, failsafe_corner=failsafe_corner)


def _open_none(choice: BackendChoice, failsafe_corner: bool) -> Backend:
    return NoInput(choice.reason, choice.remedy)


_OPENERS: dict[str, Callable[[BackendChoice, bool], Backend]] = {
    "xtest": _open_xtest,
    "pyautogui": _open_pyautogui,
    "none": _open_none,
}
