"""The two ends of a hold."""

from __future__ import annotations

from gesturectl.domain.action import Action, ButtonHold, KeyHold
from gesturectl.domain.effect import Hold, HoldKeys, HoldPointer
from gesturectl.domain.pointer_action import PointerSwitch, PointerWish


def press(hold: Hold) -> Action:
    """Return the action that begins the hold."""
    return _turned(hold, down=True)


def let_go(hold: Hold) -> Action:
    """Return the action that ends the hold."""
    return _turned(hold, down=False)


def _turned(hold: Hold, *, down: bool) -> Action:
    if isinstance(hold, HoldKeys):
        return KeyHold(hold.keys, down)
    if isinstance(hold, HoldPointer):
        return PointerSwitch(PointerWish.ON if down else PointerWish.OFF, held=True)
    return ButtonHold(hold.button, down)
