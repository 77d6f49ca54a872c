"""Features of windows by many random convolutions (see recognition.random_kernels), for a linear classifier."""

from __future__ import annotations

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.recognition.random_kernels import Kernel


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
