"""The keyboard layout of an X server: which key, with which shift, gives a keysym."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gesturectl.desktop.keysyms import NUM_LOCK

_KEYPAD = (0xFF80, 0xFFBD)  # X11/keysymdef.h, KP_Space to KP_Equal


@dataclass(frozen=True, slots=True)
class Stroke:
    """A keycode with the levels that must be on: Shift for levels 2 and 4, AltGr for 3 and 4."""

    keycode: int
    shift: bool = False
    level3: bool = False


@dataclass(frozen=True, slots=True)
class Locks:
    """What is switched on at the keyboard right now."""

    group: int = 0
    num_lock: bool = False


class Keymap:
    """The core mapping of an X server at one moment.

    rows           keysyms of each keycode from `first` on. The server lays them out as group 1 level 1, group 1
                   level 2, group 2 levels 1 and 2, group 1 levels 3 and 4, group 2 levels 3 and 4 (xkb protocol
                   specification, section 12.4); a third group has no fixed place, so it is not looked at.
    groups         how many layouts the user has set up
    modifiers      keycodes of the eight modifiers, in the order of X (Shift, Lock, Control, Mod1 to Mod5)
    """

    def __init__(
        self, first: int, rows: Sequence[Sequence[int]], modifiers: Sequence[Sequence[int]], groups: int = 1
    ) -> None:
        self._first = first
        self._rows = rows
        self._groups = groups
        self.num_lock_mask = sum(1 << bit for bit, codes in enumerate(modifiers) if self._any_is(codes, NUM_LOCK))
        self._places: dict[int, list[tuple[int, int]]] = {}
        for offset, row in enumerate(rows):
            for column, keysym in enumerate(row):
                if keysym:
                    self._places.setdefault(keysym, []).append((first + offset, column))

    def stroke(self, keysym: int, locks: Locks, *, any_group: bool) -> Stroke | None:
        """Return how to get `keysym`, with as few shifts as possible; None if this layout cannot.

        any_group  also take a key of another group. For shortcuts: Ctrl+T is the key of T whatever alphabet
                   is switched on, and applications look for it so.
        """
        places = self._places.get(keysym, [])
        found = self._best(keysym, places, locks.group, locks)
        if found is None and any_group:
            others = (self._best(keysym, places, group, locks) for group in (0, 1))
            found = next((stroke for stroke in others if stroke), None)
        return found

    def keysyms(self, keycode: int) -> tuple[int, ...]:
        """Return the keysyms of a key; () outside the keyboard."""
        offset = keycode - self._first
        return tuple(self._rows[offset]) if 0 <= offset < len(self._rows) else ()

    def spare_keycodes(self) -> list[int]:
        """Return keycodes without any keysym, the highest first: no real key is likely to send those."""
        return [self._first + i for i in range(len(self._rows) - 1, -1, -1) if not any(self._rows[i])]

    def row_width(self) -> int:
        """Return how many keysyms a keycode has."""
        return len(self._rows[0])

    def _best(self, keysym: int, places: list[tuple[int, int]], group: int, locks: Locks) -> Stroke | None:
        levels = self._levels_of(group)
        fitting = [(levels[column], keycode) for keycode, column in places if column in levels]
        if not fitting:
            return None
        level, keycode = min(fitting)
        shift = bool(level & 1) != self._locked_shift(keycode, keysym, group, locks)
        return Stroke(keycode, shift=shift, level3=level >= 2)

    def _levels_of(self, group: int) -> dict[int, int]:
        """Return level (from 0) by column."""
        if group > 1:
            return {}
        levels = {2 * group: 0, 2 * group + 1: 1}
        if self._groups <= 2:
            levels |= {4 + 2 * group: 2, 5 + 2 * group: 3}
        return levels

    def _locked_shift(self, keycode: int, keysym: int, group: int, locks: Locks) -> bool:
        """Return whether Num Lock already shifts this key of the keypad, so that Shift undoes it."""
        if not (locks.num_lock and _KEYPAD[0] <= keysym <= _KEYPAD[1]):
            return False
        low, high = self.keysyms(keycode)[2 * group : 2 * group + 2]
        return low != high

    def _any_is(self, keycodes: Sequence[int], keysym: int) -> bool:
        return any(keysym in self.keysyms(code) for code in keycodes if code)
