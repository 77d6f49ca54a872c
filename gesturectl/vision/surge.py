"""Telling motion that begins from motion that goes on all the time: a swaying body, a screen in the background."""

from __future__ import annotations

import math
from enum import Enum, auto

USUAL_S = 0.5
"""Time constant of what is usual: motion that has gone on for about so long begins no more."""
TIMES_USUAL = 1.5


class Motion(Enum):
    """What moves: nothing; what has moved all the time; more than that."""

    NONE = auto()
    STEADY = auto()
    BEGINS = auto()


class Surge:
    """Keeps the usual amount of motion, in changed cells."""

    def __init__(self) -> None:
        self._usual = 0.0
        self._t: float | None = None

    def judge(self, t: float, cells: int, fewest: float) -> Motion:
        """Return what `cells` changed ones at `t` mean, fewer than `fewest` being nothing, and learn from them."""
        usual = self._usual
        passed_s = 0.0 if self._t is None else max(t - self._t, 0.0)
        self._usual += (cells - usual) * (1.0 - math.exp(-passed_s / USUAL_S))
        self._t = t
        if cells < fewest:
            return Motion.NONE
        return Motion.BEGINS if cells > fewest + TIMES_USUAL * usual else Motion.STEADY
