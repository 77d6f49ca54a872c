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
        self._before: dict[LaunchApp, frozenset[int]] = {}
        """The windows that were there before a launch."""

    def launch(self, action: LaunchApp) -> None:
        """Start an application; its window comes later."""
        before = self._numbers()
        self._launcher.launch(action)
        self._before = {} if before is None else {action: before}

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

    def close_launched(self, launch: LaunchApp) -> None:
        """Ask the window to close that came with the last launch; one that was there before stays."""
        name = launch.desktop or " ".join(launch.command)
        before = self._before.get(launch)
        if before is None:
            raise DesktopError(f"which window came with {name} is not known any more: nothing was closed")
        came = [window for window in self._windows.all() if window.id not in before]
        wanted = (launch.desktop, *launch.alternatives, *launch.command[:1])
        named = (best_match(came, app.rpartition("/")[2]) for app in wanted if app)
        window = next((each for each in named if each), came[-1] if len(came) == 1 else None)
        if window is None:
            raise DesktopError(f"no window came with {name}, or it is closed already")
        self._windows.request_close(window)

    def focus(self, app: str) -> None:
        """Bring the topmost window of `app` to the front."""
        self._windows.activate(self._named(app))

    def close(self) -> None:
        """Let go of the desktop; what was started goes on."""
        self._windows.close()

    def _numbers(self) -> frozenset[int] | None:
        try:
            return frozenset(window.id for window in self._windows.all())
        except DesktopError:  # launching works where windows cannot be listed
            return None

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
