"""Names of keys, as gestures.yaml and `Hotkey` write them. Backends map them to their own names."""

from __future__ import annotations

import string

MODIFIERS: tuple[str, ...] = ("ctrl", "shift", "alt", "altgr", "super")

SIGNS: dict[str, str] = {
    "plus": "+",
    "minus": "-",
    "equal": "=",
    "comma": ",",
    "period": ".",
    "slash": "/",
    "backslash": "\\",
    "semicolon": ";",
    "apostrophe": "'",
    "grave": "`",
    "bracket_left": "[",
    "bracket_right": "]",
}
"""Keys named by the sign on them."""

NAMED: tuple[str, ...] = (
    "enter", "escape", "tab", "space", "backspace", "delete", "insert",
    "home", "end", "page_up", "page_down", "left", "right", "up", "down",
    "caps_lock", "print_screen", "menu", "pause",
    "kp_add", "kp_subtract", "kp_multiply", "kp_divide", "kp_enter", "kp_decimal",
    *(f"kp_{digit}" for digit in range(10)),
    *(f"f{number}" for number in range(1, 25)),
)  # fmt: skip

KEYS: tuple[str, ...] = (*MODIFIERS, *NAMED, *SIGNS, *string.ascii_lowercase, *string.digits)
"""Every name of a key."""

ALIASES: dict[str, str] = {
    "control": "ctrl",
    "win": "super",
    "cmd": "super",
    "command": "super",
    "meta": "super",
    "option": "alt",
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "ins": "insert",
    "pageup": "page_up",
    "pgup": "page_up",
    "pagedown": "page_down",
    "pgdn": "page_down",
    "printscreen": "print_screen",
    "capslock": "caps_lock",
    **{sign: name for name, sign in SIGNS.items() if sign != "+"},
}
"""Other ways people write a key; `Hotkey` always carries the name of `KEYS`."""
