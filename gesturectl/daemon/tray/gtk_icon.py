"""pystray's icon on GTK, with a menu that is amended and pictures that stay; see gtk_menu.py and picture_files.py."""

from __future__ import annotations

import logging
import os
import signal
import sys
from collections.abc import Callable, Sequence
from typing import Any

from PIL import Image

from gesturectl.daemon.tray.gtk_menu import GtkMenu
from gesturectl.daemon.tray.menu import Entry
from gesturectl.daemon.tray.picture_files import PictureFiles

log = logging.getLogger(__name__)

_Base: Any = object
"""pystray.Icon, which can be imported only once its way to the tray is chosen."""


class OnGtk(_Base):  # type: ignore[misc]
    """To be mixed with pystray.Icon. What touches GTK is done in its thread; pystray's methods see to that too."""

    def __init__(self, name: str, first: Image.Image, clicked: Callable[[Entry], None], pictures: PictureFiles) -> None:
        from gi.repository import GLib, Gtk

        self._glib = GLib
        self._clicked = clicked
        self._pictures = pictures
        self._usual: Entry | None = None
        self._lines = GtkMenu(Gtk, clicked)
        self._menu_handle = self._lines.handle  # what pystray shows
        self.theme = theme_name()
        super().__init__(name, first, name)
        self._follow_theme(Gtk.Settings.get_default())

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Let the menu be these; from any thread."""
        self._glib.idle_add(self._show_entries, tuple(entries))

    def _show_entries(self, entries: Sequence[Entry]) -> bool:
        try:
            self._usual = next((entry for entry in entries if entry.usual), None)
            self._lines.show(entries)
        except Exception:  # a barrier: GLib would print it and go on
            log.exception("the tray's menu could not be shown")
        return False  # once

    def _update_menu(self) -> None:
        """Do nothing: pystray asks for a new menu after every click; see gtk_menu.py."""

    def _initialize(self) -> None:
        """Leave out pystray's notifications: gesturectl has its own, and without a service for them no icon came."""
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        self._mark_ready()

    def _remove_notification(self) -> None:
        """Do nothing: pystray shows none."""

    def _show(self) -> None:
        super()._show()
        self._update_title()

    def _update_title(self) -> None:
        """Show the title; what pystray sets is for screen readers only, with the older kind of tray."""
        super()._update_title()
        status_icon = getattr(self, "_status_icon", None)
        if status_icon is not None:
            self._glib.idle_add(lambda: status_icon.set_tooltip_text(self.title))

    def __call__(self) -> None:
        """Do what a click on the icon itself means."""
        if self._usual is not None:
            self._clicked(self._usual)

    def _update_fs_icon(self) -> None:
        self._icon_path = str(self._pictures.path_of(self.icon))
        self._icon_valid = True

    def _remove_fs_icon(self) -> None:
        """Keep the file: a panel may come to read it only later."""

    def _finalize(self) -> None:
        super()._finalize()
        self._pictures.remove()

    def _follow_theme(self, settings: Any) -> None:
        for name in ("gtk-theme-name", "gtk-application-prefer-dark-theme") if settings else ():
            settings.connect(f"notify::{name}", lambda *_: setattr(self, "theme", theme_name()))


def theme_name() -> str:
    """Return the name of the GTK theme, with "dark" in it if dark is preferred; "" where there is no GTK.

    Only for the thread that runs GTK.
    """
    gtk: Any = sys.modules.get("gi.repository.Gtk")
    settings = gtk.Settings.get_default() if gtk else None
    if settings is None:
        return ""
    dark = " dark" if settings.props.gtk_application_prefer_dark_theme else ""
    return f"{os.environ.get('GTK_THEME') or settings.props.gtk_theme_name}{dark}"
