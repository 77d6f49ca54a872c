"""Stand-ins where a desktop has no input backend or no windows: every use says why, the rest goes on working."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

from gesturectl.desktop.screens import Monitor
from gesturectl.desktop.window import Window
from gesturectl.domain.action import MediaKey, MouseButton
from gesturectl.errors import DesktopError


class NoInput:
    """A backend that can do nothing. `reason` and `remedy` are what its errors say."""

    name = "none"

    def __init__(self, reason: str, remedy: str = "") -> None:
        self._reason, self._remedy = reason, remedy

    def key_down(self, key: str) -> None:
        """Refuse."""
        self._refuse(f"press {key}")

    def key_up(self, key: str) -> None:
        """Do nothing: no key is ever down."""

    def button_down(self, button: MouseButton) -> None:
        """Refuse."""
        self._refuse(f"press the {button.value} button")

    def button_up(self, button: MouseButton) -> None:
        """Do nothing: no button is ever down."""

    def wheel(self, dx: int, dy: int) -> None:
        """Refuse."""
        self._refuse("turn the wheel")

    def pointer(self) -> tuple[int, int]:
        """Return a place that is in no corner."""
        return 1, 1

    def point_at(self, x: int, y: int) -> None:
        """Refuse."""
        self._refuse("move the pointer")

    def screen_size(self) -> tuple[int, int]:
        """Return the smallest screen that has a place in no corner."""
        return 3, 3

    def monitors(self) -> Sequence[Monitor]:
        """Return the screen as one monitor."""
        return (Monitor(0, 0, *self.screen_size()),)

    def type_text(self, text: str) -> None:
        """Refuse."""
        self._refuse("type a text")

    def tap_media_key(self, key: MediaKey) -> None:
        """Refuse."""
        self._refuse(f"press the media key {key.value}")

    def close(self) -> None:
        """Do nothing."""

    def _refuse(self, what: str) -> NoReturn:
        raise DesktopError(f"cannot {what}: {self._reason}", remedy=self._remedy)


class NoWindows:
    """Windows that can be neither listed nor closed; the pointer is always taken to be where it should be."""

    def __init__(self, reason: str, remedy: str = "") -> None:
        self._reason, self._remedy = reason, remedy

    def all(self) -> tuple[Window, ...]:
        """Refuse."""
        self._refuse()

    def active(self) -> Window | None:
        """Refuse."""
        self._refuse()

    def request_close(self, window: Window) -> None:
        """Refuse."""
        self._refuse()

    def activate(self, window: Window) -> None:
        """Refuse."""
        self._refuse()

    def kill(self, window: Window) -> None:
        """Refuse."""
        self._refuse()

    def place_in_active(self, pointer: tuple[int, int]) -> tuple[int, int] | None:
        """Return None: it is not known which window is active."""
        return None

    def close(self) -> None:
        """Do nothing."""

    def _refuse(self) -> NoReturn:
        raise DesktopError(f"cannot reach the windows: {self._reason}", remedy=self._remedy)
