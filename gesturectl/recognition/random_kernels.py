"""Features of paths by many random convolutions, in the manner of ROCKET and MiniRocket (Dempster et al. 2020, 2021).

Each kernel looks at a few channels at one dilation; what it says of a path is the largest answer, and the share of the
steps during which the answer is above a threshold. No label is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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


class Kernels:
    """Many kernels that are asked together: those of one length, dilation and padding in one product."""

    def __init__(self, kernels: Sequence[Kernel], channels: int) -> None:
        """`channels` is how many the windows have."""
        self.count = len(kernels)
        alike: dict[tuple[int, int, int], list[int]] = {}
        for number, kernel in enumerate(kernels):
            alike.setdefault((kernel.weights.shape[1], kernel.dilation, kernel.padding), []).append(number)
        self._groups = [(*how, np.array(own), _matrix(kernels, own, channels)) for how, own in alike.items()]

    def answers(self, windows: FloatArray) -> Iterator[tuple[NDArray[np.int_], FloatArray]]:
        """Yield numbers (K,) of kernels and their convolutions (N, T', K) of windows (N, T, C)."""
        for length, dilation, padding, numbers, matrix in self._groups:
            seen = np.pad(windows, [(0, 0), (padding, padding), (0, 0)])
            span = seen.shape[1] - (length - 1) * dilation
            taps = np.concatenate([seen[:, j * dilation : j * dilation + span] for j in range(length)], axis=2)
            yield numbers, taps @ matrix


def _matrix(kernels: Sequence[Kernel], numbers: Sequence[int], channels: int) -> FloatArray:
    """Return the weights (length * C, K) of kernels of one length."""
    length = kernels[numbers[0]].weights.shape[1]
    out = np.zeros((length, channels, len(numbers)), np.float32)
    for column, number in enumerate(numbers):
        out[:, kernels[number].channels, column] = kernels[number].weights.T
    return out.reshape(length * channels, len(numbers))
