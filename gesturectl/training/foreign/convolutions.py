"""Features of windows by many random convolutions, in the manner of ROCKET and MiniRocket (Dempster et al. 2020, 2021).

Each kernel looks at a few channels at one dilation; what it says of a window is the largest answer, and the share of
the time during which the answer is above a threshold. A linear classifier on top of them is a strong temporal model.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gesturectl.domain.arrays import FloatArray

_LENGTHS = (7, 9, 11)
_MOST_CHANNELS = 8


@dataclass(frozen=True, slots=True, eq=False)
class Kernel:
    """channels (K,) that it looks at, weights (K, length), steps between its taps, padding on either side."""

    channels: NDArray[np.int_]
    weights: FloatArray
    dilation: int
    padding: int

    @staticmethod
    def drawn(rng: np.random.Generator, steps: int, channels: int) -> Kernel:
        """Return a random kernel for windows of `steps` steps."""
        length = int(rng.choice(_LENGTHS))
        dilation = int(2 ** rng.uniform(0, np.log2((steps - 1) / (length - 1))))
        count = min(channels, int(2 ** rng.uniform(0, np.log2(_MOST_CHANNELS))))
        weights = rng.normal(0, 1, (count, length))
        weights -= weights.mean(axis=1, keepdims=True)
        padding = (length - 1) * dilation // 2 if rng.random() < 0.5 else 0
        return Kernel(rng.choice(channels, count, replace=False), weights.astype(np.float32), dilation, padding)

    def answers(self, windows: FloatArray) -> FloatArray:
        """Return the convolution (N, T') of windows (C, N, T)."""
        seen = np.pad(windows[self.channels], [(0, 0), (0, 0), (self.padding, self.padding)])
        length = self.weights.shape[1]
        span = seen.shape[2] - (length - 1) * self.dilation
        taps = (seen[:, :, j * self.dilation : j * self.dilation + span] for j in range(length))
        return np.asarray(sum(np.tensordot(self.weights[:, j], tap, 1) for j, tap in enumerate(taps)))


def convolution_features(windows: FloatArray, kernels: int, rng: np.random.Generator) -> FloatArray:
    """Return (N, 2 * kernels) features of windows (N, T, C); no label is looked at."""
    scaled = (windows - windows.mean(axis=(0, 1))) / np.maximum(windows.std(axis=(0, 1)), 1e-6)
    by_channel = np.ascontiguousarray(np.moveaxis(scaled, -1, 0), dtype=np.float32)
    out = np.empty((len(windows), 2 * kernels), np.float32)
    for k in range(kernels):
        answers = Kernel.drawn(rng, windows.shape[1], windows.shape[2]).answers(by_channel)
        threshold = np.quantile(answers[int(rng.integers(len(answers)))], rng.uniform(0.1, 0.9))
        out[:, 2 * k], out[:, 2 * k + 1] = (answers > threshold).mean(axis=1), answers.max(axis=1)
    return out
