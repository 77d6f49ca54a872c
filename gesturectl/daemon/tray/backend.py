"""Which of pystray's ways to a tray is taken, and why; never the one whose icon has no menu."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gesturectl.daemon.tray.system_gi import INSTALL, provide_gi, remedy
from gesturectl.desktop.tray_host import TrayHost, find_tray_host
from gesturectl.errors import DesktopError

VARIABLE = "PYSTRAY_BACKEND"
NATIVE = {"win32": "win32", "darwin": "darwin"}


@dataclass(frozen=True, slots=True)
class TrayBackend:
    """pystray's name of the way, and why it was chosen; `host` is what shows icons here."""

    name: str
    reason: str
    host: TrayHost


def choose_tray(
    platform: str = sys.platform,
    *,
    host: Callable[[], TrayHost] = find_tray_host,
    gi: Callable[[], bool] = provide_gi,
    has: Callable[[str], bool] | None = None,
    bus: Callable[[], bool] | None = None,
) -> TrayBackend:
    """Return the way to take. Raises DesktopError, with the command that mends it, where there is none.

    `has` tells whether a GObject library ("Gtk", "AyatanaAppIndicator3") can be had, `bus` whether there is a session
    bus (D-Bus).
    """
    if platform in NATIVE:
        return TrayBackend(NATIVE[platform], "the system's own", TrayHost.NATIVE)
    if not gi():
        raise DesktopError("no tray icon: Python's gi is not to be had", remedy=remedy())
    has = has or _has
    if not has("Gtk"):
        raise DesktopError("no tray icon: GTK 3 is not to be had, or the display does not answer", remedy=INSTALL)
    indicator = has("AyatanaAppIndicator3") or has("AppIndicator3")
    found = host()
    if found is TrayHost.XEMBED:
        return TrayBackend("gtk", "this desktop has a tray of the older kind (XEmbed)", found)
    if indicator and not (bus or _bus)():
        return TrayBackend("gtk", "there is no session bus (D-Bus), by which indicators speak", found)
    if indicator:
        why = "this desktop shows indicators" if found is TrayHost.INDICATOR else "it serves both kinds of tray"
        return TrayBackend("appindicator", why, found)
    if found is TrayHost.INDICATOR:
        raise DesktopError(
            "no tray icon: this desktop shows indicators only, and their library is missing", remedy=INSTALL
        )
    return TrayBackend("gtk", "the library of indicators is missing", found)


def load_pystray(backend: TrayBackend) -> Any:
    """Return the module pystray with the chosen backend. Raises DesktopError."""
    os.environ[VARIABLE] = backend.name
    try:
        return importlib.import_module("pystray")
    except (ImportError, ValueError) as error:  # ValueError: a GObject library is missing
        raise DesktopError(f"no tray icon: {error}", remedy=INSTALL) from error


def _bus() -> bool:
    from gi.repository import Gio, GLib

    try:
        return Gio.bus_get_sync(Gio.BusType.SESSION, None) is not None
    except GLib.Error:
        return False


_VERSIONS = {"Gtk": "3.0"}


def _has(library: str) -> bool:
    import gi

    try:
        gi.require_version(library, _VERSIONS.get(library, "0.1"))
        importlib.import_module(f"gi.repository.{library}")
    except (ImportError, ValueError):
        return False
    if library == "Gtk":
        from gi.repository import Gtk

        return bool(Gtk.init_check()[0])
    return True
