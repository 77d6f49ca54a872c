"""The monitors of an X display, through RandR."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

from gesturectl.desktop.screens import Monitor


def monitors_of(display: Any) -> tuple[Monitor, ...]:
    """Return the monitors; the whole screen as one where the server or the library cannot tell."""
    for ask in (_by_monitors, _by_outputs):
        if found := _asked(ask, display):
            return found
    screen = display.screen().root.get_geometry()  # not display.screen(): that is the size at the start
    return (Monitor(0, 0, screen.width, screen.height),)


def _asked(ask: Callable[[Any], tuple[Monitor, ...]], display: Any) -> tuple[Monitor, ...]:
    from Xlib.error import XError

    # Old servers lack the extension, python3-xlib 0.15 its newer requests: the next way is tried.
    with contextlib.suppress(XError, AttributeError, KeyError, TypeError):
        return ask(display)
    return ()


def _by_monitors(display: Any) -> tuple[Monitor, ...]:
    """RandR 1.5: also monitors that the user has defined."""
    found = display.screen().root.xrandr_get_monitors().monitors
    return tuple(Monitor(m.x, m.y, m.width_in_pixels, m.height_in_pixels) for m in found)


def _by_outputs(display: Any) -> tuple[Monitor, ...]:
    """RandR 1.2: the pieces of the screen that are shown somewhere."""
    resources = display.screen().root.xrandr_get_screen_resources()
    pieces = [display.xrandr_get_crtc_info(crtc, resources.config_timestamp) for crtc in resources.crtcs]
    return tuple(dict.fromkeys(Monitor(p.x, p.y, p.width, p.height) for p in pieces if p.width and p.height))
