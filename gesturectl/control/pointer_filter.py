"""The One Euro filter: steady at rest, prompt in motion (Casiez, Roussel, Vogel, CHI 2012). Pure; real time steps."""

from __future__ import annotations

import math
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

SPEED_CUTOFF_HZ = 1.0
"""Cutoff of the speed itself, as in the paper."""
LONGEST_STEP_S = 0.5
"""After a longer gap the filter begins anew: what was before says nothing about now."""


class Smooths(Protocol):
    """Smooths places that come in order of time."""

    def smooth(self, t: float, place: Floats) -> Floats:
        """Return the smoothed place at time `t` (s)."""
        ...


class OneEuro:
    """Smooths a place (n,). One cutoff for all axes, from the length of the speed, so that no path is bent."""

    def __init__(self, min_cutoff_hz: float, beta: float, speed_cutoff_hz: float = SPEED_CUTOFF_HZ) -> None:
        """`beta`: Hz by which the cutoff grows for one unit of the place a second."""
        if min_cutoff_hz <= 0 or beta < 0 or speed_cutoff_hz <= 0:
            raise ValueError(f"OneEuro: cutoffs must be > 0 and beta >= 0: {min_cutoff_hz}, {beta}, {speed_cutoff_hz}")
        self._min_cutoff_hz = min_cutoff_hz
        self._beta = beta
        self._speed_cutoff_hz = speed_cutoff_hz
        self._t: float | None = None  # never told apart by being 0: a first time of 0.0 is as good as any
        self._place: Floats = np.zeros(0)
        self._speed: Floats = np.zeros(0)

    def smooth(self, t: float, place: Floats) -> Floats:
        """Return the smoothed place at time `t` (s). A time that is not later than the last changes nothing."""
        step_s = None if self._t is None else t - self._t
        if step_s is None or step_s > LONGEST_STEP_S:
            self._t, self._place, self._speed = t, np.array(place, np.float64), np.zeros(len(place))
        elif step_s > 0:
            self._t = t
            self._advance(step_s, np.asarray(place, np.float64))
        return self._place.copy()

    @property
    def speed(self) -> float:
        """Length of the smoothed speed, units of the place a second."""
        return float(np.linalg.norm(self._speed))

    def _advance(self, step_s: float, place: Floats) -> None:
        raw_speed = (place - self._place) / step_s
        self._speed = self._speed + share(step_s, self._speed_cutoff_hz) * (raw_speed - self._speed)
        cutoff_hz = self._min_cutoff_hz + self._beta * self.speed
        self._place = self._place + share(step_s, cutoff_hz) * (place - self._place)


def share(step_s: float, cutoff_hz: float) -> float:
    """Return how much of the way to its input a low-pass filter of that cutoff goes in one step (the paper's alpha)."""
    return 1.0 / (1.0 + 1.0 / (2.0 * math.pi * cutoff_hz * step_s))
