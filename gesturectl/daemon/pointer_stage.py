"""Pointer mode in the pipeline: what of the binder's actions switches it, what its hand may not do, what it does."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from gesturectl.control.pointer import Pointer
from gesturectl.domain.action import ButtonHold, Control, KeyHold
from gesturectl.domain.binding import BoundAction
from gesturectl.domain.event import GestureEvent
from gesturectl.domain.observation import Observation
from gesturectl.domain.pointer import PointerSettings
from gesturectl.domain.pointer_action import PointerMotion, PointerSwitch

Bound = tuple[BoundAction, ...]


class PointerStage:
    """The stage beside the binder: it sees the hands themselves, not only what they mean."""

    def __init__(self, settings: PointerSettings | None = None) -> None:
        self._pointer = Pointer(settings)

    @property
    def on(self) -> bool:
        """Whether pointer mode is on."""
        return self._pointer.on

    @property
    def state(self) -> str:
        """What pointer mode is at, for people."""
        return self._pointer.state()

    def take_over(self, before: PointerStage) -> None:
        """Be on if the stage of the rules before was, unless a gesture held it on: that one is let go."""
        self._pointer.on = before.on and not before._pointer.held_on

    def step(self, observation: Observation, recognizer: Any, *, rests: bool = False) -> tuple[Bound, Bound]:
        """Return what a frame does: the pointer's motions, then what it presses and turns.

        While it `rests` (a pause, or hands at the keyboard) the pointer is left alone.
        """
        if not self._pointer.on:
            return (), ()
        if rests:
            return (), self._pointer.release(observation.t, observation.seq)
        hands = getattr(recognizer, "followed", lambda t: ())(observation.t)
        done = self._pointer.step(observation.t, observation.seq, hands)
        motions = tuple(bound for bound in done if isinstance(bound.action, PointerMotion))
        return motions, tuple(bound for bound in done if not isinstance(bound.action, PointerMotion))

    def switch(self, actions: Iterable[BoundAction]) -> Bound:
        """Switch pointer mode as `actions` ask for; return what must be let go then."""
        return tuple(
            released
            for bound in actions
            if isinstance(bound.action, PointerSwitch)
            for released in self._pointer.switch(bound.action, bound.t, bound.seq)
        )

    def allowed(self, event: GestureEvent, bound: Bound) -> Bound:
        """Return what of an event's actions may be done: the hand that has the pointer makes no gestures.

        It may let go of what it holds, though, and end the pointing.
        """
        if not self._pointer.has(event.handedness):
            return bound
        return tuple(each for each in bound if _goes_with_pointing(each))

    def why_silent(self, event: GestureEvent) -> str:
        """Say why an event did nothing; "" if that was not because of the pointer."""
        return "this hand has the pointer: pointing is no gesture" if self._pointer.has(event.handedness) else ""

    def yield_to_mouse(self, t: float, seq: int) -> Bound:
        """Leave the pointer to the real mouse for a while; return what must be let go."""
        return self._pointer.yield_to_mouse(t, seq)

    def release(self, t: float, seq: int) -> Bound:
        """Let go of all that is held."""
        return self._pointer.release(t, seq)


def _goes_with_pointing(bound: BoundAction) -> bool:
    if isinstance(bound.action, KeyHold | ButtonHold):
        return not bound.action.down
    return isinstance(bound.action, PointerSwitch | Control)
