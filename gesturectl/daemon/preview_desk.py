"""The preview window: opened, fed and closed by the main thread, wanted by any."""

from __future__ import annotations

import queue
from collections.abc import Callable
from typing import Any

from gesturectl.daemon.order import Tell
from gesturectl.daemon.show import LatestPicture, Picture
from gesturectl.errors import GesturectlError


def open_preview() -> Any:
    """Return a new window. Raises DesktopError without a display."""
    from gesturectl.preview.window import PreviewWindow

    return PreviewWindow()


class PreviewDesk:
    """A screen whose window comes and goes."""

    def __init__(self, open_window: Callable[[], Any] = open_preview) -> None:
        """`open_window` gives a preview.window.PreviewWindow."""
        self._open_window = open_window
        self._pictures = LatestPicture()
        self._window: Any = None
        self._ends_run = False
        self._wanted: queue.SimpleQueue[tuple[bool, Tell]] = queue.SimpleQueue()

    @property
    def shown(self) -> bool:
        """Whether there is a window."""
        return self._window is not None

    def keep(self, window: Any) -> None:
        """Take a window that was asked for at the start: the run ends when the user closes it."""
        self._window, self._ends_run = window, True

    def put(self, picture: Picture, t: float) -> None:
        """Leave a picture for the main thread."""
        self._pictures.put(picture, t)

    def want(self, on: bool, tell: Tell) -> None:
        """Ask for the window, or for its end; `tell` is told how that went."""
        self._wanted.put((on, tell))

    def turn(self) -> bool:
        """Do what was asked for and show the newest picture, in the main thread; False if the run is to end."""
        while not self._wanted.empty():
            on, tell = self._wanted.get()
            try:
                self._switch(on)
                tell({"preview": self.shown})
            except GesturectlError as error:
                tell(error)
        picture = self._pictures.take()
        if self._window is None or picture is None or self._window.show(picture):
            return True
        self.close()
        return not self._ends_run

    def close(self) -> None:
        """Close the window."""
        if self._window is not None:
            window, self._window = self._window, None
            window.close()

    def _switch(self, on: bool) -> None:
        if on and self._window is None:
            self._window = self._open_window()
            self._ends_run = False
        elif not on:
            self.close()
