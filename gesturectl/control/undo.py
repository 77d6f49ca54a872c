"""The way back from what gestures did."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from gesturectl.domain.action import (
    Action,
    Ask,
    ButtonHold,
    CloseLaunched,
    Control,
    Hotkey,
    KeyHold,
    LaunchApp,
    MediaKey,
    PointerMove,
    PressMediaKey,
    Scroll,
    Sequence,
    SwitchProfile,
    Zoom,
)
from gesturectl.domain.binding import BoundAction
from gesturectl.domain.describe import describe
from gesturectl.domain.event import GestureEvent
from gesturectl.domain.pointer_action import PointerSwitch

KEPT = 20
"""Gestures that can be taken back."""
_TRANSIENT = (Ask, Control, SwitchProfile, PointerSwitch, KeyHold, ButtonHold)
"""Over by themselves, or not done to the desktop."""
_MEDIA_PAIRS = (
    (MediaKey.VOLUME_UP, MediaKey.VOLUME_DOWN),
    (MediaKey.BRIGHTNESS_UP, MediaKey.BRIGHTNESS_DOWN),
    (MediaKey.NEXT_TRACK, MediaKey.PREVIOUS_TRACK),
    (MediaKey.PLAY_PAUSE, MediaKey.PLAY_PAUSE),
    (MediaKey.VOLUME_MUTE, MediaKey.VOLUME_MUTE),
)
_KEY_PAIRS = (
    ("ctrl+tab", "ctrl+shift+tab"),
    ("ctrl+page_down", "ctrl+page_up"),
    ("alt+right", "alt+left"),
    ("ctrl+plus", "ctrl+minus"),
    ("ctrl+kp_add", "ctrl+kp_subtract"),
    ("page_down", "page_up"),
    ("right", "left"),
    ("down", "up"),
    ("f11", "f11"),
)
"""Chords that take each other back wherever they mean anything at all."""
_MEDIA = {one: other for pair in _MEDIA_PAIRS for one, other in (pair, pair[::-1])}
_KEYS = {one: other for pair in _KEY_PAIRS for one, other in (pair, pair[::-1])} | {"ctrl+w": "ctrl+shift+t"}


def inverse(action: Action) -> Action | None:
    """Return what takes `action` back; None where nothing does for sure."""
    match action:
        case Zoom():
            return Zoom(-action.steps, action.method)
        case Scroll():
            return Scroll(-action.dy, -action.dx)
        case PointerMove():
            return PointerMove(-action.dx, -action.dy)
        case LaunchApp():
            return CloseLaunched(action)
        case PressMediaKey():
            return PressMediaKey(_MEDIA[action.key]) if action.key in _MEDIA else None
        case Hotkey():
            back = _KEYS.get("+".join(action.keys))
            return Hotkey(tuple(back.split("+"))) if back else None
        case Sequence():
            parts = [inverse(each) for each in reversed(action.actions)]
            return Sequence(tuple(part for part in parts if part is not None)) if all(parts) else None
        case _:
            return None


@dataclass(slots=True)
class Done:
    """What one gesture did by one rule: `back` takes it back, the last thing first. `lasting`: what cannot be."""

    binding: str
    cause: GestureEvent | None
    back: list[Action] = field(default_factory=list)
    lasting: str = ""


class UndoList:
    """What the last gestures did. Only what was really carried out is to be told to it."""

    def __init__(self) -> None:
        self._done: list[Done] = []

    def note(self, bound: BoundAction) -> None:
        """Take notice of an action that was carried out."""
        if isinstance(bound.action, _TRANSIENT) or bound.cause is None:
            return
        last = self._done[-1] if self._done else None
        if last is None or last.cause is not bound.cause or last.binding != bound.binding:
            last = Done(bound.binding, bound.cause)
            self._done = [*self._done, last][-KEPT:]
        back = inverse(bound.action)
        if back is None:
            last.lasting = describe(bound.action)
        else:
            last.back = _shortened(back, last.back)

    def take(self) -> Done | None:
        """Return the last gesture's deeds and forget them; None if there is none."""
        return self._done.pop() if self._done else None


def _shortened(first: Action, then: Iterable[Action]) -> list[Action]:
    """Return all of it as a list, steps that take each other back left out."""
    rest = list(then)
    if rest and inverse(first) == rest[0]:
        return rest[1:]
    return [first, *rest]
