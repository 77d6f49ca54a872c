"""One question to the session bus, or nothing where there is no bus or no answer."""

from __future__ import annotations

from typing import Any

_TIMEOUT_S = 1.0


def ask_bus(name: str, path: str, interface: str, method: str, signature: str = "", body: tuple[Any, ...] = ()) -> Any:
    """Return the first value of the answer; None where there is none. Waits a second at most."""
    try:
        from jeepney import DBusAddress, DBusErrorResponse, new_method_call  # type: ignore[import-untyped]
        from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]
        from jeepney.wrappers import unwrap_msg  # type: ignore[import-untyped]
    except ImportError:
        return None
    call = new_method_call(DBusAddress(path, bus_name=name, interface=interface), method, signature or None, body)
    try:
        with open_dbus_connection(bus="SESSION") as connection:
            answer = unwrap_msg(connection.send_and_get_reply(call, timeout=_TIMEOUT_S))
    # KeyError, ValueError: no session bus, or an address that jeepney cannot use.
    except (OSError, KeyError, ValueError, TimeoutError, DBusErrorResponse):
        return None
    return answer[0] if answer else None
