"""What pointer mode does to the pointer. Only the pointer stage makes these; gestures.yaml has `pointer_move` instead.

`t` is the time of the frame in seconds, so that the pointer can be taken back to where it was at one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PointerWish(StrEnum):
    """What a gesture may ask of pointer mode."""

    ON = "on"
    OFF = "off"
    TOGGLE = "toggle"


@dataclass(frozen=True, slots=True)
class PointerSwitch:
    """Switch pointer mode. `held`: by a gesture that keeps it on; it then goes off once the hand has finished."""

    wish: PointerWish
    held: bool = False


@dataclass(frozen=True, slots=True)
class PointerTake:
    """Take the pointer in hand where it is now: what follows moves it, until the real mouse moves."""

    t: float


@dataclass(frozen=True, slots=True)
class PointerGlide:
    """Move the pointer by (dx, dy) px, right and down; parts of a pixel add up. Several may become one."""

    t: float
    dx: float
    dy: float


@dataclass(frozen=True, slots=True)
class PointerAim:
    """Put the pointer at a share (0..1) of the width and height of all screens. The newest of several counts."""

    t: float
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class PointerRewind:
    """Take the pointer back to where it was at time `to_t`."""

    t: float
    to_t: float


PointerMotion = PointerTake | PointerGlide | PointerAim | PointerRewind
"""What moves the pointer; nothing of it presses anything."""
