"""What looks on at this desktop, or says why nothing can."""

from __future__ import annotations

import select
from typing import TYPE_CHECKING

from gesturectl.desktop.probe import Session, find_session
from gesturectl.domain.app_condition import ActiveWindow
from gesturectl.errors import DesktopError

if TYPE_CHECKING:
    from gesturectl.desktop.x_watch import XWatch

_CANNOT = {
    Session.WAYLAND: "Wayland shows no program which window is active",
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
    return _CANNOT.get(session or find_session(), "")


def open_watch(session: Session | None = None) -> XWatch | NoWatch:
    """Return what looks on at this desktop; where it tells nothing, a stand-in with the reason."""
    session = session or find_session()
    if session is not Session.X11:
        return NoWatch(_CANNOT[session])
    from gesturectl.desktop.x_watch import XWatch

    try:
        return XWatch()
    except DesktopError as error:
        return NoWatch(str(error))
