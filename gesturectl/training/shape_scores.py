"""Scores of many hands against their labels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.gesture import NONE


@dataclass(frozen=True, slots=True, eq=False)
class ShapeScores:
    """scores (N, K) over `names`, of which the first is `none`; labels (N,) are the truth."""

    names: tuple[str, ...]
    scores: FloatArray
    labels: NDArray[np.str_]

    @property
    def best(self) -> NDArray[np.str_]:
        """The likeliest label of each hand."""
        return np.asarray(np.array(self.names)[self.scores.argmax(axis=1)])

    def called(self, enter: float) -> NDArray[np.bool_]:
        """Return which hands are taken for some shape: one scores `enter` or more."""
        return np.asarray(self.scores[:, 1:].max(axis=1) >= enter)

    def right(self, enter: float) -> NDArray[np.bool_]:
        """Return which hands are taken for the shape that they are."""
        return np.asarray(self.called(enter) & (self.best == self.labels))

    def recall(self, enter: float) -> float:
        """Return the share of the hands of shapes that are taken for theirs."""
        shapes = self.labels != NONE
        return float(self.right(enter)[shapes].mean())

    def macro_f1(self) -> float:
        """Return the mean over all labels, `none` among them, of the F1 of the likeliest label."""
        return float(np.mean([self._f1(str(name)) for name in np.unique(self.labels)]))

    def _f1(self, name: str) -> float:
        said, true = self.best == name, self.labels == name
        hits = int((said & true).sum())
        return 2 * hits / max(int(said.sum() + true.sum()), 1)
