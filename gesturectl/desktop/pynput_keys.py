"""What pyautogui leaves out on Windows and macOS, through pynput: media keys, text beyond ASCII, sideways wheel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gesturectl.desktop.screens import Monitor
from gesturectl.domain.action import MediaKey
from gesturectl.errors import DesktopError

_MEDIA = {
    MediaKey.PLAY_PAUSE: "media_play_pause",
    MediaKey.NEXT_TRACK: "media_next",
    MediaKey.PREVIOUS_TRACK: "media_previous",
    MediaKey.STOP: "media_stop",
    MediaKey.VOLUME_UP: "media_volume_up",
    MediaKey.VOLUME_DOWN: "media_volume_down",
    MediaKey.VOLUME_MUTE: "media_volume_mute",
}


class PynputKeys:
    """Raises DesktopError when pynput cannot be used here."""

    def __init__(self) -> None:
        try:
            from pynput import keyboard, mouse
        # pynput looks for a display as it is imported, and reports what it finds in many ways.
        except Exception as error:
            raise DesktopError(f"pynput cannot be used here: {error}", remedy="pip install pynput") from error
        self._keys: Any = keyboard.Key
        self._keyboard = keyboard.Controller()
        self._mouse = mouse.Controller()

    def type_text(self, text: str) -> None:
        """Type a text."""
        self._keyboard.type(text)

    def tap_media_key(self, key: MediaKey) -> None:
        """Press and release a media key; DesktopError when pynput has none of that name on this system."""
        found = getattr(self._keys, _MEDIA[key], None)
        if found is None:
            raise DesktopError(f"the media key {key.value} cannot be pressed on this system", remedy="bind another one")
        self._keyboard.tap(found)

    def wheel_sideways(self, dx: int) -> None:
        """Turn the wheel `dx` steps right."""
        self._mouse.scroll(dx, 0)

    def monitors(self) -> Sequence[Monitor]:
        """Return nothing: pynput does not know the monitors."""
        return ()

    def close(self) -> None:
        """Do nothing: pynput keeps nothing open that could be closed."""
