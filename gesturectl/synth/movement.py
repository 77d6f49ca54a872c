"""Movements: from one state to the next in a time, the way limbs move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np

from gesturectl.synth.rotation import Floats

_BOWED = slice(0, 2)
"""The channels that a bow bends: the place in the picture."""


class Ease(Enum):
    """How a movement spends its time."""

    JERK = "jerk"
    """Minimum jerk, from rest to rest: how an arm moves (Flash and Hogan 1985)."""
    EVEN = "even"
    """Constant speed: a piece of a longer movement."""


@dataclass(frozen=True, slots=True, eq=False)
class Movement:
    """From one stance to the next, `bow` frame heights off the straight line at its middle."""

    start_s: float
    end_s: float
    begin: Floats
    end: Floats
    bow: tuple[float, float] = (0.0, 0.0)
    ease: Ease = Ease.JERK


def eased(share: Floats, ease: Ease) -> Floats:
    """Return how far a movement has come (0..1) when `share` (0..1) of its time is over."""
    if ease is Ease.EVEN:
        return share
    return np.asarray(share**3 * (10 - 15 * share + 6 * share**2))


def states(movements: Sequence[Movement], times_s: Floats) -> Floats:
    """Return the (T, C) states at `times_s` (T,) of movements that follow each other without gaps.

    Before the first and after the last movement everything rests.
    """
    times = np.asarray(times_s, np.float64)
    starts = np.array([movement.start_s for movement in movements])
    index = np.clip(np.searchsorted(starts, times, side="right") - 1, 0, None)
    out = np.empty((len(times), len(movements[0].begin)))
    for i in np.unique(index):
        chosen = index == i
        out[chosen] = _along(movements[i], times[chosen])
    return out


def _along(movement: Movement, times: Floats) -> Floats:
    length = max(movement.end_s - movement.start_s, 1e-6)
    share = np.clip((times - movement.start_s) / length, 0.0, 1.0)
    way = eased(share, movement.ease)[:, None]
    out = movement.begin + way * (movement.end - movement.begin)
    out[:, _BOWED] += np.sin(np.pi * way) * np.array(movement.bow)
    return out
