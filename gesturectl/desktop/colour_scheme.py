"""Whether the desktop's panel is dark, so that an icon on it can be light."""

from __future__ import annotations

import os
import sys

from gesturectl.desktop.session_bus import ask_bus

_PORTAL = ("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Settings")
_APPEARANCE = ("org.freedesktop.appearance", "color-scheme")
_PREFERS_DARK, _PREFERS_LIGHT = 1, 2
"""The portal's values; 0 is no preference."""


def panel_is_dark() -> bool:
    """Return what the desktop says, by its portal or its GTK theme; most panels are dark where it says nothing."""
    if not sys.platform.startswith("linux"):
        return False
    said = ask_bus(*_PORTAL, "Read", "ss", _APPEARANCE)
    while isinstance(said, tuple):  # a variant in a variant: (signature, value)
        said = said[1]
    if said in (_PREFERS_DARK, _PREFERS_LIGHT):
        return bool(said == _PREFERS_DARK)
    theme = os.environ.get("GTK_THEME", "").lower()
    return not theme or "dark" in theme
