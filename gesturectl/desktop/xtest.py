"""Input on X11 through the XTEST extension: what real devices send, so terminals and key grabs see it too."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from typing import Any

from gesturectl.desktop.backend import unknown_key
from gesturectl.desktop.keymap import Stroke
from gesturectl.desktop.keysyms import (
    KEYSYM_OF_KEY,
    KEYSYM_OF_MEDIA,
    LEVEL3_SHIFT,
    SHIFT,
    keysyms_of_character,
)
from gesturectl.desktop.screens import Monitor
from gesturectl.desktop.x11 import lost_display_reported, open_display
from gesturectl.desktop.x_keyboard import XKeyboard
from gesturectl.desktop.x_monitors import monitors_of
from gesturectl.domain.action import MediaKey, MouseButton
from gesturectl.domain.keys import MODIFIERS
from gesturectl.errors import DesktopError

_KEY_PRESS, _KEY_RELEASE, _BUTTON_PRESS, _BUTTON_RELEASE, _MOTION = 2, 3, 4, 5, 6  # X.h
_BUTTONS = {MouseButton.LEFT: 1, MouseButton.MIDDLE: 2, MouseButton.RIGHT: 3}
_WHEEL_UP, _WHEEL_DOWN, _WHEEL_LEFT, _WHEEL_RIGHT = 4, 5, 6, 7
_COMMAND_MODIFIERS = frozenset({"ctrl", "alt", "super"})
_CAPS_LOCK = KEYSYM_OF_KEY["caps_lock"]


class XTestBackend:
    """The backend of X11. Raises DesktopError when the display cannot be opened or has no XTEST."""

    name = "xtest"

    def __init__(self, display_name: str = "") -> None:
        self._display = open_display(display_name)
        self._fake_input = _fake_input_of(self._display)
        self._root = self._display.screen().root
        self._keyboard = XKeyboard(self._display)
        self._down: dict[str, tuple[int, ...]] = {}

    def key_down(self, key: str) -> None:
        """Press a key with the Shift or AltGr it needs, found on the layout in force now."""
        with lost_display_reported():
            keycodes = self._keycodes(self._stroke_of_key(key))
            self._down[key] = keycodes
            self._send(_KEY_PRESS, keycodes)

    def key_up(self, key: str) -> None:
        """Release just what `key_down` pressed, even if the layout has changed since."""
        with lost_display_reported():
            self._send(_KEY_RELEASE, reversed_of(self._down.pop(key, ())))

    def button_down(self, button: MouseButton) -> None:
        """Press a mouse button."""
        with lost_display_reported():
            self._send(_BUTTON_PRESS, (_BUTTONS[button],))

    def button_up(self, button: MouseButton) -> None:
        """Release a mouse button."""
        with lost_display_reported():
            self._send(_BUTTON_RELEASE, (_BUTTONS[button],))

    def wheel(self, dx: int, dy: int) -> None:
        """Turn the wheel: on X11 a step is a click of buttons 4 to 7."""
        turns = [_WHEEL_UP if dy > 0 else _WHEEL_DOWN] * abs(dy)
        turns += [_WHEEL_RIGHT if dx > 0 else _WHEEL_LEFT] * abs(dx)
        with lost_display_reported():
            for button in turns:
                self._fake_input(self._display, _BUTTON_PRESS, button)
                self._fake_input(self._display, _BUTTON_RELEASE, button)
            # Sent, not waited for: nothing stays pressed of it, and what comes next waits for it too.
            self._display.flush()

    def wheel_sideways(self, dx: int) -> None:
        """Turn the wheel `dx` steps right."""
        self.wheel(dx, 0)

    def pointer(self) -> tuple[int, int]:
        """Return where the pointer is, px."""
        with lost_display_reported():
            place = self._root.query_pointer()
            return place.root_x, place.root_y

    def point_at(self, x: int, y: int) -> None:
        """Move the pointer there, px."""
        with lost_display_reported():
            self._fake_input(self._display, _MOTION, x=x, y=y)
            self._display.sync()

    def screen_size(self) -> tuple[int, int]:
        """Return width and height of the screen, px."""
        with lost_display_reported():
            geometry = self._root.get_geometry()
            return geometry.width, geometry.height

    def monitors(self) -> Sequence[Monitor]:
        """Return the monitors as they are now."""
        with lost_display_reported():
            return monitors_of(self._display)

    def type_text(self, text: str) -> None:
        """Type a text; characters that the layout lacks get a spare keycode. Caps Lock is off meanwhile."""
        with lost_display_reported():
            wanted = [_character_keysyms(character) for character in text]
            self._borrow_missing(wanted)
            with self._caps_lock_off():
                for keysyms in wanted:
                    self._tap(self._stroke_of(keysyms))

    def tap_media_key(self, key: MediaKey) -> None:
        """Press and release a media key; one that the layout lacks gets a spare keycode."""
        keysym = KEYSYM_OF_MEDIA[key]
        with lost_display_reported():
            self._tap(self._stroke_of((keysym,), any_group=True))

    def close(self) -> None:
        """Give borrowed keycodes back and close the display."""
        with contextlib.suppress(DesktopError), lost_display_reported():
            self._keyboard.close()
            self._display.sync()
            self._display.close()

    def _stroke_of_key(self, key: str) -> Stroke:
        keysym = KEYSYM_OF_KEY.get(key)
        if keysym is None:
            raise unknown_key(key)
        if key in MODIFIERS and self._keyboard.find(keysym, any_group=True) is None:
            raise DesktopError(f"this keyboard layout has no {key} key", remedy="choose another key for it")
        stroke = self._stroke_of((keysym,), any_group=True)
        if key.isdecimal() and _COMMAND_MODIFIERS & self._down.keys():
            # Ctrl+1 is Ctrl and the key of 1, also where that key needs Shift to type a digit (AZERTY).
            return Stroke(stroke.keycode)
        return stroke

    def _stroke_of(self, keysyms: Sequence[int], *, any_group: bool = False) -> Stroke:
        """Return the stroke of the first of these keysyms that the layout has, or of a spare keycode bound to one."""
        found = self._found(keysyms, any_group=any_group)
        if found is None:
            self._keyboard.borrow(keysyms[0])
            found = self._found(keysyms, any_group=any_group)
        if found is None:
            raise DesktopError("the keyboard layout was changed at this very moment", remedy="try again")
        return found

    def _found(self, keysyms: Sequence[int], *, any_group: bool = False) -> Stroke | None:
        strokes = (self._keyboard.find(keysym, any_group=any_group) for keysym in keysyms)
        return next((stroke for stroke in strokes if stroke), None)

    def _borrow_missing(self, wanted: Sequence[Sequence[int]]) -> None:
        """Borrow for a whole text at once, as far as spare keycodes go: binding one by one takes long."""
        missing = dict.fromkeys(keysyms[0] for keysyms in wanted if not self._found(keysyms))
        if missing:
            self._keyboard.borrow(*list(missing)[: max(1, self._keyboard.spare_count())])

    def _keycodes(self, stroke: Stroke) -> tuple[int, ...]:
        """Return the keycodes to press, shifts first; those of ours that are down already are left out."""
        pressed = {code for codes in self._down.values() for code in codes}
        shifts = [SHIFT] * stroke.shift + [LEVEL3_SHIFT] * stroke.level3
        found = [self._keyboard.find(keysym, any_group=True) for keysym in shifts]
        codes = [shift.keycode for shift in found if shift]
        return (*(code for code in codes if code not in pressed), stroke.keycode)

    def _tap(self, stroke: Stroke) -> None:
        keycodes = self._keycodes(stroke)
        self._send(_KEY_PRESS, keycodes)
        self._send(_KEY_RELEASE, reversed_of(keycodes))

    @contextlib.contextmanager
    def _caps_lock_off(self) -> Iterator[None]:
        stroke = self._keyboard.find(_CAPS_LOCK) if self._keyboard.caps_lock() else None
        if stroke:
            self._tap(stroke)
        try:
            yield
        finally:
            if stroke:
                self._tap(stroke)

    def _send(self, kind: int, details: Sequence[int]) -> None:
        for detail in details:
            self._fake_input(self._display, kind, detail)
        # Waits for the server: what is still on its way when we end may be lost, and a lost release is a stuck key.
        self._display.sync()


def reversed_of(keycodes: Sequence[int]) -> tuple[int, ...]:
    """Return the keycodes in the order of release."""
    return tuple(reversed(keycodes))


def _character_keysyms(character: str) -> tuple[int, ...]:
    keysyms = keysyms_of_character(character)
    if not keysyms:
        raise DesktopError(f"the control character {character!r} cannot be typed")
    return keysyms


def _fake_input_of(display: Any) -> Any:
    from Xlib.ext import xtest

    if not display.query_extension("XTEST"):
        raise DesktopError(
            "this X server has no XTEST extension, so nothing can be typed or clicked on it",
            remedy="start the X server with the extension (Xvfb and Xorg have it unless it was switched off)",
        )
    return xtest.fake_input
