"""Which of several rules goes first. One ordering for everything: the longest, then the most specific."""

from __future__ import annotations

from collections.abc import Iterable

from gesturectl.domain.binding import Binding
from gesturectl.domain.event import GestureEvent, Phase
from gesturectl.domain.gesture import GESTURES, GestureKind
from gesturectl.domain.observation import Handedness

_SHAPES = frozenset(name for name, gesture in GESTURES.items() if gesture.kind is GestureKind.SHAPE)
Rank = tuple[int, float, int, bool, bool]


def rank(binding: Binding) -> Rank:
    """Return its place: the greater goes first, among equals the first of the file.

    What must be made goes before where it holds, and that before whose hand it is: more gestures, a longer hold; then
    the application, the profile; then one hand.
    """
    return (
        len(binding.lead),
        binding.hold_s,
        binding.app.weight if binding.app else 0,
        bool(binding.profiles),
        binding.hand in (Handedness.LEFT, Handedness.RIGHT),
    )


def best_first(bindings: Iterable[Binding]) -> tuple[Binding, ...]:
    """Return the rules in the order in which they are to be tried."""
    return tuple(sorted(bindings, key=rank, reverse=True))  # stable: equals stay in the order of the file


def slot(binding: Binding) -> Phase | None:
    """Return what rules compete for: a phase of the gesture, or the following of the whole of it (None)."""
    return None if binding.follows_gesture else binding.phase


def takes_hand(binding: Binding, event: GestureEvent) -> bool:
    """Say whether the rule is for the hand that makes `event`; a shape of both hands at once wants to be named."""
    if event.handedness is Handedness.BOTH and event.gesture in _SHAPES:
        return binding.hand is Handedness.BOTH
    return binding.hand is None or binding.hand is event.handedness
