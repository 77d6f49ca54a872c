"""Starts, focuses and closes applications."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from gesturectl.desktop.launcher import Launcher
from gesturectl.desktop.window import Window, best_match
from gesturectl.domain.action import CloseWindow, LaunchApp
from gesturectl.errors import DesktopError


class Windows(Protocol):
    """The windows of a desktop. Every method raises DesktopError when it cannot."""

    def all(self) -> tuple[Window, ...]:
        """Return the windows of applications, the topmost last."""
        ...

    def active(self) -> Window | None:
        """Return the active window, None if there is none."""
        ...

    def request_close(self, window: Window) -> None:
        """Ask for the window to be closed; its application may ask back."""
        ...

    def activate(self, window: Window) -> None:
        """Raise the window and give it the keyboard."""
        ...

    def kill(self, window: Window) -> None:
        """End the window's application without asking it."""
        ...

    def close(self) -> None:
        """Let go of the desktop."""
        ...


class DesktopApplications:
    """Applications, found by the class of their windows: the process that was started often is not the one
    whose window comes up (a second `chromium` only tells the first one to open a tab).
    """

    def __init__(self, windows: Windows, launcher: Launcher | None = None) -> None:
        self._windows = windows
        self._launcher = launcher or Launcher()

    def launch(self, action: LaunchApp) -> None:
        """Start an application; its window comes later."""
        self._launcher.launch(action)

    def run(self, argv: Sequence[str]) -> None:
        """Run a program; its end is not waited for."""
        self._launcher.run(argv)

    def close_window(self, action: CloseWindow) -> None:
        """Ask the active window, or the topmost one of `action.app`, to close."""
        window = self._named(action.app) if action.app else self._active()
        if action.kill:
            self._windows.kill(window)
        else:
            self._windows.request_close(window)

    def focus(self, app: str) -> None:
        """Bring the topmost window of `app` to the front."""
        self._windows.activate(self._named(app))

    def close(self) -> None:
        """Let go of the desktop; what was started goes on."""
        self._windows.close()

    def _active(self) -> Window:
        window = self._windows.active()
        if window is None:
            raise DesktopError("no window is active, so there is none to close")
        return window

    def _named(self, app: str) -> Window:
        windows = self._windows.all()
        window = best_match(windows, app)
        if window is None:
            names = sorted({each.app for each in windows if each.app})
            raise DesktopError(
                f"no window of {app!r} is open",
                remedy=f"open now: {', '.join(names)}" if names else "no application has a window open now",
            )
        return window
