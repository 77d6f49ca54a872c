"""What hands do all day, and in which direction a motion is unlike it.

Many random convolutions say what a path is like; the usual motions say how these features vary by themselves. Seen in
units of that variation (whitened), a few takes of a gesture point in one direction, and what points the same way is
like the gesture in what the usual motions are not: a linear discriminant from positives alone (Hariharan, Malik and
Ramanan 2012).
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.recognition.random_kernels import Kernel, Kernels

KERNELS = 500
SHRINKAGE = 0.1
"""Of the variation towards a round one: there are fewer usual motions than features."""
FEWEST = 50
"""Of fewer usual motions nothing is learned."""


class UsualMotions:
    """Paths (N, STEPS, D) of what hands do all day; none if that is not known."""

    def __init__(self, paths: FloatArray | None = None) -> None:
        self.paths = np.zeros((0, 0, 0), np.float32) if paths is None else paths

    @property
    def known(self) -> bool:
        """Whether there are enough of them to tell what is unlike them."""
        return len(self.paths) >= FEWEST

    def directions(self, paths: FloatArray) -> FloatArray:
        """Return the directions (M, 2 * KERNELS), of length 1, in which paths (M, STEPS, D) are unlike the usual."""
        return self._features.directions(paths)

    def direction(self, exemplars: FloatArray) -> FloatArray:
        """Return the direction (2 * KERNELS,), of length 1, that takes of a gesture share; () if it is not known."""
        if not self.known or not len(exemplars):
            return np.zeros(0, np.float32)
        shared = self.directions(exemplars).sum(axis=0)
        return np.asarray(shared / np.linalg.norm(shared))

    @cached_property
    def _features(self) -> _Features:
        return _Features(self.paths)


class _Features:
    """Features of paths, and their variation over the usual ones."""

    def __init__(self, usual: FloatArray) -> None:
        rng = np.random.default_rng(0)
        steps, channels = usual.shape[1:]
        self._middle, self._size = usual.mean(axis=(0, 1)), np.maximum(usual.std(axis=(0, 1)), 1e-6)
        self._kernels = Kernels([Kernel.drawn(rng, steps, channels) for _ in range(KERNELS)], channels)
        self._borders = self._drawn_borders(usual, rng)
        rows = self._said(usual)
        self._mean, self._spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
        rows = (rows - self._mean) / self._spread
        values, vectors = np.linalg.eigh((rows @ rows.T / len(rows)).astype(np.float64))
        kept = values > 1e-6 * values[-1]
        values, vectors = values[kept], vectors[:, kept]
        self._axes = (rows.T @ (vectors / np.sqrt(values * len(rows)))).astype(np.float32)
        least = SHRINKAGE * float(values.sum()) / rows.shape[1]
        self._narrowed = (1 - np.sqrt(least / (values + least))).astype(np.float32)

    def directions(self, paths: FloatArray) -> FloatArray:
        """Return whitened features (M, 2 * KERNELS) of length 1.

        Whitened up to a factor: where the usual motions do not vary, by nothing; along their axes by how much they do.
        """
        rows = (self._said(paths) - self._mean) / self._spread
        rows -= ((rows @ self._axes) * self._narrowed) @ self._axes.T
        return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), dtype=np.float32)

    def _drawn_borders(self, usual: FloatArray, rng: np.random.Generator) -> FloatArray:
        """Return a threshold for each kernel: a quantile of what it says of one of the usual motions."""
        borders = np.empty(KERNELS, np.float32)
        for numbers, answers in self._kernels.answers(self._scaled(usual)):
            for column, number in enumerate(numbers):
                said = answers[int(rng.integers(len(usual))), :, column]
                borders[number] = np.quantile(said, rng.uniform(0.1, 0.9))
        return borders

    def _said(self, paths: FloatArray) -> FloatArray:
        """Return (M, 2 * KERNELS): of each kernel the share of steps above its threshold, then its largest answer."""
        out = np.empty((len(paths), 2, KERNELS), np.float32)
        for numbers, answers in self._kernels.answers(self._scaled(paths)):
            out[:, 0, numbers] = (answers > self._borders[numbers]).mean(axis=1)
            out[:, 1, numbers] = answers.max(axis=1)
        return out.reshape(len(paths), -1)

    def _scaled(self, paths: FloatArray) -> FloatArray:
        return np.asarray((paths - self._middle) / self._size, dtype=np.float32)
