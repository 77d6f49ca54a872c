"""Whether the session is locked, as the desktop says on D-Bus."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

SAVERS = {
    "org.freedesktop.ScreenSaver": "/org/freedesktop/ScreenSaver",
    "org.gnome.ScreenSaver": "/org/gnome/ScreenSaver",
    "org.cinnamon.ScreenSaver": "/org/cinnamon/ScreenSaver",
    "org.mate.ScreenSaver": "/org/mate/ScreenSaver",
    "org.xfce.ScreenSaver": "/org/xfce/ScreenSaver",
}
"""Screen savers with the method GetActive, each named as its interface; active ones cover the screen."""
_LOGIND, _SESSION = "org.freedesktop.login1", "org.freedesktop.login1.Session"
_OWN_SESSION = "/org/freedesktop/login1/session/auto"
_BUS, _BUS_PATH = "org.freedesktop.DBus", "/org/freedesktop/DBus"
_TIMEOUT_S = 0.5
RETRY_S = 30.0
"""How long a bus that is not there is left alone."""


class SessionLock:
    """Keeps a connection to each bus, for one thread. A desktop that says nothing counts as not locked."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._session = _Bus("SESSION", clock)
        self._system = _Bus("SYSTEM", clock)

    def locked(self) -> str:
        """Return who says that it is locked; "" if nobody does."""
        for name, path in SAVERS.items():
            runs = self._session.call(_BUS, _BUS_PATH, _BUS, "NameHasOwner", "s", (name,))  # ask none into being
            if runs and self._session.call(name, path, name, "GetActive"):
                return name
        hint = self._system.call(
            _LOGIND, _OWN_SESSION, "org.freedesktop.DBus.Properties", "Get", "ss", (_SESSION, "LockedHint")
        )
        return "logind" if hint and hint[1] else ""

    def close(self) -> None:
        """Close the connections."""
        self._session.close()
        self._system.close()


class _Bus:
    def __init__(self, bus: str, clock: Callable[[], float]) -> None:
        self._name = bus
        self._clock = clock
        self._connection: Any = None
        self._retry_at_s = float("-inf")

    def call(self, name: str, path: str, interface: str, method: str, signature: str = "", body: Any = ()) -> Any:
        """Return the first value of the answer; None where there is none."""
        try:
            from jeepney import DBusAddress, DBusErrorResponse, new_method_call  # type: ignore[import-untyped]
            from jeepney.wrappers import unwrap_msg  # type: ignore[import-untyped]
        except ImportError:
            return None
        message = new_method_call(
            DBusAddress(path, bus_name=name, interface=interface), method, signature or None, body
        )
        try:
            if not self._open():
                return None
            answer = unwrap_msg(self._connection.send_and_get_reply(message, timeout=_TIMEOUT_S))
        except DBusErrorResponse:
            return None
        except (OSError, KeyError, ValueError, TimeoutError):  # gone, or an address that jeepney cannot use
            self.close()
            return None
        return answer[0] if answer else None

    def _open(self) -> bool:
        if self._connection is None and self._clock() >= self._retry_at_s:
            from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]

            self._retry_at_s = self._clock() + RETRY_S
            self._connection = open_dbus_connection(bus=self._name)
        return self._connection is not None

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
