"""Input through pyautogui: the default on Windows and macOS, a second choice on X11."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from gesturectl.desktop.backend import FailsafePause, unknown_key
from gesturectl.desktop.screens import Monitor
from gesturectl.desktop.x11 import authority_file, lost_display_reported, open_display
from gesturectl.domain.action import MediaKey, MouseButton
from gesturectl.domain.keys import KEYS, SIGNS
from gesturectl.errors import DesktopError

_WHEEL_UNITS = {"win32": 120}  # WHEEL_DELTA of winuser.h: Windows counts a notch as 120
_NAMES = {
    "super": {"darwin": "command", "linux": "winleft"}.get(sys.platform, "win"),
    "altgr": "altright",
    "page_up": "pageup",
    "page_down": "pagedown",
    "caps_lock": "capslock",
    "print_screen": "printscreen",
    "menu": "apps",
    "kp_add": "add",
    "kp_subtract": "subtract",
    "kp_multiply": "multiply",
    "kp_divide": "divide",
    "kp_decimal": "decimal",
    **{f"kp_{digit}": f"num{digit}" for digit in range(10)},
    **SIGNS,
}
"""Our names of keys that pyautogui calls otherwise."""


_lost_display_reported = lost_display_reported if sys.platform == "linux" else contextlib.nullcontext


class Completion(Protocol):
    """What does the rest: text and media keys, which pyautogui drops without a word."""

    def type_text(self, text: str) -> None:
        """Type any text."""
        ...

    def tap_media_key(self, key: MediaKey) -> None:
        """Press and release a media key."""
        ...

    def wheel_sideways(self, dx: int) -> None:
        """Turn the wheel `dx` steps right."""
        ...

    def monitors(self) -> Sequence[Monitor]:
        """Return the monitors; none where they are not known."""
        ...

    def close(self) -> None:
        """Let go of the desktop."""
        ...


class PyAutoGuiBackend:
    """pyautogui without its pauses; its fail-safe (pointer in a corner) comes out as FailsafePause.

    Raises DesktopError when pyautogui cannot be loaded. It looks at the display and the keyboard layout once, as
    it is imported: a change of layout is seen only by a new process.
    """

    name = "pyautogui"

    def __init__(self, completion: Completion, *, failsafe_corner: bool = True) -> None:
        self._gui: Any = _import_pyautogui()
        self._gui.PAUSE = 0
        self._gui.MINIMUM_SLEEP = 0
        self._gui.DARWIN_CATCH_UP_TIME = 0
        self._gui.FAILSAFE = failsafe_corner
        self._failsafe_corner = failsafe_corner
        self._completion = completion

    def key_down(self, key: str) -> None:
        """Press a key; DesktopError for one that pyautogui would drop in silence."""
        name = self._name(key)
        with self._failsafe_reported():
            self._gui.keyDown(name)

    def key_up(self, key: str) -> None:
        """Release a key."""
        name = self._name(key)
        with self._failsafe_off():
            self._gui.keyUp(name)

    def button_down(self, button: MouseButton) -> None:
        """Press a mouse button."""
        with self._failsafe_reported():
            self._gui.mouseDown(button=button.value)

    def button_up(self, button: MouseButton) -> None:
        """Release a mouse button."""
        with self._failsafe_off():
            self._gui.mouseUp(button=button.value)

    def wheel(self, dx: int, dy: int) -> None:
        """Turn the wheel."""
        with self._failsafe_reported():
            if dy:
                self._gui.scroll(dy * _WHEEL_UNITS.get(sys.platform, 1))
            if dx:
                # pyautogui turns the upright wheel instead on Windows.
                self._completion.wheel_sideways(dx)

    def pointer(self) -> tuple[int, int]:
        """Return where the pointer is, px."""
        with _lost_display_reported():
            place = self._gui.position()
        return int(place.x), int(place.y)

    def point_at(self, x: int, y: int) -> None:
        """Move the pointer there, px."""
        # Bringing the pointer back to where it was must not fail because of where that is.
        with self._failsafe_off():
            self._gui.moveTo(x, y)

    def screen_size(self) -> tuple[int, int]:
        """Return width and height of the screen, px."""
        size = self._gui.size()
        return int(size.width), int(size.height)

    def monitors(self) -> Sequence[Monitor]:
        """Return the monitors: pyautogui knows of the first alone, on X11 of the whole screen."""
        return self._completion.monitors() or (Monitor(0, 0, *self.screen_size()),)

    def type_text(self, text: str) -> None:
        """Type a text."""
        self._completion.type_text(text)

    def tap_media_key(self, key: MediaKey) -> None:
        """Press and release a media key."""
        self._completion.tap_media_key(key)

    def close(self) -> None:
        """Let go of the completion; pyautogui keeps its display until the process ends."""
        self._completion.close()

    def _name(self, key: str) -> str:
        name = _NAMES.get(key, key)
        if key not in KEYS:
            raise unknown_key(key)
        code = self._gui.platformModule.keyboardMapping.get(name)
        # On X11 code 0 stands for "not on this layout"; on macOS it is the key A.
        if code is None or (code == 0 and sys.platform == "linux"):
            raise DesktopError(
                f"pyautogui cannot press {key} on this desktop",
                remedy="choose another key" + (", or the backend xtest" if sys.platform == "linux" else ""),
            )
        return name

    @contextlib.contextmanager
    def _failsafe_reported(self) -> Iterator[None]:
        try:
            with _lost_display_reported():
                yield
        except self._gui.FailSafeException as error:
            raise FailsafePause from error

    @contextlib.contextmanager
    def _failsafe_off(self) -> Iterator[None]:
        """Releases must come through wherever the pointer is."""
        self._gui.FAILSAFE = False
        try:
            with _lost_display_reported():
                yield
        finally:
            self._gui.FAILSAFE = self._failsafe_corner


def _import_pyautogui() -> Any:
    if sys.platform == "linux":
        # A bad display gets our own message, and Xlib's locks are in place before pyautogui opens its display.
        open_display().close()
    try:
        with authority_file():
            import pyautogui
    except SystemExit as exit_asked:
        # mouseinfo, which pyautogui imports, ends the whole process when tkinter is missing.
        raise DesktopError(
            f"pyautogui cannot be loaded: {exit_asked}", remedy="install tkinter, for example: apt install python3-tk"
        ) from exit_asked
    # KeyError, Xlib errors, ImportError: it does much as it is imported, and fails in many ways.
    except Exception as error:
        raise DesktopError(f"pyautogui cannot be loaded: {error!r}", remedy="pip install pyautogui") from error
    return pyautogui
