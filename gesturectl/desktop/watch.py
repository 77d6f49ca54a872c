"""What looks on at this desktop, or says why nothing can."""

from __future__ import annotations

import select
from typing import TYPE_CHECKING

from gesturectl.desktop.probe import Session, find_session
from gesturectl.desktop.sway_watch import SwayWatch, sway_socket
from gesturectl.domain.app_condition import ActiveWindow
from gesturectl.errors import DesktopError

if TYPE_CHECKING:
    from gesturectl.desktop.x_watch import XWatch

_CANNOT = {
    Session.WAYLAND: "Wayland shows no program which window is active, and this compositor is not sway, which tells it",
    Session.WINDOWS: "the active window is not looked up on Windows yet",
    Session.MACOS: "the active window is not looked up on macOS yet",
    Session.NONE: "there is no display",
}


class NoWatch:
    """Stands for a watch where the desktop does not tell which window is active; `cannot` says why."""

    def __init__(self, cannot: str) -> None:
        self.cannot = cannot

    def wait(self, timeout_s: float) -> bool:
        """Wait the time given."""
        select.select([], [], [], timeout_s)
        return False

    def window(self) -> ActiveWindow | None:
        """Return None."""
        return None

    def idle_s(self) -> float | None:
        """Return None: not known."""
        return None

    def locked(self) -> str:
        """Return "": not known."""
        return ""

    def close(self) -> None:
        """Do nothing."""


def cannot_tell_windows(session: Session | None = None) -> str:
    """Return why this desktop does not tell which window is active; "" if it does."""
    session = session or find_session()
    return "" if session is Session.WAYLAND and sway_socket() else _CANNOT.get(session, "")


def open_watch(session: Session | None = None) -> XWatch | SwayWatch | NoWatch:
    """Return what looks on at this desktop; where it tells nothing, a stand-in with the reason."""
    session = session or find_session()
    if why := cannot_tell_windows(session):
        return NoWatch(why)
    from gesturectl.desktop.x_watch import XWatch

    try:
        return XWatch() if session is Session.X11 else SwayWatch()
    except DesktopError as error:
        return NoWatch(str(error))
