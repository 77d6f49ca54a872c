"""The icon itself, through pystray: shows what is seen of the daemon and hands clicks on."""

from __future__ import annotations

import logging
import queue
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from gesturectl.daemon.control_client import ControlClient
from gesturectl.daemon.tray.backend import TrayBackend, load_pystray, theme_name
from gesturectl.daemon.tray.deeds import Deeds
from gesturectl.daemon.tray.menu import LINE, Ask, Entry, Own, menu_of
from gesturectl.daemon.tray.pictures import draw
from gesturectl.daemon.tray.snapshot import Look, Snapshot
from gesturectl.desktop.colour_scheme import panel_is_dark
from gesturectl.errors import GesturectlError, NotRunningError

log = logging.getLogger(__name__)

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
        self._pystray: Any = load_pystray(backend)
        self._deeds = Deeds(folder, lambda: self._seen)
        self._wanted: queue.SimpleQueue[Ask | Own] = queue.SimpleQueue()
        self._seen = Snapshot()
        self._shown: tuple[Entry, ...] = ()
        self._drawn: tuple[Look, bool] | None = None
        self._choices_due_s = 0.0
        self._over = False
        self._panel_is_dark = True
        first = draw(Look.LOOKING, dark=True)
        self._icon = self._pystray.Icon("gesturectl", first, "gesturectl", self._pystray.Menu(self._items))

    def run(self) -> None:
        """Show the icon until the daemon ends."""
        try:
            self._icon.run(self._follow)
        except Exception as error:
            # pystray takes its last notification back when it ends: an error where none can be shown.
            if not self._over:
                raise
            log.debug("the tray icon ended with: %s", error)

    def stop(self) -> None:
        """Take it away; `run` returns."""
        self._over = True
        self._icon.stop()

    def _follow(self, icon: Any) -> None:
        """Look again and again; in a thread of pystray's."""
        try:
            while self._look():
                if not icon.visible:
                    icon.visible = True
                try:
                    self._deeds.do(self._wanted.get(timeout=POLL_S))
                    self._choices_due_s = 0.0
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
                self._panel_is_dark = panel_is_dark(theme_name())
                self._choices_due_s = time.monotonic() + CHOICES_S
        return Snapshot(status, choices, login=self._deeds.login.there)

    def _show_menu(self) -> None:
        entries = menu_of(self._seen)
        if entries == self._shown or self._is_open():
            return
        self._shown = entries
        self._icon.title = self._seen.title
        self._icon.update_menu()

    def _is_open(self) -> bool:
        """Tell whether the menu is open: a new one would close it under the pointer. Only GTK's own can tell."""
        handle = getattr(self._icon, "_menu_handle", None)
        return handle is not None and bool(handle.get_visible())

    def _show_picture(self) -> None:
        wanted = self._seen.look, self._dark()
        if wanted != self._drawn:
            self._drawn = wanted
            self._icon.icon = draw(wanted[0], dark=wanted[1])

    def _dark(self) -> bool:
        """Tell whether the panel is dark, and the hand to be light."""
        asked = self._seen.choices.get("icon", "auto")
        return self._panel_is_dark if asked == "auto" else bool(asked == "light")

    def _items(self) -> tuple[Any, ...]:
        return tuple(self._item(entry) for entry in self._shown)

    def _item(self, entry: Entry) -> Any:
        if entry is LINE:
            return self._pystray.Menu.SEPARATOR
        if entry.inside:
            return self._pystray.MenuItem(entry.text, self._pystray.Menu(*map(self._item, entry.inside)))
        checked: Callable[[Any], bool] | None = None
        if entry.checked is not None:
            mark = entry.checked
            checked = lambda item: mark  # noqa: E731 - pystray wants a call
        return self._pystray.MenuItem(
            entry.text,
            lambda icon, item: self._clicked(entry),
            checked=checked,
            radio=entry.radio,
            enabled=entry.enabled,
            default=entry.usual,
        )

    def _clicked(self, entry: Entry) -> None:
        if entry.does is not None:
            self._wanted.put(entry.does)
