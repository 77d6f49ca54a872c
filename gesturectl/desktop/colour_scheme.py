"""Whether the desktop's panel is dark, so that an icon on it can be light."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from gesturectl.desktop.session_bus import ask_bus

_PORTAL = ("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Settings")
_APPEARANCE = ("org.freedesktop.appearance", "color-scheme")
_PREFERS_DARK, _PREFERS_LIGHT = 1, 2
"""The portal's values; 0 is no preference."""


def panel_is_dark(theme: str, env: Mapping[str, str] | None = None) -> bool:
    """Return what the desktop says: by its portal, else by the name of the GTK theme. GNOME's bar is always dark."""
    variables = os.environ if env is None else env
    if not sys.platform.startswith("linux"):
        return False
    if "GNOME" in variables.get("XDG_CURRENT_DESKTOP", "").upper().split(":"):
        return True
    said = ask_bus(*_PORTAL, "Read", "ss", _APPEARANCE)
    while isinstance(said, tuple):  # a variant in a variant: (signature, value)
        said = said[1]
    if said in (_PREFERS_DARK, _PREFERS_LIGHT):
        return bool(said == _PREFERS_DARK)
    return "dark" in theme.lower()
