"""Key chords that are heard wherever the keyboard is, through pynput."""

from __future__ import annotations

import logging
from collections.abc import Callable, Hashable, Mapping
from typing import Any, Generic, TypeVar

from gesturectl.desktop.probe import Session, find_session
from gesturectl.domain.keys import SIGNS
from gesturectl.errors import DesktopError

_LOG = logging.getLogger(__name__)
_NAMES = {
    "super": "cmd",
    "altgr": "alt_gr",
    "escape": "esc",
}
"""Keys that pynput calls by other names."""
_KEYPAD = "kp_"
_SHIFTED_ALT = (0xFFE7, 0xFFE8)  # keysymdef.h XK_Meta_L, XK_Meta_R: alt with shift on the usual layouts
_Wish = TypeVar("_Wish", bound=Hashable)


class GlobalHotkeys(Generic[_Wish]):
    """Calls `told` with what a chord stands for, in pynput's thread. Keys are not kept: only chords that are complete.

    The chord still reaches the program that has the keyboard. Raises nothing: a desktop on which keys cannot be
    heard is told to the log once, and `problem` says it.
    """

    def __init__(self, told: Callable[[_Wish], None]) -> None:
        self._told = told
        self._listener: Any = None
        self._hotkeys: list[Any] = []
        self._hold: frozenset[Any] = frozenset()
        self._down: frozenset[Any] = frozenset()
        self.problem = ""

    @property
    def held(self) -> bool:
        """Whether all keys of the chord to hold are down."""
        return bool(self._hold) and self._down == self._hold

    def set(self, chords: Mapping[_Wish, tuple[str, ...]], hold: tuple[str, ...] = ()) -> None:
        """Listen for these chords from now on, and for the keys of `hold`; with none, nothing is listened to."""
        self._hold = self._down = frozenset()
        if not chords and not hold:
            self.close()
            return
        try:
            keyboard = _keyboard()
            wanted = {wish: [_key(keyboard, name) for name in keys] for wish, keys in chords.items()}
            held = [_key(keyboard, name) for name in hold]
            if self._listener is None:
                self._listener = self._begin(keyboard)
            hotkeys = [self._hotkey(keyboard, wish, keys) for wish, keys in wanted.items()]
            self._hold = frozenset(self._listener.canonical(key) for key in held)
        except DesktopError as error:
            if str(error) != self.problem:
                _LOG.warning("global hotkeys do not work: %s", error)
            self.problem = str(error)
            return
        self.problem, self._hotkeys = "", hotkeys

    def close(self) -> None:
        """Listen no more. pynput's thread ends with the next key: nobody waits for it."""
        self._hotkeys = []
        self._hold = self._down = frozenset()
        if self._listener is not None:
            self._listener.stop()
            self._listener = None

    def _begin(self, keyboard: Any) -> Any:
        listener = keyboard.Listener(on_press=self._pressed, on_release=self._released)
        self._alt = keyboard.Key.alt
        listener.start()
        listener.wait()
        return listener

    def _hotkey(self, keyboard: Any, wish: _Wish, keys: list[Any]) -> Any:
        # In the form in which they will come: modifiers as keys, all others as codes.
        return keyboard.HotKey([self._listener.canonical(key) for key in keys], lambda: self._told(wish))

    def _pressed(self, key: Any) -> None:
        canonical = self._canonical(key)
        self._down |= {canonical} & self._hold
        for each in self._hotkeys:
            each.press(canonical)

    def _released(self, key: Any) -> None:
        canonical = self._canonical(key)
        self._down -= {canonical}
        for each in self._hotkeys:
            each.release(canonical)

    def _canonical(self, key: Any) -> Any:
        # A gesture may be holding shift just when somebody panics.
        return self._alt if getattr(key, "vk", None) in _SHIFTED_ALT else self._listener.canonical(key)


def hotkeys_problem() -> str:
    """Return why no chord can be heard on this desktop; "" if they can."""
    try:
        _keyboard()
    except DesktopError as error:
        return str(error)
    return ""


def _keyboard() -> Any:
    session = find_session()
    if session is Session.WAYLAND:
        raise DesktopError("on Wayland no program hears keys that are meant for another")
    if session is Session.NONE:
        raise DesktopError("there is no display")
    try:
        from pynput import keyboard
    # pynput looks for a display as it is imported, and reports what it finds in many ways.
    except Exception as error:
        raise DesktopError(f"pynput cannot be used here: {error}") from error
    return keyboard


def _key(keyboard: Any, name: str) -> Any:
    """Return pynput's key. Raises DesktopError for one that it cannot tell from others."""
    character = SIGNS.get(name, name)
    if len(character) == 1:
        return keyboard.KeyCode.from_char(character)
    found = getattr(keyboard.Key, _NAMES.get(name, name), None)
    if found is None or name.startswith(_KEYPAD):
        raise DesktopError(f"the key {name} cannot be heard in a chord: take another one")
    return found
