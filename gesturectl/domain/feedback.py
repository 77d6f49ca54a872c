"""How gesturectl tells what it does."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Corner(StrEnum):
    """Where on the screen the hint appears."""

    TOP_LEFT = "top_left"
    TOP_RIGHT = "top_right"
    BOTTOM_LEFT = "bottom_left"
    BOTTOM_RIGHT = "bottom_right"


class IconColour(StrEnum):
    """How the tray's icon is drawn; AUTO: as the desktop's panel needs it, where it tells."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Feedback:
    """Which ways of telling are used.

    notifications  of changes of the state: paused, camera gone, gestures.yaml refused
    hint           a gesture's name on the screen, with a ring that fills while it must be held
    sounds         a short tone when a gesture does something, and at a pause
    """

    notifications: bool = True
    hint: bool = True
    sounds: bool = False
    corner: Corner = Corner.BOTTOM_RIGHT
    icon: IconColour = IconColour.AUTO
