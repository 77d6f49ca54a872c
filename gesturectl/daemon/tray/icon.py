"""The icon itself, through pystray: shows what is seen of the daemon and hands clicks on."""

from __future__ import annotations

import logging
import queue
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image

from gesturectl.daemon.control_client import ControlClient
from gesturectl.daemon.tray.backend import TrayBackend, load_pystray
from gesturectl.daemon.tray.deeds import Deeds
from gesturectl.daemon.tray.gtk_icon import OnGtk
from gesturectl.daemon.tray.menu import Ask, Entry, Own, menu_of
from gesturectl.daemon.tray.native_icon import OnNative
from gesturectl.daemon.tray.picture_files import PictureFiles
from gesturectl.daemon.tray.pictures import draw
from gesturectl.daemon.tray.snapshot import Look, Snapshot
from gesturectl.desktop.colour_scheme import panel_is_dark
from gesturectl.errors import GesturectlError, NotRunningError

log = logging.getLogger(__name__)

NAME = "gesturectl"
POLL_S = 0.5
"""How often the daemon is asked: a request costs it well under a millisecond."""
CHOICES_S = 5.0
"""How often it is asked for cameras, gestures and profiles."""
PATIENCE_S = 5.0


class TrayIcon:
    """Lives until the daemon is gone. `run` belongs into the main thread."""

    def __init__(self, folder: Path, backend: TrayBackend) -> None:
        """Raises DesktopError where pystray cannot be had."""
        self._folder = folder
        self._deeds = Deeds(folder, lambda: self._seen)
        self._wanted: queue.SimpleQueue[Ask | Own] = queue.SimpleQueue()
        self._seen = Snapshot()
        self._shown: tuple[Entry, ...] = ()
        self._drawn: tuple[Look, bool] | None = None
        self._choices_due_s = 0.0
        self._over = False
        self._panel_is_dark = True
        self._icon = _icon(load_pystray(backend), draw(Look.LOOKING, dark=True), self._clicked, folder)

    def run(self) -> None:
        """Show the icon until the daemon ends."""
        try:
            self._icon.run(self._follow)
        except Exception as error:
            if not self._over:
                self._over = True
                self._icon._mark_ready()  # lets pystray's waiting thread go: it would keep the process alive
                raise
            log.debug("the tray icon ended with: %s", error)

    def stop(self) -> None:
        """Take it away; `run` returns."""
        self._over = True
        self._icon.stop()

    def _follow(self, icon: Any) -> None:
        """Look again and again; in a thread of pystray's."""
        try:
            while not self._over and self._look():
                if not icon.visible:
                    icon.visible = True
                try:
                    self._deeds.do(self._wanted.get(timeout=POLL_S))
                    self._choices_due_s = 0.0
                    self._shown = ()  # the click has turned its mark round, whether it was carried out or not
                except queue.Empty:
                    continue
        except Exception:  # the top of a thread: without it the icon would stay and show nothing new
            log.exception("the tray icon has failed")
        finally:
            self.stop()

    def _look(self) -> bool:
        """Show the daemon as it is now; False if it is gone."""
        try:
            self._seen = self._ask()
        except NotRunningError:
            return False
        except GesturectlError as error:
            log.debug("no answer: %s", error)  # it may be busy; the next look is soon
            return True
        self._show_menu()
        self._show_picture()
        return True

    def _ask(self) -> Snapshot:
        with ControlClient(self._folder, patience_s=PATIENCE_S) as client:
            status = client.ask("status")["status"]
            choices = self._seen.choices
            if time.monotonic() >= self._choices_due_s:
                choices = client.ask("choices")
                self._panel_is_dark = panel_is_dark(self._icon.theme)
                self._choices_due_s = time.monotonic() + CHOICES_S
        return Snapshot(status, choices, login=self._deeds.login.there)

    def _show_menu(self) -> None:
        entries = menu_of(self._seen)
        if entries != self._shown:
            self._shown = entries
            self._icon.title = self._seen.title
            self._icon.show_entries(entries)

    def _show_picture(self) -> None:
        wanted = self._seen.look, self._dark()
        if wanted != self._drawn:
            self._drawn = wanted
            self._icon.icon = draw(wanted[0], dark=wanted[1])

    def _dark(self) -> bool:
        """Tell whether the panel is dark, and the hand to be light."""
        asked = self._seen.choices.get("icon", "auto")
        return self._panel_is_dark if asked == "auto" else bool(asked == "light")

    def _clicked(self, entry: Entry) -> None:
        if entry.does is not None:
            self._wanted.put(entry.does)


def _icon(pystray: Any, first: Image.Image, clicked: Callable[[Entry], None], folder: Path) -> Any:
    """Return a pystray.Icon that has `show_entries` and `theme` besides."""
    if hasattr(pystray.Icon, "_create_menu"):  # pystray's own sign of GTK
        return type("GtkIcon", (OnGtk, pystray.Icon), {})(NAME, first, clicked, PictureFiles(folder))
    return type("NativeIcon", (OnNative, pystray.Icon), {})(NAME, pystray, first, clicked)
