"""The preview window: opened, fed and closed by the main thread, wanted by any."""

from __future__ import annotations

import queue
import time
from collections.abc import Callable
from typing import Any

from gesturectl.daemon.latency import Clock
from gesturectl.daemon.order import Tell
from gesturectl.daemon.show import LatestPicture, Picture, Preview
from gesturectl.daemon.told import Told
from gesturectl.errors import GesturectlError

RENEW_S = 0.2


def open_preview() -> Any:
    """Return a new window. Raises DesktopError without a display."""
    from gesturectl.preview.window import PreviewWindow

    return PreviewWindow()


class PreviewDesk:
    """A screen whose window comes and goes."""

    def __init__(self, open_window: Callable[[], Any] = open_preview, *, clock: Clock = time.monotonic) -> None:
        """`open_window` gives a preview.window.PreviewWindow."""
        self.lines: Callable[[], tuple[str, ...]] = tuple
        """What is to be written large into the pictures."""
        self.on_closed: Told[[]] = Told()
        """Told when the user closes the window."""
        self._open_window = open_window
        self._clock = clock
        self._pictures = LatestPicture()
        self._last: Picture | None = None
        self._renew_at_s = float("inf")
        self._window: Any = None
        self._ends_run = False
        self._wanted: queue.SimpleQueue[tuple[bool, Tell]] = queue.SimpleQueue()

    @property
    def shown(self) -> bool:
        """Whether there is a window."""
        return self._window is not None

    def fed_by(self, explain: Callable[[], tuple[Any, ...]], figures: Callable[[], tuple[float, int]]) -> Preview:
        """Return a listener that draws for it while there is a window; see `Preview`."""
        return Preview((self,), explain, figures, wanted=lambda: self.shown, lines=lambda: self.lines())

    def keep(self, window: Any) -> None:
        """Take a window that was asked for at the start: the run ends when the user closes it."""
        self._window, self._ends_run = window, True

    def put(self, picture: Picture, t: float) -> None:
        """Leave a picture for the main thread."""
        self._pictures.put(picture, t)

    def say(self, lines: tuple[str, ...]) -> None:
        """Leave an empty picture with words on it."""
        from gesturectl.preview.draw import blank

        self._pictures.put(blank(lines), 0.0)

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
        picture = self._next_picture()
        if self._window is None or picture is None or self._window.show(picture):
            return True
        self.close()
        self.on_closed()
        return not self._ends_run

    def _next_picture(self) -> Picture | None:
        """Return a new picture, or now and then the last one again: only so does the window heed the user."""
        picture = self._pictures.take()
        if picture is None and self._clock() < self._renew_at_s:
            return None
        self._last = self._last if picture is None else picture
        self._renew_at_s = self._clock() + RENEW_S
        return self._last

    def close(self) -> None:
        """Close the window."""
        if self._window is not None:
            window, self._window = self._window, None
            self._last, self._renew_at_s = None, float("inf")
            window.close()

    def _switch(self, on: bool) -> None:
        if on and self._window is None:
            self._window = self._open_window()
            self._ends_run = False
        elif not on:
            self.close()
