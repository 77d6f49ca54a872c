"""Telling motion that begins from motion that goes on all the time: a swaying body, a screen in the background."""

from __future__ import annotations

import math
from enum import Enum, auto

USUAL_S = 0.5
"""Time constant of what is usual: motion that has gone on for about so long begins no more."""
TIMES_USUAL = 1.5
SWELLS_S = 0.25
"""Motion that has grown for so long without a hand is rather somebody who walks in."""
LULL_S = 0.3
"""Pauses of motion that are shorter do not end it."""


class Motion(Enum):
    """What moves: nothing; what has moved all the time; more than that; more than that for a while already."""

    NONE = auto()
    STEADY = auto()
    BEGINS = auto()
    SWELLS = auto()


class Surge:
    """Keeps the usual amount of motion, in changed cells."""

    def __init__(self) -> None:
        self._usual = 0.0
        self._t: float | None = None
        self._began_t = self._more_t = float("-inf")

    def judge(self, t: float, cells: int, fewest: float) -> Motion:
        """Return what `cells` changed ones at `t` mean, fewer than `fewest` being nothing, and learn from them."""
        usual = self._usual
        passed_s = 0.0 if self._t is None else max(t - self._t, 0.0)
        self._usual += (cells - usual) * (1.0 - math.exp(-passed_s / USUAL_S))
        self._t = t
        if cells < fewest:
            return Motion.NONE
        if cells <= fewest + TIMES_USUAL * usual:
            return Motion.STEADY
        if t - self._more_t > LULL_S:
            self._began_t = t
        self._more_t = t
        return Motion.SWELLS if t - self._began_t > SWELLS_S else Motion.BEGINS
