"""X keysyms of our key names, and of characters. Numbers from X11/keysymdef.h and X11/XF86keysym.h."""

from __future__ import annotations

from gesturectl.domain.action import MediaKey
from gesturectl.domain.keys import KEYS, SIGNS

SHIFT = 0xFFE1
LEVEL3_SHIFT = 0xFE03
NUM_LOCK = 0xFF7F

_NAMED: dict[str, int] = {
    "ctrl": 0xFFE3,
    "shift": SHIFT,
    "alt": 0xFFE9,
    "altgr": LEVEL3_SHIFT,
    "super": 0xFFEB,
    "enter": 0xFF0D,
    "escape": 0xFF1B,
    "tab": 0xFF09,
    "space": 0x20,
    "backspace": 0xFF08,
    "delete": 0xFFFF,
    "insert": 0xFF63,
    "home": 0xFF50,
    "end": 0xFF57,
    "page_up": 0xFF55,
    "page_down": 0xFF56,
    "left": 0xFF51,
    "up": 0xFF52,
    "right": 0xFF53,
    "down": 0xFF54,
    "caps_lock": 0xFFE5,
    "print_screen": 0xFF61,
    "menu": 0xFF67,
    "pause": 0xFF13,
    "kp_add": 0xFFAB,
    "kp_subtract": 0xFFAD,
    "kp_multiply": 0xFFAA,
    "kp_divide": 0xFFAF,
    "kp_enter": 0xFF8D,
    "kp_decimal": 0xFFAE,
    **{f"kp_{digit}": 0xFFB0 + digit for digit in range(10)},
    **{f"f{number}": 0xFFBD + number for number in range(1, 25)},
}

KEYSYM_OF_KEY: dict[str, int] = {key: _NAMED[key] if key in _NAMED else ord(SIGNS.get(key, key)) for key in KEYS}
"""The keysym of every name of domain/keys.py."""

KEYSYM_OF_MEDIA: dict[MediaKey, int] = {
    MediaKey.VOLUME_DOWN: 0x1008FF11,
    MediaKey.BRIGHTNESS_UP: 0x1008FF02,
    MediaKey.BRIGHTNESS_DOWN: 0x1008FF03,
    MediaKey.VOLUME_MUTE: 0x1008FF12,
    MediaKey.VOLUME_UP: 0x1008FF13,
    MediaKey.PLAY_PAUSE: 0x1008FF14,
    MediaKey.STOP: 0x1008FF15,
    MediaKey.PREVIOUS_TRACK: 0x1008FF16,
    MediaKey.NEXT_TRACK: 0x1008FF17,
}

# Before keysyms followed Unicode, each alphabet had a page of its own, which layouts still use. Most follow an
# encoding (page * 256 + the character's byte in it), from the first byte that is not punctuation ...
_OLD_PAGES = {
    0x01: ("iso8859-2", 0xA1),
    0x02: ("iso8859-3", 0xA1),
    0x03: ("iso8859-4", 0xA2),
    0x05: ("iso8859-6", 0xAC),
    0x06: ("koi8-r", 0xC0),
    0x0C: ("iso8859-8", 0xE0),
    0x0D: ("tis-620", 0xA1),
    0x13: ("iso8859-15", 0xBC),
}
# ... and some go their own way, from this keysym on.
_OLD_ROWS = {
    0x06A1: "ђѓёєѕіїјљњћќґўџ№ЂЃЁЄЅІЇЈЉЊЋЌҐЎЏ",
    0x07A1: "ΆΈΉΊΪ\0ΌΎΫ\0Ώ",
    0x07B1: "άέήίϊΐόύϋΰώ",
    0x07C1: "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣ\0ΤΥΦΧΨΩ",
    0x07E1: "αβγδεζηθικλμνξοπρσςτυφχψω",
}
_CONTROL_CHARACTERS = {"\n": 0xFF0D, "\r": 0xFF0D, "\t": 0xFF09, "\b": 0xFF08}


def keysyms_of_character(character: str) -> tuple[int, ...]:
    """Return the keysyms that stand for a character, the one to bind it with first; () for a control code."""
    if character in _CONTROL_CHARACTERS:
        return (_CONTROL_CHARACTERS[character],)
    code = ord(character)
    if 0x20 <= code <= 0x7E or 0xA0 <= code <= 0xFF:
        return (code,)
    if code < 0x100:
        return ()
    return (0x01000000 + code, *_euro(code), *_old_keysyms(character))


def _euro(code: int) -> tuple[int, ...]:
    return (code,) if code == 0x20AC else ()


def _old_keysyms(character: str) -> list[int]:
    found = [start + row.index(character) for start, row in _OLD_ROWS.items() if character in row]
    for page, (encoding, first) in _OLD_PAGES.items():
        try:
            byte = character.encode(encoding)[0]
        except UnicodeEncodeError:
            continue
        if byte >= first:
            found.append((page << 8) + byte)
    return found
