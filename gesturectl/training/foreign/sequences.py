"""Labelled sequences of many persons, resampled to windows of the same number of equal steps."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gesturectl.domain.arrays import FloatArray

STEPS = 64


@dataclass(frozen=True, slots=True, eq=False)
class Sequences:
    """windows (N, STEPS, C) of channels; labels (N,) of the data set; subjects (N,)."""

    windows: FloatArray
    labels: NDArray[np.str_]
    subjects: NDArray[np.int_]

    def chosen(self, which: NDArray[np.bool_]) -> Sequences:
        """Return the sequences of a mask (N,)."""
        return Sequences(self.windows[which], self.labels[which], self.subjects[which])


def smoothed(values: FloatArray) -> FloatArray:
    """Return values (T, ...) as means over five frames that weigh 1, 2, 3, 2, 1."""
    padded = np.pad(values, [(2, 2), *[(0, 0)] * (values.ndim - 1)], mode="edge")
    n = len(values)
    return np.asarray(sum(w * padded[i : i + n] for i, w in enumerate((1, 2, 3, 2, 1))) / 9)


def resampled(values: FloatArray, steps: int = STEPS) -> FloatArray:
    """Return values (T, ...) at `steps` equal steps from the first to the last frame (steps, ...)."""
    place = np.linspace(0, len(values) - 1, steps)
    before = np.minimum(place.astype(int), max(len(values) - 2, 0))
    share = (place - before).reshape(-1, *[1] * (values.ndim - 1))
    after = np.minimum(before + 1, len(values) - 1)
    return np.asarray(values[before] * (1 - share) + values[after] * share, dtype=np.float32)


def motion(values: FloatArray) -> FloatArray:
    """Return how fast the channels (T, C) of a window change, in units of a tenth of its length."""
    return np.asarray(np.gradient(values, axis=0) * len(values) / 10, dtype=np.float32)


def unit(vectors: FloatArray) -> FloatArray:
    """Return the vectors (..., 3) at length 1."""
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-6))
