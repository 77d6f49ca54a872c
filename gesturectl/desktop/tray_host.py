"""What shows tray icons on this desktop."""

from __future__ import annotations

from enum import StrEnum

from gesturectl.desktop.probe import Session, find_session
from gesturectl.desktop.session_bus import ask_bus
from gesturectl.desktop.x11 import open_display
from gesturectl.errors import DesktopError

WATCHER = "org.kde.StatusNotifierWatcher"
_BUS = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "NameHasOwner", "s")
SELECTION = "_NET_SYSTEM_TRAY_S{screen}"
"""Who owns this X selection embeds icons (System Tray Protocol, freedesktop.org)."""


class TrayHost(StrEnum):
    """INDICATOR: StatusNotifierItem by D-Bus; XEMBED: the older kind, on X11."""

    NATIVE = "the system's"
    INDICATOR = "indicators"
    XEMBED = "embedded windows"
    NONE = "none"


def find_tray_host() -> TrayHost:
    """Return what shows tray icons on this Linux desktop now."""
    if ask_bus(*_BUS, (WATCHER,)):
        return TrayHost.INDICATOR
    if find_session() is Session.X11 and _embeds():
        return TrayHost.XEMBED
    return TrayHost.NONE


def _embeds() -> bool:
    try:
        display = open_display()
    except DesktopError:
        return False
    try:
        selection = display.intern_atom(SELECTION.format(screen=display.get_default_screen()))
        owner = display.get_selection_owner(selection)
        return bool(getattr(owner, "id", owner))
    finally:
        display.close()
