"""What an estimator makes of a true hand: jitter, lag, misses, wrong sides. All functions of time, not of frames."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gesturectl.synth.rotation import Floats

Bools = NDArray[np.bool_]

GRID_HZ = 30.0
"""Noise is drawn on this grid and read off between its points, so that the frame rate only samples it."""


@dataclass(frozen=True, slots=True)
class NoiseSettings:
    """How an estimator errs, in the manner of MediaPipe on webcam frames.

    jitter_palms     landmark jitter in x and y, standard deviation as a share of the palm length
    depth_jitter     the same for z
    bias_palms       constant error of each landmark of a clip, the same in z as in x and y
    correlation_s    how long jitter remembers itself
    lag_s            landmarks are those of up to this long ago (tracking smooths)
    latency_s        a hand is found at most this long after it came into view
    misses_hz        how often a still hand is lost for a moment
    fast_misses_hz   the same for a hand at `fast_palms_s` palm lengths a second
    flips_hz         how often the wrong side is reported for a moment
    """

    jitter_palms: float = 0.012
    depth_jitter: float = 0.04
    bias_palms: float = 0.015
    correlation_s: float = 0.08
    lag_s: float = 0.02
    latency_s: float = 0.2
    misses_hz: float = 0.05
    fast_misses_hz: float = 2.0
    fast_palms_s: float = 12.0
    flips_hz: float = 0.02


NO_NOISE = NoiseSettings(0, 0, 0, 0.08, 0, 0, 0, 0, 12.0, 0)


class HandNoise:
    """The errors about one hand over one clip."""

    def __init__(
        self, settings: NoiseSettings, rng: np.random.Generator, visible: Bools, speeds_palms_s: Floats
    ) -> None:
        """`visible` (G,) and `speeds_palms_s` (G,) are the truth on the grid of GRID_HZ."""
        grid = len(visible)
        self.lag_s = float(rng.uniform(0, settings.lag_s))
        scale = np.array([settings.jitter_palms, settings.jitter_palms, settings.depth_jitter])
        bias = rng.normal(0, settings.bias_palms, (1, 21, 3))
        self._offsets = correlated(rng, (grid, 21, 3), settings.correlation_s) * scale * rng.uniform(0.5, 1.5) + bias
        self._found = _found(settings, rng, visible, speeds_palms_s)
        self._flipped = spells(rng, np.full(grid, settings.flips_hz))
        self._scores = np.clip(1 - rng.gamma(1.0, 0.02, grid), 0.5, 1.0)

    def offsets(self, times_s: Floats) -> Floats:
        """Return (T, 21, 3) errors of the landmarks, in palm lengths."""
        return between(self._offsets, times_s)

    def found(self, t: float) -> bool:
        """Whether the hand is seen."""
        return bool(self._found[self._cell(t)])

    def flipped(self, t: float) -> bool:
        """Whether it is taken for the other hand."""
        return bool(self._flipped[self._cell(t)])

    def score(self, t: float) -> float:
        """How sure the estimator is of the side."""
        return float(self._scores[self._cell(t)])

    def _cell(self, t: float) -> int:
        return min(max(int(t * GRID_HZ + 1e-6), 0), len(self._found) - 1)


def correlated(rng: np.random.Generator, shape: tuple[int, ...], correlation_s: float) -> Floats:
    """Return unit noise of `shape` (grid, ...) that forgets itself within `correlation_s` (autoregression)."""
    keep = float(np.exp(-1 / (GRID_HZ * correlation_s)))
    fresh = rng.normal(0, 1, shape)
    for i in range(1, shape[0]):
        fresh[i] = keep * fresh[i - 1] + np.sqrt(1 - keep**2) * fresh[i]
    return fresh


def between(values: Floats, times_s: Floats) -> Floats:
    """Return `values` (grid, ...) read off at `times_s` (T,), linearly between the points of the grid."""
    place = np.clip(np.asarray(times_s) * GRID_HZ, 0, len(values) - 1.001)
    before = place.astype(int)
    share = (place - before).reshape(-1, *([1] * (values.ndim - 1)))
    return np.asarray(values[before] * (1 - share) + values[before + 1] * share)


def _found(settings: NoiseSettings, rng: np.random.Generator, visible: Bools, speeds: Floats) -> Bools:
    """Return (grid,) whether the hand is seen: not at once when it appears, and lost more often when fast."""
    rate = settings.misses_hz + settings.fast_misses_hz * (speeds / settings.fast_palms_s) ** 2
    found = visible & ~spells(rng, rate)
    appears = np.flatnonzero(visible & ~np.concatenate([[False], visible[:-1]]))
    for start in appears:
        found[start : start + int(rng.uniform(0, settings.latency_s) * GRID_HZ)] = False
    return np.asarray(found)


LONGEST_SPELL_S = 0.2
"""Spells may follow each other: a hand in a fast stroke is lost for up to about 0.35 s, as MediaPipe loses it."""


def spells(rng: np.random.Generator, rate_hz: Floats) -> Bools:
    """Return (grid,) whether a short spell (0.03 to 0.2 s) is on; spells begin at `rate_hz` (grid,)."""
    out = np.zeros(len(rate_hz), bool)
    for start in np.flatnonzero(rng.uniform(0, 1, len(rate_hz)) < rate_hz / GRID_HZ):
        length_s = min(float(rng.exponential(0.06)), LONGEST_SPELL_S)
        out[start : start + 1 + int(length_s * GRID_HZ)] = True
    return out
