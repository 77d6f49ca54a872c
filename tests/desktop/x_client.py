"""A bare X client: a window of our own that notes what reaches it, and a look at the keyboard's state."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

import pytest

from gesturectl.desktop.x11 import open_display
from gesturectl.desktop.xtest import XTestBackend

_KEY_PRESS, _BUTTON_PRESS, _BUTTON_RELEASE, _MAPPING_NOTIFY = 2, 4, 5, 34
_EVENTS = 1 << 0 | 1 << 2 | 1 << 3 | 1 << 17  # KeyPress, ButtonPress, ButtonRelease, StructureNotify


class XClient:
    """A window at (x, y), managed by the window manager, that collects key and button presses."""

    def __init__(self, x: int = 100, y: int = 100, size: int = 200, app: str = "Probe") -> None:
        self.display = open_display()
        root = self.display.screen().root
        self.window = root.create_window(x, y, size, size, 0, 24, event_mask=_EVENTS)
        self.window.set_wm_class(app.lower(), app)
        hints = self.display.intern_atom("WM_NORMAL_HINTS"), self.display.intern_atom("WM_SIZE_HINTS")
        self.window.change_property(*hints, 32, [1, x, y, *[0] * 15])  # USPosition: leave it where it is
        self.window.map()
        self.display.sync()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.window.destroy()
        self.display.close()

    @property
    def id(self) -> int:
        return int(self.window.id)

    def presses(self, count: int, timeout_s: float = 3.0) -> list[Any]:
        """Return the next `count` presses, fewer when they do not come in time."""
        return self._next(count, (_KEY_PRESS, _BUTTON_PRESS), timeout_s)

    def buttons(self, count: int, timeout_s: float = 3.0) -> list[Any]:
        """Return the next `count` presses and releases of buttons."""
        return self._next(count, (_BUTTON_PRESS, _BUTTON_RELEASE), timeout_s)

    def _next(self, count: int, kinds: tuple[int, ...], timeout_s: float) -> list[Any]:
        found: list[Any] = []
        deadline = time.monotonic() + timeout_s
        while len(found) < count and time.monotonic() < deadline:
            if not self.display.pending_events():
                time.sleep(0.002)
                continue
            event = self.display.next_event()
            if event.type == _MAPPING_NOTIFY:
                self.display.refresh_keyboard_mapping(event)
            elif event.type in kinds:
                found.append(event)
        return found

    def wait_until_it_listens(self, backend: XTestBackend) -> None:
        """Return when keys come through: a window manager busy with a new window or layout loses some."""

        def a_key_comes_through() -> bool:
            backend.key_down("escape")
            backend.key_up("escape")
            return bool(self.presses(1, timeout_s=0.1))

        wait_for(a_key_comes_through)
        while self.presses(1, timeout_s=0.1):
            pass

    def place(self) -> tuple[int, int]:
        """Return where the window's corner is on the screen, px."""
        corner = self.display.screen().root.translate_coords(self.window, 0, 0)
        return corner.x, corner.y

    def grab_key(self, keycode: int) -> None:
        """Grab a key wherever the focus is, as window managers do for media keys."""
        root = self.display.screen().root
        root.grab_key(keycode, 1 << 15, False, 1, 1)  # AnyModifier, GrabModeAsync
        self.display.sync()


def pressed_keycodes() -> set[int]:
    """Return the keys that are down, as the X server sees them."""
    display = open_display()
    try:
        bits = display.query_keymap()
        return {8 * byte + bit for byte, value in enumerate(bits) for bit in range(8) if value >> bit & 1}
    finally:
        display.close()


def pressed_buttons() -> int:
    """Return the mask of mouse buttons that are down."""
    display = open_display()
    try:
        return int(display.screen().root.query_pointer().mask) >> 8 & 0x1F
    finally:
        display.close()


def wait_for(ask: Callable[[], Any], timeout_s: float = 10.0) -> Any:
    """Return the first true answer; fail the test when none comes in time."""
    deadline = time.monotonic() + timeout_s
    while not (answer := ask()):
        if time.monotonic() > deadline:
            pytest.fail(f"nothing came within {timeout_s:g} s")
        time.sleep(0.01)
    return answer
