"""A small window near a corner of the screen that neither the pointer nor the keyboard can reach (X11)."""

from __future__ import annotations

from typing import Any

from PIL import Image

from gesturectl.desktop.hint_picture import draw_hint, draw_outline
from gesturectl.desktop.probe import Session, find_session
from gesturectl.desktop.screens import Monitor
from gesturectl.desktop.x11 import lost_display_reported, open_display
from gesturectl.desktop.x_monitors import monitors_of
from gesturectl.domain.feedback import Corner
from gesturectl.domain.hint import Hint
from gesturectl.errors import DesktopError

MARGIN_PX = 32
REFERENCE_HEIGHT_PX = 1080
"""Screens higher than that get a larger hint."""
_DEPTH, _BYTES = 24, 4
_MAX_DATA = 1 << 16
"""Bytes of one request: well below the least that every X server takes (256 KiB)."""


class HintWindow:
    """Shown and hidden by one thread. Raises DesktopError where there is no X11 session."""

    def __init__(self) -> None:
        session = find_session()
        if session is not Session.X11:
            raise DesktopError(f"hints on the screen need X11, this session is {session.value}")
        self._display = open_display()
        self._screen = self._display.screen()
        if self._screen.root_depth != _DEPTH or not self._display.has_extension("SHAPE"):
            self._display.close()
            raise DesktopError("this X server cannot show hints (they need 24 bit colour and the SHAPE extension)")
        self._scale = max(1.0, self._screen.height_in_pixels / REFERENCE_HEIGHT_PX)
        self._size = draw_outline(self._scale).size
        self._window = self._make_window()
        self._gc = self._window.create_gc()
        self._mapped = False

    def show(self, hint: Hint, corner: Corner) -> None:
        """Show it above all windows."""
        from Xlib import X

        x, y = self._place(corner)
        with lost_display_reported():
            self._window.configure(x=x, y=y, stack_mode=X.Above)
            if not self._mapped:
                self._window.map()
                self._mapped = True
            self._put(draw_hint(hint, self._scale))
            self._display.sync()

    def hide(self) -> None:
        """Take it away."""
        if self._mapped:
            with lost_display_reported():
                self._window.unmap()
                self._display.sync()
            self._mapped = False

    def close(self) -> None:
        """Close the display."""
        with lost_display_reported():
            self._display.close()

    def _make_window(self) -> Any:
        """Return the window: unmanaged, so that it takes no focus; with no input region, so that clicks go through."""
        from Xlib import X
        from Xlib.ext import shape

        width, height = self._size
        window = self._screen.root.create_window(
            0, 0, width, height, 0, _DEPTH, X.InputOutput, X.CopyFromParent, override_redirect=1, event_mask=0
        )
        window.set_wm_class("gesturectl-hint", "gesturectl")
        window.set_wm_name("gesturectl hint")
        kind = self._display.intern_atom("_NET_WM_WINDOW_TYPE_NOTIFICATION")
        window.change_property(
            self._display.intern_atom("_NET_WM_WINDOW_TYPE"), self._display.intern_atom("ATOM"), 32, [kind]
        )
        window.shape_rectangles(shape.SO.Set, shape.SK.Bounding, 0, 0, 0, _rows(draw_outline(self._scale)))
        window.shape_rectangles(shape.SO.Set, shape.SK.Input, 0, 0, 0, [])
        return window

    def _place(self, corner: Corner) -> tuple[int, int]:
        """Return where the window's upper left corner goes, px: on the monitor where the pointer is.

        Monitors come and go: they are asked for anew.
        """
        with lost_display_reported():
            monitors = monitors_of(self._display)
            pointer = self._screen.root.query_pointer()
        here = next((each for each in monitors if _holds(each, pointer.root_x, pointer.root_y)), monitors[0])
        right, bottom = here.x + here.width - self._size[0], here.y + here.height - self._size[1]
        at_left = corner in (Corner.TOP_LEFT, Corner.BOTTOM_LEFT)
        at_top = corner in (Corner.TOP_LEFT, Corner.TOP_RIGHT)
        return (
            here.x + MARGIN_PX if at_left else right - MARGIN_PX,
            here.y + MARGIN_PX if at_top else bottom - MARGIN_PX,
        )

    def _put(self, picture: Image.Image) -> None:
        from Xlib import X

        little = self._display.display.info.image_byte_order == X.LSBFirst
        width, height = picture.size
        rows = max(1, _MAX_DATA // (width * _BYTES))
        for top in range(0, height, rows):
            part = picture.crop((0, top, width, min(top + rows, height)))
            data = part.tobytes("raw", "BGRX" if little else "XRGB")
            self._window.put_image(self._gc, 0, top, width, part.height, X.ZPixmap, _DEPTH, 0, data)


def _holds(monitor: Monitor, x: int, y: int) -> bool:
    return 0 <= x - monitor.x < monitor.width and 0 <= y - monitor.y < monitor.height


def _rows(outline: Image.Image) -> list[tuple[int, int, int, int]]:
    """Return the outline as rectangles (x, y, width, height), one for each row."""
    rows = []
    for y in range(outline.height):
        box = outline.crop((0, y, outline.width, y + 1)).getbbox()
        if box is not None:
            rows.append((box[0], y, box[2] - box[0], 1))
    return rows
