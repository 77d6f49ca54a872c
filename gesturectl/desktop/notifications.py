"""Desktop notifications (org.freedesktop.Notifications, Desktop Notifications Specification 1.2)."""

from __future__ import annotations

import logging
from typing import Any

_LOG = logging.getLogger(__name__)
_NAME = "org.freedesktop.Notifications"
_PATH = "/org/freedesktop/Notifications"
_TIMEOUT_S = 1.0
_EXPIRE_MS = -1  # as long as the server thinks fit
ICON = "gesturectl"


class Notifications:
    """Shows one notification at a time: a new one takes the place of the last. One thread at a time."""

    def __init__(self) -> None:
        self._last_id = 0

    def show(self, summary: str, body: str = "") -> bool:
        """Show it; False where the desktop has no notifications. Waits a second at most."""
        try:
            from jeepney import DBusAddress, new_method_call  # type: ignore[import-untyped]
            from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]
            from jeepney.wrappers import DBusErrorResponse, unwrap_msg  # type: ignore[import-untyped]
        except ImportError:
            return False
        server = DBusAddress(_PATH, bus_name=_NAME, interface=_NAME)
        said: tuple[Any, ...] = ("gesturectl", self._last_id, ICON, summary, _escaped(body), [], {}, _EXPIRE_MS)
        try:
            with open_dbus_connection(bus="SESSION") as connection:
                message = new_method_call(server, "Notify", "susssasa{sv}i", said)
                (self._last_id,) = unwrap_msg(connection.send_and_get_reply(message, timeout=_TIMEOUT_S))
        # KeyError, ValueError: no session bus, or an address that jeepney cannot use.
        except (OSError, KeyError, ValueError, TimeoutError, DBusErrorResponse) as error:
            _LOG.debug("no notification: %s", error)
            return False
        return True


def _escaped(text: str) -> str:
    """Return text for a body, which may hold markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
