"""Knowing what is unknown: how far a hand is from the hands of each shape, beside what the network says.

A softmax gives high scores to shapes that it never saw. Here a shape's evidence is the logarithm of its softmax less
two distances from the shape's own training hands: Mahalanobis' in the space of the last hidden layer (the embedding),
and the largest deviation of any single measure (reach of a fingertip, gap between tips, ...), which finds the one
finger that is wrong. Per shape a level is set from the evidence of held-out hands; scores are the
softmax of the evidence above that level, beside a constant zero for `none`. What the perceptron itself thinks less
likely than another label is marked down further, so that distances reject but do not decide between shapes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from gesturectl.domain.arrays import FloatArray

EMBEDDING_WEIGHT = 0.2
"""Of the distance in the embedding, against 1 of the largest deviation and of the logarithm of the softmax."""
SHRINKAGE = 0.1
"""Share of the mean variance added to the covariance in the embedding."""
RIVAL_WEIGHT = 2.0
"""Of the logarithm by which another label is likelier."""
GENTLE = 3.0
"""Below its level a shape's evidence counts this much less, so that a hand that is a little unlike others still counts
as that shape rather than as nothing; it is not taken for a gesture, but one that is held goes on."""
LEAST_LOG = float(np.log(1e-6))
LEVEL_QUARTILES, LEAST_REJECTED = 5.75, 0.01
"""A shape's level lies so many distances from the median to the lower quartile below the median of held-out hands'
evidence, and at least that share of them stays below it. A quantile alone would follow the wrong labels, of which some
shapes have 1 % and others 5 %; about 4 % of the held-out hands are rejected so. Farther below (6), one of ten draws of
unknown shapes has more than a tenth of its hands accepted."""
TRIMMED, TRIMS = 0.02, 3
"""Of each shape's hands the farthest are left out of mean and deviation of the measures: mislabelled ones are there."""


@dataclass(frozen=True, slots=True, eq=False)
class OpenSet:
    """Of K shapes, with an embedding of E numbers and M measures.

    centre, whiten   (K, E), (K, E, E): the distance is |whiten @ (embedding - centre)|
    middle, spread   (K, M): of the measures
    level            (K,): the evidence at which a shape's score reaches `enter`
    enter            the trigger's threshold
    """

    centre: FloatArray
    whiten: FloatArray
    middle: FloatArray
    spread: FloatArray
    level: FloatArray
    enter: float

    def evidence(self, logs: FloatArray, embedding: FloatArray, measures: FloatArray) -> FloatArray:
        """Return the evidence (N, K) for each shape: softmax logarithms (N, K + 1), `none` first, and the distances."""
        logs = np.maximum(logs, LEAST_LOG)
        behind = logs.max(axis=1, keepdims=True) - logs[:, 1:]
        moved = np.einsum("kef,nkf->nke", self.whiten, embedding[:, None] - self.centre)
        away = np.linalg.norm(moved, axis=2)
        off = np.abs((measures[:, None] - self.middle) / self.spread).max(axis=2)
        found = logs[:, 1:] - RIVAL_WEIGHT * behind - EMBEDDING_WEIGHT * away - off
        return np.asarray(found, dtype=np.float32)

    def scores(self, evidence: FloatArray) -> FloatArray:
        """Return scores (N, K + 1), `none` first."""
        above = evidence - self.level
        above = np.maximum(above, above / GENTLE) + self.offset
        logits = np.concatenate([np.zeros((len(above), 1), np.float32), above], axis=1)
        powers = np.exp(logits - logits.max(axis=1, keepdims=True))
        return np.asarray(powers / powers.sum(axis=1, keepdims=True), dtype=np.float32)

    @property
    def offset(self) -> float:
        """What makes a lone shape at its level score exactly `enter`."""
        return float(np.log(self.enter / (1 - self.enter)))

    def with_levels(self, evidence: FloatArray, shapes: NDArray[np.integer], quartiles: Sequence[float]) -> OpenSet:
        """Return it with levels set by the evidence (N, K) of held-out hands of known `shapes` (N,).

        `quartiles` (K,) are LEVEL_QUARTILES or stricter.
        """
        level = [_level(evidence[shapes == k, k], quartiles[k]) for k in range(evidence.shape[1])]
        return replace(self, level=np.array(level, np.float32))


def _level(evidence: FloatArray, quartiles: float) -> float:
    low, quarter, median = np.quantile(evidence, [LEAST_REJECTED, 0.25, 0.5])
    return float(max(low, median - quartiles * (median - quarter)))


def fit_open_set(embedding: FloatArray, measures: FloatArray, shapes: NDArray[np.integer], enter: float) -> OpenSet:
    """Return the statistics of each shape's hands, with levels 0; `shapes` (N,) counts from 0."""
    count = int(shapes.max()) + 1
    clouds = [_cloud(embedding[shapes == k]) for k in range(count)]
    bounds = [_bounds(measures[shapes == k]) for k in range(count)]
    centre, whiten = (np.stack([cloud[i] for cloud in clouds]) for i in range(2))
    middle, spread = (np.stack([bound[i] for bound in bounds]) for i in range(2))
    return OpenSet(centre, whiten, middle, spread, np.zeros(count, np.float32), enter)


def _cloud(rows: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the mean (E,) of rows (N, E) and the matrix (E, E) that makes their covariance round."""
    size = rows.shape[1]
    covariance = np.cov(rows.T)
    covariance += np.eye(size) * (np.trace(covariance) / size * SHRINKAGE + 1e-6)
    whiten = np.linalg.inv(np.linalg.cholesky(covariance))
    return rows.mean(axis=0).astype(np.float32), whiten.astype(np.float32)


def _bounds(rows: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return mean and deviation (M,) of rows (N, M) without the farthest."""
    kept = rows
    for _ in range(TRIMS):
        middle, spread = kept.mean(axis=0), np.maximum(kept.std(axis=0), 1e-2)
        off = (((rows - middle) / spread) ** 2).sum(axis=1)
        kept = rows[off <= np.quantile(off, 1 - TRIMMED)]
    return middle.astype(np.float32), spread.astype(np.float32)
