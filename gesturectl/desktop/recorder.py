"""The backend of `--dry-run` and of tests: writes down what would be done."""

from __future__ import annotations

from collections.abc import Sequence

from gesturectl.desktop.screens import Monitor
from gesturectl.domain.action import CloseWindow, LaunchApp, MediaKey, MouseButton


class Recorder:
    """Backend, applications and media player in one that only remember; `done` has one short text a step."""

    name = "recorder"

    def __init__(self, *, pointer: tuple[int, int] = (640, 400), screen: tuple[int, int] = (1280, 800)) -> None:
        self._pointer = pointer
        self._screen = screen
        self.done: list[str] = []

    def key_down(self, key: str) -> None:
        """Remember it."""
        self.done.append(f"key down {key}")

    def key_up(self, key: str) -> None:
        """Remember it."""
        self.done.append(f"key up {key}")

    def button_down(self, button: MouseButton) -> None:
        """Remember it."""
        self.done.append(f"button down {button.value}")

    def button_up(self, button: MouseButton) -> None:
        """Remember it."""
        self.done.append(f"button up {button.value}")

    def wheel(self, dx: int, dy: int) -> None:
        """Remember it."""
        self.done.append(f"wheel {dx} {dy}")

    def pointer(self) -> tuple[int, int]:
        """Return where the pointer would be."""
        return self._pointer

    def point_at(self, x: int, y: int) -> None:
        """Remember it."""
        self._pointer = (x, y)
        self.done.append(f"point at {x} {y}")

    def screen_size(self) -> tuple[int, int]:
        """Return the size that was given."""
        return self._screen

    def monitors(self) -> Sequence[Monitor]:
        """Return the screen as one monitor."""
        return (Monitor(0, 0, *self.screen_size()),)

    def type_text(self, text: str) -> None:
        """Remember it."""
        self.done.append(f"type {text!r}")

    def tap_media_key(self, key: MediaKey) -> None:
        """Remember it."""
        self.done.append(f"media key {key.value}")

    def press(self, key: MediaKey) -> None:
        """Remember it, as the media player."""
        self.done.append(f"media {key.value}")

    def place_in_active(self, pointer: tuple[int, int]) -> tuple[int, int] | None:
        """Return None: the pointer is always over the active window."""
        return None

    def launch(self, action: LaunchApp) -> None:
        """Remember it."""
        self.done.append(f"launch {action.desktop or ' '.join(action.command)}")

    def close_window(self, action: CloseWindow) -> None:
        """Remember it."""
        self.done.append(f"{'kill' if action.kill else 'close'} {action.app or 'active'}")

    def close_launched(self, launch: LaunchApp) -> None:
        """Remember it."""
        self.done.append(f"close launched {launch.desktop or ' '.join(launch.command)}")

    def focus(self, app: str) -> None:
        """Remember it."""
        self.done.append(f"focus {app}")

    def run(self, argv: Sequence[str]) -> None:
        """Remember it."""
        self.done.append(f"run {' '.join(argv)}")

    def close(self) -> None:
        """Remember it."""
        self.done.append("close")
