"""pystray's icon on Windows and macOS, where pystray makes the system's menu from a description."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PIL import Image

from gesturectl.daemon.tray.menu import LINE, Entry

_Base: Any = object
"""pystray.Icon, which can be imported only once its way to the tray is chosen."""


class OnNative(_Base):  # type: ignore[misc]
    """To be mixed with pystray.Icon."""

    theme = ""

    def __init__(self, name: str, pystray: Any, first: Image.Image, clicked: Callable[[Entry], None]) -> None:
        self._pystray = pystray
        self._clicked = clicked
        self._entries: Sequence[Entry] = ()
        super().__init__(name, first, name, pystray.Menu(self._items))

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Let the menu be these; from any thread."""
        self._entries = entries
        self.update_menu()

    def _items(self) -> tuple[Any, ...]:
        return tuple(self._item(entry) for entry in self._entries)

    def _item(self, entry: Entry) -> Any:
        if entry is LINE:
            return self._pystray.Menu.SEPARATOR
        if entry.inside:
            return self._pystray.MenuItem(entry.text, self._pystray.Menu(*map(self._item, entry.inside)))
        checked: Callable[[Any], bool | None] | None = None
        if entry.checked is not None:
            checked = lambda item: entry.checked  # noqa: E731 - pystray wants a call
        return self._pystray.MenuItem(
            entry.text,
            lambda icon, item: self._clicked(entry),
            checked=checked,
            radio=entry.radio,
            enabled=entry.enabled,
            default=entry.usual,
        )
