"""What goes on on an X11 desktop: the active window as it changes, when the user was at work, a locker's window."""

from __future__ import annotations

import select
from typing import Any

from gesturectl.desktop.programs import executable
from gesturectl.desktop.window import Window
from gesturectl.desktop.x11 import gone_errors, lost_display_reported
from gesturectl.desktop.x_windows import XWindows
from gesturectl.domain.app_condition import ActiveWindow

_PROPERTY_CHANGE_MASK = 1 << 22  # X.h PropertyChangeMask
_VIEWABLE = 2  # X.h IsViewable
_TOPMOST = 20  # windows on top that are looked at: a locker covers all others
LOCKERS = ("i3lock", "xsecurelock", "xscreensaver", "xlock", "slock", "alock", "light-locker", "gnome-screensaver")
"""Classes of the windows with which lockers cover the screen."""


class XWatch:
    """Looks on. A display of its own, for a thread of its own. Raises DesktopError when it cannot be opened."""

    cannot = ""

    def __init__(self, display_name: str = "") -> None:
        self._windows = XWindows(display_name)
        self._display = self._windows.display
        self._gone = gone_errors()
        self._root = self._display.screen().root
        self._watched = 0
        self._programs: dict[int, str] = {}
        with lost_display_reported():
            self._root.change_attributes(event_mask=_PROPERTY_CHANGE_MASK)
            self._tells_idle = bool(self._display.has_extension("MIT-SCREEN-SAVER"))

    def wait(self, timeout_s: float) -> bool:
        """Wait until a window may have changed, or for the time given; say which. Raises DesktopError."""
        with lost_display_reported():
            if not self._display.pending_events():
                select.select([self._display.fileno()], [], [], timeout_s)
            changed = False
            while self._display.pending_events():
                self._display.next_event()
                changed = True
            return changed

    def window(self) -> ActiveWindow | None:
        """Return the active window; None if none is. Raises DesktopError."""
        active = self._windows.active()
        if active is None:
            return None
        if active.id != self._watched:
            self._watched = active.id
            with lost_display_reported():  # its title may change while it is active
                resource = self._display.create_resource_object("window", active.id)
                resource.change_attributes(event_mask=_PROPERTY_CHANGE_MASK)
                self._display.flush()
        return ActiveWindow(active.app, active.instance, active.title, self._program(active))

    def idle_s(self) -> float | None:
        """Return how long no key, button or pointer was moved; None where the server does not tell."""
        if not self._tells_idle:
            return None
        with lost_display_reported():
            return float(self._root.screensaver_query_info().idle) / 1000

    def locked(self) -> str:
        """Return the name of a locker whose window covers the screen; "" if none does."""
        with lost_display_reported():
            for window in self._root.query_tree().children[: -_TOPMOST - 1 : -1]:
                try:
                    if name := self._locker(window):
                        return name
                except self._gone:
                    continue
        return ""

    def close(self) -> None:
        """Close the display."""
        self._windows.close()

    def _locker(self, window: Any) -> str:
        if window.get_attributes().map_state != _VIEWABLE:
            return ""
        size, screen = window.get_geometry(), self._root.get_geometry()
        if size.width < screen.width or size.height < screen.height:
            return ""
        names = [name.casefold() for name in window.get_wm_class() or ()]
        return next((locker for locker in LOCKERS if locker in names), "")

    def _program(self, window: Window) -> str:
        if window.id not in self._programs:
            self._programs = {window.id: executable(window.pid)}
        return self._programs[window.id]
