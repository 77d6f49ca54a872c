"""What a desktop can be made to do: the protocol of the input backends."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import Protocol

from gesturectl.desktop.screens import Monitor
from gesturectl.domain.action import MediaKey, MouseButton
from gesturectl.domain.keys import KEYS
from gesturectl.errors import DesktopError


class FailsafePause(DesktopError):  # noqa: N818  a wish of the user, not a fault
    """The user pushed the pointer into a corner of the screen: nothing was done, gesturectl is to pause."""

    def __init__(self) -> None:
        super().__init__(
            "the pointer is in a corner of the screen, which pauses gesturectl",
            remedy="move the pointer out of the corner and resume, or set failsafe_corner: false",
        )


class Backend(Protocol):
    """Sends input to a desktop. One thread at a time; every method returns once the input is on its way.

    Keys are the names of domain/keys.py. Whatever cannot be done on this desktop raises DesktopError
    saying why: a key without effect is never silence. Backends do not track what is held: the actuator does.
    """

    @property
    def name(self) -> str:
        """What status and doctor call it."""
        ...

    def key_down(self, key: str) -> None:
        """Press a key, with the shift level that it needs on the present keyboard layout."""
        ...

    def key_up(self, key: str) -> None:
        """Release a key; one that is not down is fine."""
        ...

    def button_down(self, button: MouseButton) -> None:
        """Press a mouse button."""
        ...

    def button_up(self, button: MouseButton) -> None:
        """Release a mouse button; one that is not down is fine."""
        ...

    def wheel(self, dx: int, dy: int) -> None:
        """Turn the wheel under the pointer: `dy` steps up, `dx` steps right."""
        ...

    def pointer(self) -> tuple[int, int]:
        """Return where the pointer is, px from the top left corner of the screen."""
        ...

    def point_at(self, x: int, y: int) -> None:
        """Move the pointer there, px; places beyond the screen end at its edge."""
        ...

    def screen_size(self) -> tuple[int, int]:
        """Return width and height of the screen, px."""
        ...

    def monitors(self) -> Sequence[Monitor]:
        """Return the monitors as they are now, at least one."""
        ...

    def type_text(self, text: str) -> None:
        """Type a text into the focused window, beyond ASCII too."""
        ...

    def tap_media_key(self, key: MediaKey) -> None:
        """Press and release a media key."""
        ...

    def close(self) -> None:
        """Let go of the desktop."""
        ...


def unknown_key(key: str) -> DesktopError:
    """Return the error for a name that is not in domain/keys.py."""
    near = difflib.get_close_matches(key, KEYS, 3)
    remedy = f"perhaps you mean {' or '.join(near)}" if near else f"keys are named {', '.join(KEYS[:12])}, ..."
    return DesktopError(f"no such key: {key!r}", remedy=remedy)
