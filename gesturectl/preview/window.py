"""The preview window."""

from __future__ import annotations

import os
import socket
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from gesturectl.errors import DesktopError
from gesturectl.preview.canvas import Picture, load_cv2
from gesturectl.preview.window_input import MouseEvents, WindowInput, key_name

X_SOCKETS = Path("/tmp/.X11-unix")
FONT_FOLDER = Path("/usr/share/fonts")
CLOSING_KEYS = frozenset({ord("q"), 27})
"""q and Escape."""
ASKING_MS = 15
"""Of keys that come faster than this only the last is told."""


class PreviewWindow:
    """A window that shows one picture after the other; used by one thread only."""

    def __init__(self, title: str = "gesturectl") -> None:
        """Open the window. Raises DesktopError without a display: the toolkit would end the whole program."""
        require_display()
        self._cv2 = _load_gui()
        self._title = title
        plain = self._cv2.WINDOW_GUI_NORMAL  # without Qt's bar of buttons
        self._cv2.namedWindow(title, self._cv2.WINDOW_NORMAL | self._cv2.WINDOW_KEEPRATIO | plain)
        self._sized = False
        self._mouse: MouseEvents | None = None

    def show(self, rgb: Picture) -> bool:
        """Show a picture; return False when the user has closed the window or pressed q or Escape."""
        self._put(rgb)
        key = self._cv2.waitKey(1) & 0xFF
        return key not in CLOSING_KEYS and self._is_visible()

    def ask(self, rgb: Picture) -> WindowInput:
        """Show a picture for a moment (ASKING_MS) and return what the user did meanwhile."""
        if self._mouse is None:
            self._mouse = MouseEvents()
            self._cv2.setMouseCallback(self._title, self._mouse)
        self._put(rgb)
        key = key_name(self._cv2.waitKeyEx(ASKING_MS))
        return replace(self._mouse.taken(), key=key, closed=not self._is_visible())

    def _put(self, rgb: Picture) -> None:
        if not self._sized:
            self._cv2.resizeWindow(self._title, rgb.shape[1], rgb.shape[0])
            self._sized = True
        self._cv2.imshow(self._title, self._cv2.cvtColor(rgb, self._cv2.COLOR_RGB2BGR))

    def close(self) -> None:
        """Close the window."""
        with suppress(self._cv2.error):  # Qt has nothing left to destroy once the user has closed the window
            self._cv2.destroyAllWindows()
            self._cv2.waitKey(1)

    def _is_visible(self) -> bool:
        try:
            return bool(self._cv2.getWindowProperty(self._title, self._cv2.WND_PROP_VISIBLE) > 0)
        except self._cv2.error:  # with Qt, a question about a closed window is an error
            return False


def require_display() -> None:
    """Raise DesktopError unless a window can be shown. On Linux cv2's toolkit speaks X11 only."""
    if not sys.platform.startswith("linux"):
        return
    display = os.environ.get("DISPLAY", "")
    if not display:
        raise DesktopError(
            "no display for the preview window: DISPLAY is not set",
            remedy="Run it on a desktop (X11 or Xwayland), or write a video instead: --render out.mp4",
        )
    if not _answers(display):
        raise DesktopError(
            f"no display for the preview window: nothing answers at DISPLAY={display}",
            remedy="Set DISPLAY to a running X server, or write a video instead: --render out.mp4",
        )


def _answers(display: str) -> bool:
    """Tell whether an X server listens there: host:number[.screen], or :number for a local socket."""
    host, _, number = display.rpartition(":")
    number = number.partition(".")[0]
    if not number.isdecimal():
        return False
    if host in ("", "unix") and sys.platform != "win32":
        return any(_connects(socket.AF_UNIX, f"{nul}{X_SOCKETS}/X{number}") for nul in ("", "\0"))
    return _connects(socket.AF_INET, (host, 6000 + int(number)))


def _connects(family: socket.AddressFamily, address: Any) -> bool:
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.settimeout(2.0)
        try:
            probe.connect(address)
        except OSError:
            return False
    return True


def _load_gui() -> Any:
    """Import cv2; its toolkit complains about missing fonts unless it is shown a folder of them."""
    cv2 = load_cv2()
    if FONT_FOLDER.is_dir() and not Path(os.environ.get("QT_QPA_FONTDIR", "")).is_dir():
        os.environ["QT_QPA_FONTDIR"] = str(FONT_FOLDER)
    return cv2
