"""Telling motion that begins from motion that goes on all the time: a swaying body, a screen in the background."""

from __future__ import annotations

import math

USUAL_S = 0.5
"""Time constant of what is usual."""
TIMES_USUAL = 1.5


class Surge:
    """Keeps the usual amount of motion, in changed cells."""

    def __init__(self) -> None:
        self._usual = 0.0
        self._t: float | None = None

    def begins(self, t: float, cells: int, fewest: float) -> bool:
        """Tell whether `cells` at `t` stand out by more than `fewest` from the usual, and take them into it."""
        stands_out = cells > fewest + TIMES_USUAL * self._usual
        passed_s = 0.0 if self._t is None else max(t - self._t, 0.0)
        self._usual += (cells - self._usual) * (1.0 - math.exp(-passed_s / USUAL_S))
        self._t = t
        return stands_out
