"""Media, volume, brightness: asked of player, audio server or backlight; by the media key where nobody answers."""

from __future__ import annotations

from collections.abc import Callable

from gesturectl.desktop.brightness import BRIGHTNESS_KEYS, Brightness
from gesturectl.desktop.mpris import METHODS, MprisPlayers
from gesturectl.desktop.volume import AudioServer
from gesturectl.domain.action import MediaKey


class MediaKeys:
    """Media through the media keys alone: Windows and macOS act on them by themselves."""

    def __init__(self, tap: Callable[[MediaKey], None]) -> None:
        self._tap = tap

    def press(self, key: MediaKey) -> None:
        """Press the key."""
        self._tap(key)


class LinuxMedia:
    """Media on Linux. A bare window manager maps no media keys, so players and audio server are asked first.

    tap  presses a media key, for what nobody else answers; raises DesktopError when it cannot
    """

    def __init__(
        self,
        tap: Callable[[MediaKey], None],
        players: MprisPlayers | None = None,
        audio: AudioServer | None = None,
        brightness: Brightness | None = None,
    ) -> None:
        self._tap = tap
        self._players = players or MprisPlayers()
        self._audio = audio or AudioServer()
        self._brightness = brightness or Brightness()

    def press(self, key: MediaKey) -> None:
        """Do what the media key means. Raises DesktopError for a brightness that cannot be set here."""
        if key in BRIGHTNESS_KEYS:  # no desktop's key would be missed in silence
            self._brightness.press(key)
            return
        answered = self._players.press(key) if key in METHODS else self._audio.press(key)
        if not answered:
            self._tap(key)
