"""A menu of GTK's that is amended line by line, never replaced.

pystray makes a whole new menu for every change and after every click. Panels that show it over D-Bus throw theirs
away then, in the very moment in which it closes: Xfce's crashes of that (libdbusmenu-gtk uses a line after it is
freed: "child_realized: assertion 'DBUSMENU_IS_GTKMENU(userdata)' failed"), others close the menu under the pointer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from gesturectl.daemon.tray.menu import LINE, Entry


class GtkMenu:
    """`handle` is the Gtk.Menu. Only for the thread that runs GTK."""

    def __init__(self, gtk: Any, clicked: Callable[[Entry], None]) -> None:
        """`gtk` is the module Gtk."""
        self.handle = gtk.Menu.new()
        self._gtk = gtk
        self._clicked = clicked
        self._rows: list[_Row] = []

    def show(self, entries: Sequence[Entry]) -> None:
        """Become these lines; one too many is hidden, not removed."""
        for place, entry in enumerate(entries):
            if place < len(self._rows) and not self._rows[place].can_be(entry):
                self.handle.remove(self._rows.pop(place).item)
                self._insert(place, entry)
            elif place == len(self._rows):
                self._insert(place, entry)
            self._rows[place].show(entry)
        for row in self._rows[len(entries) :]:
            row.item.hide()

    def _insert(self, place: int, entry: Entry) -> None:
        row = _Row(self._gtk, entry, self._clicked)
        self._rows.insert(place, row)
        self.handle.insert(row.item, place)


class _Row:
    """One line of the menu, which can become any other line of its kind."""

    def __init__(self, gtk: Any, entry: Entry, clicked: Callable[[Entry], None]) -> None:
        self._entry = entry
        self._inside: GtkMenu | None = None
        self._handler = 0
        self.item = _item(gtk, entry)
        if entry.inside:
            self._inside = GtkMenu(gtk, clicked)
            self.item.set_submenu(self._inside.handle)
        elif entry is not LINE:
            self._handler = self.item.connect("activate", lambda item: clicked(self._entry))

    def can_be(self, entry: Entry) -> bool:
        """Tell whether this line can become that one."""
        return _kind(self._entry) == _kind(entry)

    def show(self, entry: Entry) -> None:
        """Become that line."""
        self._entry = entry
        if entry is not LINE:
            self._show_text(entry)
            self.item.set_sensitive(entry.enabled)
        if entry.checked is not None:
            self._show_mark(entry, entry.checked)
        if self._inside is not None:
            self._inside.show(entry.inside)
        self.item.show()

    def _show_text(self, entry: Entry) -> None:
        label = self.item.get_child()
        if label.get_text() != entry.text:
            self.item.set_label(entry.text)
        if entry.usual:
            label.set_markup(f"<b>{_escaped(entry.text)}</b>")

    def _show_mark(self, entry: Entry, checked: bool) -> None:
        self.item.set_draw_as_radio(entry.radio)
        if self.item.get_active() is not checked:
            with self.item.handler_block(self._handler):  # setting the mark is no click
                self.item.set_active(checked)


def _item(gtk: Any, entry: Entry) -> Any:
    if entry is LINE:
        return gtk.SeparatorMenuItem.new()
    return (gtk.MenuItem if entry.checked is None else gtk.CheckMenuItem).new_with_label(entry.text)


def _kind(entry: Entry) -> tuple[bool, bool, bool]:
    return entry is LINE, entry.checked is not None, bool(entry.inside)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
