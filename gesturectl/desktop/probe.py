"""Chooses how input gets to this desktop, and says why."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from gesturectl.desktop.x11 import open_display
from gesturectl.errors import DesktopError

BACKENDS = ("auto", "xtest", "pyautogui", "none")
"""What a user may ask for."""


class Session(StrEnum):
    """The kind of desktop."""

    X11 = "x11"
    WAYLAND = "wayland"
    WINDOWS = "windows"
    MACOS = "macos"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class BackendChoice:
    """The backend to use: "xtest", "pyautogui", "recorder" or "none", with the reason for status and doctor.

    remedy  what the user can do about a choice that works badly or not at all; "" for a good one
    """

    name: str
    session: Session
    reason: str
    remedy: str = ""

    @property
    def works(self) -> bool:
        """Whether keys and pointer can be used."""
        return self.name != "none"


def find_session(env: Mapping[str, str] | None = None, platform: str = sys.platform) -> Session:
    """Return the kind of desktop. A Wayland socket counts before DISPLAY: Wayland desktops often set both."""
    env = os.environ if env is None else env
    if platform in ("win32", "cygwin"):
        return Session.WINDOWS
    if platform == "darwin":
        return Session.MACOS
    if _wayland_socket(env):
        return Session.WAYLAND
    return Session.X11 if env.get("DISPLAY") else Session.NONE


def choose_backend(
    wanted: str = "auto", *, dry_run: bool = False, env: Mapping[str, str] | None = None, platform: str = sys.platform
) -> BackendChoice:
    """Return the backend for this desktop, or the `wanted` one.

    Raises DesktopError when the wanted one cannot work here, or when DISPLAY names a display that does not answer.
    """
    env = os.environ if env is None else env
    session = find_session(env, platform)
    if wanted not in BACKENDS:
        raise DesktopError(f"no such backend: {wanted!r}", remedy=f"choose one of {', '.join(BACKENDS)}")
    if dry_run:
        return BackendChoice("recorder", session, "a dry run only writes down what would be done")
    if wanted == "none":
        return BackendChoice("none", session, "no input backend was asked for")
    if wanted == "auto":
        return _best(session, env)
    return _asked_for(wanted, session, env)


def _best(session: Session, env: Mapping[str, str]) -> BackendChoice:
    if session is Session.X11:
        _check_display(env)
        return BackendChoice("xtest", session, f"DISPLAY is {env['DISPLAY']}: an X11 desktop, reached through XTEST")
    if session is Session.WAYLAND:
        return BackendChoice("none", session, _WAYLAND, _WAYLAND_REMEDY)
    if session is Session.NONE:
        return BackendChoice("none", session, _NO_DISPLAY, _NO_DISPLAY_REMEDY)
    return BackendChoice("pyautogui", session, f"the backend of {session.value}")


def _asked_for(wanted: str, session: Session, env: Mapping[str, str]) -> BackendChoice:
    if session in (Session.WINDOWS, Session.MACOS):
        if wanted == "xtest":
            raise DesktopError(f"the backend xtest needs X11, this is {session.value}", remedy="use --backend auto")
        return BackendChoice(wanted, session, "asked for")
    if not env.get("DISPLAY"):
        raise DesktopError(f"the backend {wanted} needs an X11 display: {_NO_DISPLAY}", remedy=_NO_DISPLAY_REMEDY)
    _check_display(env)
    if session is Session.WAYLAND:
        return BackendChoice(wanted, session, "asked for: on Wayland it reaches X11 applications only", _WAYLAND_REMEDY)
    return BackendChoice(wanted, session, "asked for")


_WAYLAND = (
    "this is a Wayland desktop, for which there is no input backend yet: keys, pointer and windows cannot be reached "
    "(through Xwayland only old X11 applications would react, the others silently not); launching applications, "
    "commands, media and volume work"
)
_WAYLAND_REMEDY = "log in to an X11 (Xorg) session for everything; --backend xtest reaches X11 applications only"
_NO_DISPLAY = "neither WAYLAND_DISPLAY nor DISPLAY names a display"
_NO_DISPLAY_REMEDY = "start gesturectl inside a graphical session, or see it work without one: gesturectl demo"


def _check_display(env: Mapping[str, str]) -> None:
    display = open_display(env["DISPLAY"])
    try:
        if not display.query_extension("XTEST"):
            raise DesktopError(
                f"the X server of {env['DISPLAY']} has no XTEST extension: no input can be sent",
                remedy="start the X server with the extension (Xorg and Xvfb have it unless it was switched off)",
            )
    finally:
        display.close()


def _wayland_socket(env: Mapping[str, str]) -> bool:
    name = env.get("WAYLAND_DISPLAY")
    if not name:
        return False
    # An absolute name is taken as it is (wl_display_connect of libwayland).
    return (Path(env.get("XDG_RUNTIME_DIR", "/nonexistent")) / name).is_socket()
