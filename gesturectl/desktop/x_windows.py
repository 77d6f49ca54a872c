"""The windows of an X11 desktop, through its window manager (EWMH, the Extended Window Manager Hints)."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from typing import Any

from gesturectl.desktop.window import Window
from gesturectl.desktop.x11 import gone_errors, lost_display_reported, open_display
from gesturectl.desktop.x_client_search import client_at
from gesturectl.errors import DesktopError

_ANY_TYPE, _CURRENT_TIME = 0, 0  # X.h
_WINDOW_MANAGER_MASK = 1 << 19 | 1 << 20  # X.h SubstructureNotifyMask | SubstructureRedirectMask
_FROM_USER = 2  # EWMH source indication: a pager or other program that acts for the user
_NO_APPLICATION = ("_NET_WM_WINDOW_TYPE_DESKTOP", "_NET_WM_WINDOW_TYPE_DOCK")
# Where in the active window to look for a spot that nothing covers, as parts of its width and height.
_SPOTS = tuple((x, y) for x in (0.5, 0.25, 0.75, 0.05, 0.95) for y in (0.5, 0.25, 0.75, 0.05, 0.95))


class XWindows:
    """Lists, activates and closes windows. Raises DesktopError when the display cannot be opened.

    Windows vanish between two requests: reading one that is gone gives nothing, never an error.
    """

    def __init__(self, display_name: str = "") -> None:
        self.display = self._display = open_display(display_name)
        """For what else is to be asked of it, by the same thread."""
        self._gone = gone_errors()
        self._root = self._display.screen().root

    def all(self) -> tuple[Window, ...]:
        """Return the windows of applications, the topmost last. DesktopError without a window manager."""
        found = (self._window(number) for number in self._numbers() if not self._is_furniture(number))
        return tuple(window for window in found if window)

    def active(self) -> Window | None:
        """Return the active window of an application; None when there is none, or only the desktop itself."""
        number = self._active_number()
        return None if number is None or self._is_furniture(number) else self._window(number)

    def request_close(self, window: Window) -> None:
        """Ask the window manager to close it; the application may ask about unsaved work."""
        self._ask_manager(window, "_NET_CLOSE_WINDOW", [_CURRENT_TIME, _FROM_USER, 0, 0, 0])

    def activate(self, window: Window) -> None:
        """Raise the window and give it the keyboard."""
        self._ask_manager(window, "_NET_ACTIVE_WINDOW", [_FROM_USER, _CURRENT_TIME, 0, 0, 0])

    def kill(self, window: Window) -> None:
        """Cut the application off from the display, which ends it: unsaved work is lost."""
        # Not by process number: the number that a sandboxed application claims may belong to another process.
        with lost_display_reported():
            self._resource(window.id).kill_client()
            self._display.sync()

    def manager_name(self) -> str:
        """Return the name of the window manager. Raises DesktopError when there is none."""
        checks = self._property(self._root, "_NET_SUPPORTING_WM_CHECK")
        # The property outlives a manager that crashed; the window it names does not.
        manager = self._property(self._resource(int(checks[0])), "_NET_WM_NAME") if checks else None
        if manager is None:
            raise DesktopError(
                "no window manager runs on this display, so windows cannot be listed, closed or activated",
                remedy="start one, for example: openbox &",
            )
        return _text(manager)

    def place_in_active(self, pointer: tuple[int, int]) -> tuple[int, int] | None:
        """Return a point, px, where the wheel turns the active window; None if `pointer` will do.

        It will do over the active window, over a menu, and when no window is active. Raises DesktopError when
        the active window is covered all over.
        """
        clients = self._client_list()
        number = self._active_among(clients)
        if number is None:
            return None
        try:
            with lost_display_reported():
                there = client_at(self._display, clients, *pointer)
                return None if there.client == number or there.is_popup else self._spot(number, clients)
        except self._gone:
            return None  # it has just closed

    def close(self) -> None:
        """Close the display."""
        with contextlib.suppress(DesktopError), lost_display_reported():
            self._display.close()

    def _spot(self, number: int, clients: tuple[int, ...]) -> tuple[int, int]:
        window = self._resource(number)
        size = window.get_geometry()
        corner = self._root.translate_coords(window, 0, 0)
        for part_x, part_y in _SPOTS:
            x, y = corner.x + int(size.width * part_x), corner.y + int(size.height * part_y)
            if client_at(self._display, clients, x, y).client == number:
                return x, y
        raise DesktopError("the active window is covered by others: the wheel cannot reach it")

    def _active_number(self) -> int | None:
        return self._active_among(self._client_list())

    def _active_among(self, clients: tuple[int, ...]) -> int | None:
        value = self._property(self._root, "_NET_ACTIVE_WINDOW")
        number = int(value[0]) if value else 0
        # After the last window closed, some managers leave its number standing there.
        return number if number and number in clients else None

    def _numbers(self) -> tuple[int, ...]:
        self.manager_name()
        stacked = self._property(self._root, "_NET_CLIENT_LIST_STACKING")
        return tuple(map(int, stacked)) if stacked else self._client_list()

    def _client_list(self) -> tuple[int, ...]:
        return tuple(map(int, self._property(self._root, "_NET_CLIENT_LIST") or ()))

    def _is_furniture(self, number: int) -> bool:
        kinds = self._property(self._resource(number), "_NET_WM_WINDOW_TYPE") or ()
        return any(self._display.get_atom(name) in kinds for name in _NO_APPLICATION)

    def _window(self, number: int) -> Window | None:
        resource = self._resource(number)
        names = self._property(resource, "WM_CLASS")
        title = self._property(resource, "_NET_WM_NAME") or self._property(resource, "WM_NAME")
        if names is None and title is None and not self._exists(resource):
            return None
        instance, _, rest = _text(names or b"").partition("\0")
        pid = self._property(resource, "_NET_WM_PID")
        return Window(number, rest.partition("\0")[0], instance, _text(title or b""), int(pid[0]) if pid else 0)

    def _property(self, window: Any, name: str) -> Any:
        """Return a property as bytes or a list of numbers; None if there is none or the window is gone."""
        try:
            with lost_display_reported():
                found = window.get_full_property(self._display.get_atom(name), _ANY_TYPE)  # asked for once
        except self._gone:
            return None
        return None if found is None or not len(found.value) else found.value

    def _exists(self, window: Any) -> bool:
        try:
            with lost_display_reported():
                window.get_geometry()
        except self._gone:
            return False
        return True

    def _resource(self, number: int) -> Any:
        return self._display.create_resource_object("window", number)

    def _ask_manager(self, window: Window, request: str, data: Sequence[int]) -> None:
        from Xlib.protocol.event import ClientMessage

        self.manager_name()
        message = ClientMessage(
            window=self._resource(window.id), client_type=self._display.get_atom(request), data=(32, list(data))
        )
        with lost_display_reported():
            self._root.send_event(message, event_mask=_WINDOW_MANAGER_MASK)
            self._display.sync()


def _text(value: Any) -> str:
    text = value if isinstance(value, str) else _decoded(bytes(value))
    # Compound text switches to UTF-8 and back by these marks; the titles of xterm have them.
    return text.replace("\x1b%G", "").replace("\x1b%@", "")


def _decoded(raw: bytes) -> str:
    # One of the two Xlib packages gives texts as bytes, the other decodes them by itself.
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("latin-1")
