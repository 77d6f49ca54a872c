"""What a path is like by many random convolutions, in units of how that varies over the usual paths."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gesturectl.domain.arrays import FloatArray, read_only
from gesturectl.recognition.random_kernels import Kernel, Kernels

KERNELS = 1000
AXES = 300
"""Along so many axes the usual paths vary by more than SHRINKAGE, as good as all."""
SHRINKAGE = 0.03
"""Of the variation towards a round one: there are not many more usual motions than features."""


@dataclass(frozen=True, slots=True, eq=False)
class PathFeatures:
    """Learned from paths of C channels and STEPS steps.

    middle, size (C,)  of a channel;  borders (KERNELS,)  a threshold for each kernel
    mean, spread (F,)  of the features, F = 2 * KERNELS
    axes (F, A), narrowed (A,)  along which they vary, and what share of it is taken away
    """

    middle: FloatArray
    size: FloatArray
    borders: FloatArray
    mean: FloatArray
    spread: FloatArray
    axes: FloatArray
    narrowed: FloatArray

    @classmethod
    def learned(cls, usual: FloatArray) -> PathFeatures:
        """Return the features of usual paths (N, STEPS, C)."""
        middle, size = usual.mean(axis=(0, 1)), np.maximum(usual.std(axis=(0, 1)), 1e-6)
        scaled = ((usual - middle) / size).astype(np.float32)
        borders = _borders(scaled)
        rows = _said(scaled, borders)
        mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
        values, axes = _axes((rows - mean) / spread)
        least = SHRINKAGE * float(values.sum()) / rows.shape[1]
        narrowed = 1 - np.sqrt(least / (values[:AXES] + least))
        exact = (middle, size, borders, mean, spread, axes[:, :AXES].astype(np.float16), narrowed)
        return cls(*(np.asarray(each, dtype=np.float32) for each in exact))

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[Any]]) -> PathFeatures:
        """Return what `arrays` has written. Raises KeyError, and ValueError where these do not fit."""
        channels, axes = len(arrays["middle"]), len(arrays["narrowed"])
        shapes = {
            **{"middle": (channels,), "size": (channels,), "borders": (KERNELS,)},
            **{"mean": (2 * KERNELS,), "spread": (2 * KERNELS,), "axes": (2 * KERNELS, axes), "narrowed": (axes,)},
        }
        return cls(*(read_only(each.name, arrays[each.name], shapes[each.name]) for each in fields(cls)))

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return everything as arrays by name."""
        named: dict[str, NDArray[Any]] = {each.name: getattr(self, each.name) for each in fields(self)}
        return named | {"axes": self.axes.astype(np.float16)}

    def directions(self, paths: FloatArray) -> FloatArray:
        """Return whitened features (M, F) of length 1.

        Whitened up to a factor: where the usual motions do not vary, by nothing; along their axes by how much they do.
        """
        rows = (_said(((paths - self.middle) / self.size).astype(np.float32), self.borders) - self.mean) / self.spread
        rows -= ((rows @ self.axes) * self.narrowed) @ self.axes.T
        return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), dtype=np.float32)


@cache
def _kernels(steps: int, channels: int) -> Kernels:
    rng = np.random.default_rng(0)
    return Kernels([Kernel.drawn(rng, steps, channels) for _ in range(KERNELS)], channels)


def _borders(scaled: FloatArray) -> FloatArray:
    """Return a threshold for each kernel: a quantile of what it says of one of the paths."""
    rng = np.random.default_rng(0)
    borders = np.empty(KERNELS, np.float32)
    chosen, shares = rng.integers(len(scaled), size=KERNELS), rng.uniform(0.1, 0.9, KERNELS)
    for numbers, answers in _kernels(*scaled.shape[1:]).answers(scaled):
        for column, number in enumerate(numbers):
            borders[number] = np.quantile(answers[chosen[number], :, column], shares[number])
    return borders


def _said(scaled: FloatArray, borders: FloatArray) -> FloatArray:
    """Return (M, 2 * KERNELS): of each kernel the share of steps above its threshold, then its largest answer."""
    out = np.empty((len(scaled), 2, KERNELS), np.float32)
    for numbers, answers in _kernels(*scaled.shape[1:]).answers(scaled):
        out[:, 0, numbers] = (answers > borders[numbers]).mean(axis=1)
        out[:, 1, numbers] = answers.max(axis=1)
    return out.reshape(len(scaled), -1)


def _axes(rows: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the variation (R,) of rows (N, F) along their axes (F, R), the largest first."""
    few = len(rows) < rows.shape[1]
    values, vectors = np.linalg.eigh(((rows @ rows.T if few else rows.T @ rows) / len(rows)).astype(np.float64))
    kept = np.flatnonzero(values > 1e-6 * values[-1])[::-1]
    values, vectors = values[kept], vectors[:, kept]
    return values, (rows.T @ (vectors / np.sqrt(values * len(rows))) if few else vectors)
