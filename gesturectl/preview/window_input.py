"""What a user does in a window: keys and the mouse, whatever toolkit cv2 was built with."""

from __future__ import annotations

from dataclasses import dataclass

Point = tuple[int, int]

_NAMES = {
    "enter": (13, 10, 65293, 65421),
    "escape": (27, 65307),
    "back": (8, 127, 65288),
    "up": (65362, 2490368, 63232),
    "down": (65364, 2621440, 63233),
    "left": (65361, 2424832, 63234),
    "right": (65363, 2555904, 63235),
    "page_up": (65365, 2162688, 63276),
    "page_down": (65366, 2228224, 63277),
    "home": (65360, 2359296, 63273),
    "end": (65367, 2293760, 63275),
    "delete": (65535, 3014656, 63272),
}
"""Codes of cv2.waitKeyEx by toolkit: X11 keysyms (Qt, GTK), Windows' virtual keys << 16, Cocoa's function keys."""
_KEYS = {code: name for name, codes in _NAMES.items() for code in codes}
EVENT_MOVED, EVENT_CLICKED, EVENT_WHEEL = 0, 4, 10
"""Of cv2: the mouse moved, its left button was let go of, its wheel was turned."""


@dataclass(frozen=True, slots=True)
class WindowInput:
    """What was done since the last look; points in px of the picture.

    key  "" for none, a name of `_NAMES`, or the character;  wheel  steps, positive down
    """

    key: str = ""
    pointed: Point | None = None
    clicked: Point | None = None
    wheel: int = 0
    closed: bool = False

    @property
    def anything(self) -> bool:
        """Whether the user is there."""
        return self != WindowInput()


def key_name(code: int) -> str:
    """Return the name of a code of cv2.waitKeyEx: "" for what is no key of ours."""
    if code in _KEYS:
        return _KEYS[code]
    return chr(code) if 32 <= code < 127 else ""


class MouseEvents:
    """Gathers what the mouse does until it is taken; `__call__` is cv2's callback."""

    def __init__(self) -> None:
        self._now = WindowInput()

    def __call__(self, event: int, x: int, y: int, flags: int, _: object = None) -> None:
        """Note an event."""
        now = self._now
        if event == EVENT_MOVED:
            self._now = WindowInput(pointed=(x, y), clicked=now.clicked, wheel=now.wheel)
        elif event == EVENT_CLICKED:
            self._now = WindowInput(pointed=now.pointed, clicked=(x, y), wheel=now.wheel)
        elif event == EVENT_WHEEL:
            self._now = WindowInput(pointed=None, clicked=now.clicked, wheel=now.wheel + (-1 if flags > 0 else 1))

    def taken(self) -> WindowInput:
        """Return what was done since the last call."""
        now, self._now = self._now, WindowInput()
        return now
