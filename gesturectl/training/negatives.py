"""Synthetic movements that are close to gestures and mean nothing: training takes them beside the shipped motions."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from gesturectl.synth.clip import HandClip
from gesturectl.synth.coming import come, leave
from gesturectl.synth.performer import Performer

_WHOLE_HAND = ("open_palm", "fist", "flat", "relaxed", "open_palm", "fist", "four", "point", "two_up", "thumb_up")


def open_close(who: Performer) -> None:
    """Open and close the whole hand: what a pinch is not."""
    start = who.stance(who.side, *who.home(who.side), who.shape(who.one_of(*_WHOLE_HAND)))
    path = come(who, who.side, start, shaped=True)
    for _ in range(int(who.rng.integers(4, 9))):
        slide = who.rng.normal(0, 0.1, 2) * who.palm
        goal = path.here.shaped(who.shape(who.one_of(*_WHOLE_HAND))).moved(float(slide[0]), float(slide[1]))
        path.to(goal, who.uniform(0.1, 0.6))
        path.rest(who.uniform(0.1, 0.7))
    who.t = path.t
    leave(who, who.side)


def nudge(who: Performer) -> None:
    """Move the hand quickly by less than its own length: too short for a swipe."""
    form = who.shape(who.one_of("open_palm", "flat", "relaxed", "point", "two_up"))
    path = come(who, who.side, who.stance(who.side, *who.home(who.side), form))
    for _ in range(int(who.rng.integers(3, 7))):
        angle, length = who.uniform(0, 2 * np.pi), who.uniform(0.3, 1.5) * who.palm
        path.to(path.here.moved(length * np.cos(angle), length * np.sin(angle)), who.uniform(0.12, 0.5))
        path.rest(who.uniform(0.1, 0.8))
    who.t = path.t
    leave(who, who.side)


NEGATIVES: dict[str, Callable[[Performer], None]] = {
    "nudge": nudge,
    "open_close": open_close,
}


def negative_clip(name: str, seed: int) -> HandClip:
    """Return a clip of one of NEGATIVES."""
    who = Performer(name, seed)
    NEGATIVES[name](who)
    return who.clip()
