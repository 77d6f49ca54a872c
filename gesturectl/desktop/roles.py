"""What the actuator calls on besides the input backend."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from gesturectl.domain.action import CloseWindow, LaunchApp, MediaKey


class Applications(Protocol):
    """Starts, closes and focuses applications. Every method raises DesktopError when it cannot."""

    def launch(self, action: LaunchApp) -> None:
        """Start an application; its window comes later."""
        ...

    def close_window(self, action: CloseWindow) -> None:
        """Ask a window to close, or end its program if the action says so."""
        ...

    def close_launched(self, launch: LaunchApp) -> None:
        """Ask the window to close that came with the last such launch."""
        ...

    def focus(self, app: str) -> None:
        """Bring an application's topmost window to the front."""
        ...

    def run(self, argv: Sequence[str]) -> None:
        """Run a program; its end is not waited for."""
        ...

    def close(self) -> None:
        """Let go of the desktop; what was started goes on."""
        ...


class ActiveWindow(Protocol):
    """Knows where the active window is."""

    def place_in_active(self, pointer: tuple[int, int]) -> tuple[int, int] | None:
        """Return a point (px) where the wheel turns the active window; None if `pointer` is over it already."""
        ...


class MediaPlayer(Protocol):
    """Plays, pauses and sets the volume."""

    def press(self, key: MediaKey) -> None:
        """Do what the media key means; DesktopError when nothing here can."""
        ...
