"""Effects that end something: they want to be meant."""

from __future__ import annotations

from gesturectl.domain.action import CloseWindow, Control, ControlVerb, Hotkey, Sequence
from gesturectl.domain.effect import Effect

QUIT_CHORDS = (("alt", "f4"), ("ctrl", "q"), ("ctrl", "shift", "q"), ("super", "q"))
"""Chords that close a program on the usual desktops."""


def closes(effect: Effect) -> bool:
    """Say whether `effect` closes a window or ends a program, gesturectl itself among them."""
    match effect:
        case CloseWindow():
            return True
        case Control():
            return effect.verb is ControlVerb.STOP
        case Hotkey():
            return effect.keys in QUIT_CHORDS
        case Sequence():
            return any(closes(each) for each in effect.actions)
        case _:
            return False
