"""The keyboard of an X server as we use it: looks keysyms up, follows layout changes, borrows spare keycodes."""

from __future__ import annotations

import time
from typing import Any

from gesturectl.desktop.keymap import Keymap, Locks, Stroke
from gesturectl.errors import DesktopError

_MAPPING_NOTIFY = 34  # X.h
_CAPS_LOCK_MASK = 2  # X.h LockMask
# Clients read the changed mapping when its notice reaches them, not when we send it: a keycode that is bound
# anew must not be used, or bound again, before they had time for that.
_SETTLE_S = 0.05


class XKeyboard:
    """Finds the stroke of a keysym on the layout that is in force now."""

    def __init__(self, display: Any) -> None:
        self._display = display
        self._root = display.screen().root
        self._borrowed: dict[int, int] = {}  # keysym -> keycode, the oldest first
        self._read()

    def caps_lock(self) -> bool:
        """Return whether Caps Lock is on."""
        return bool(self._root.query_pointer().mask & _CAPS_LOCK_MASK)

    def find(self, keysym: int, *, any_group: bool = False) -> Stroke | None:
        """Return the stroke of `keysym` on the present layout, or None."""
        self._follow_changes()
        mask = self._root.query_pointer().mask
        # Servers with the keyboard extension tell the group in bits 13 and 14 (xkb protocol, section 2.2.2).
        locks = Locks(group=mask >> 13 & 3, num_lock=bool(mask & self._map.num_lock_mask))
        if keysym in self._borrowed:
            return Stroke(self._borrowed[keysym])
        return self._map.stroke(keysym, locks, any_group=any_group)

    def borrow(self, *keysyms: int) -> None:
        """Bind keycodes that have no keysym to these, until `close`; `find` gives their strokes then.

        What is beyond the number of spare keycodes takes the place of what was borrowed longest ago. Raises
        DesktopError if the layout has no spare keycode at all.
        """
        for keysym in keysyms:
            if keysym not in self._borrowed:
                keycode = self._spare_keycode()
                self._bind(keycode, keysym)
                self._borrowed[keysym] = keycode
        self._settle()

    def spare_count(self) -> int:
        """Return how many keysyms can be borrowed before the oldest has to go."""
        return len([code for code in self._map.spare_keycodes() if code not in self._borrowed.values()])

    def close(self) -> None:
        """Give the borrowed keycodes back."""
        if self._borrowed:
            self._settle()
            for keycode in self._borrowed.values():
                self._bind(keycode, 0)
            self._borrowed.clear()
            self._display.sync()

    def _spare_keycode(self) -> int:
        spare = [code for code in self._map.spare_keycodes() if code not in self._borrowed.values()]
        if spare:
            return spare[0]
        if not self._borrowed:
            raise DesktopError("this keyboard layout has no spare keycode to bind another character to")
        self._settle()
        return self._borrowed.pop(next(iter(self._borrowed)))

    def _settle(self) -> None:
        self._display.sync()
        time.sleep(_SETTLE_S)

    def _bind(self, keycode: int, keysym: int) -> None:
        self._display.change_keyboard_mapping(keycode, [[keysym] * self._map.row_width()])

    def _follow_changes(self) -> None:
        changed = False
        while self._display.pending_events():
            changed |= self._display.next_event().type == _MAPPING_NOTIFY
        if changed:
            self._read()

    def _read(self) -> None:
        first, last = self._display.display.info.min_keycode, self._display.display.info.max_keycode
        rows = self._display.get_keyboard_mapping(first, last - first + 1)
        self._map = Keymap(first, rows, self._display.get_modifier_mapping(), self._layout_count())
        # A new layout wipes what we had bound.
        self._borrowed = {keysym: code for keysym, code in self._borrowed.items() if keysym in self._map.keysyms(code)}

    def _layout_count(self) -> int:
        atom = self._display.intern_atom("_XKB_RULES_NAMES")
        rules = self._root.get_full_property(atom, 0)
        if rules is None:
            return 1
        value = rules.value if isinstance(rules.value, bytes) else bytes(rules.value, "latin-1")
        fields = value.split(b"\0")  # rules, model, layout, variant, options
        return fields[2].count(b",") + 1 if len(fields) > 2 else 1
