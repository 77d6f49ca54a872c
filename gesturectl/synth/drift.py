"""The small movements of a hand or body that holds still: slow sway and tremor, smooth functions of time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gesturectl.synth.rotation import Floats

_WAVES = 4
_SLOWEST_HZ, _FASTEST_HZ = 0.15, 2.0


@dataclass(frozen=True, slots=True, eq=False)
class Drift:
    """Sums of sines: size (C,) of each channel, frequencies and phases (C, waves)."""

    size: Floats
    hz: Floats
    phase: Floats

    @staticmethod
    def drawn(rng: np.random.Generator, size: Floats) -> Drift:
        """Return a random drift whose channels have standard deviations `size` (C,)."""
        shape = (len(size), _WAVES)
        hz = np.exp(rng.uniform(np.log(_SLOWEST_HZ), np.log(_FASTEST_HZ), shape))
        return Drift(np.asarray(size, np.float64), hz, rng.uniform(0, 2 * np.pi, shape))

    def at(self, times_s: Floats) -> Floats:
        """Return (T, C) deflections at `times_s` (T,). Slow waves are larger than quick ones."""
        weight = 1 / self.hz
        weight = weight / np.sqrt((weight**2).sum(axis=1, keepdims=True) / 2)
        waves = np.sin(2 * np.pi * self.hz * np.asarray(times_s)[:, None, None] + self.phase)
        return np.asarray((waves * weight).sum(axis=2) * self.size)


HAND_DRIFT = np.array([0.025, 0.025, 0.02, 0.02, 0.02])
"""Standard deviations of a hand held still: x, y in palm lengths; roll, yaw, pitch in rad."""
