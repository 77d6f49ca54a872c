"""Media players on the session bus (MPRIS, the Media Player Remote Interfacing Specification 2.2)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from gesturectl.domain.action import MediaKey

_PREFIX = "org.mpris.MediaPlayer2."
_PATH = "/org/mpris/MediaPlayer2"
_PLAYER = "org.mpris.MediaPlayer2.Player"
_TIMEOUT_S = 1.0
METHODS = {
    MediaKey.PLAY_PAUSE: "PlayPause",
    MediaKey.NEXT_TRACK: "Next",
    MediaKey.PREVIOUS_TRACK: "Previous",
    MediaKey.STOP: "Stop",
}
"""What a player is asked for."""
_Answer = TypeVar("_Answer")
_RANK = {"Playing": 0, "Paused": 1, "Stopped": 2}


class MprisPlayers:
    """The players that are running; a connection is made for every key, so a bus that comes late is found."""

    def __init__(self) -> None:
        self._last = ""

    def press(self, key: MediaKey) -> bool:
        """Ask the player that plays, else the one we asked last, else one that is paused. False if there is none."""
        return bool(self._on_bus(lambda bus: self._ask(bus, METHODS[key])))

    def names(self) -> list[str]:
        """Return the names of the running players, such as "vlc"."""
        return [name.removeprefix(_PREFIX) for name in self._on_bus(_players) or []]

    def _ask(self, bus: _Bus, method: str) -> bool:
        player = self._choose(bus)
        if player is None:
            return False
        bus.call(player, _PLAYER, method)
        self._last = player
        return True

    def _on_bus(self, ask: Callable[[_Bus], _Answer]) -> _Answer | None:
        """Return what `ask` gets from the session bus; None when there is none, or the player does not answer."""
        try:
            from jeepney import DBusErrorResponse  # type: ignore[import-untyped]
            from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]
        except ImportError:
            return None
        try:
            with open_dbus_connection(bus="SESSION") as connection:
                return ask(_Bus(connection, DBusErrorResponse))
        # KeyError, ValueError: no session bus, or an address that jeepney cannot use.
        except (OSError, KeyError, ValueError, TimeoutError, DBusErrorResponse):
            return None

    def _choose(self, bus: _Bus) -> str | None:
        ranked = [(_RANK.get(bus.playback(name), 3), name != self._last, name) for name in _players(bus)]
        playing_or_last = sorted(ranked, key=lambda entry: (entry[0] != 0, entry[1], entry))
        return playing_or_last[0][2] if playing_or_last else None


def _players(bus: _Bus) -> list[str]:
    # playerctld stands for all players at once and would be asked beside them.
    return [name for name in bus.names() if name.startswith(_PREFIX) and not name.endswith(".playerctld")]


class _Bus:
    def __init__(self, connection: Any, error: type[Exception]) -> None:
        self._connection = connection
        self._error = error

    def names(self) -> list[str]:
        (names,) = self.call("org.freedesktop.DBus", "org.freedesktop.DBus", "ListNames", "/org/freedesktop/DBus")
        return [str(name) for name in names]

    def playback(self, player: str) -> str:
        """Return "Playing", "Paused" or "Stopped"; "" when the player does not say."""
        from jeepney import DBusAddress, Properties

        asked = Properties(DBusAddress(_PATH, bus_name=player, interface=_PLAYER)).get("PlaybackStatus")
        try:
            ((_, status),) = self._answer(asked)
        except (self._error, TimeoutError, ValueError):
            return ""
        return str(status)

    def call(self, name: str, interface: str, method: str, path: str = _PATH) -> Any:
        from jeepney import DBusAddress, new_method_call

        return self._answer(new_method_call(DBusAddress(path, bus_name=name, interface=interface), method))

    def _answer(self, message: Any) -> Any:
        from jeepney.wrappers import unwrap_msg  # type: ignore[import-untyped]

        return unwrap_msg(self._connection.send_and_get_reply(message, timeout=_TIMEOUT_S))
