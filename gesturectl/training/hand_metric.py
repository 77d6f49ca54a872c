"""In which directions hands of one shape differ from each other, learned from the synthetic hand.

Many people make every named shape, seen a little askew; what differs then means nothing, and distances between hands
should not count it. The metric is computed where it is needed: it follows the features by itself.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.recognition.classifier import Classifier
from gesturectl.recognition.personal_rows import hand_rows
from gesturectl.synth.shape import SHAPES, random_shape, varied
from gesturectl.training.landmark_data import canonical_batch
from gesturectl.training.synthetic import seen_from_afar

PEOPLE, STRANGE = 40, 150
SHRINKAGE = 0.6
"""Towards a round metric: the synthetic hand does not know all ways in which real ones differ."""
SHOWN = 12
"""Of each named shape so many hands stand for what is none of the user's gestures."""


@cache
def _hands() -> FloatArray:
    """Return canonical hands: PEOPLE of every named shape, then STRANGE ones of shapes that nobody named."""
    rng = np.random.default_rng(0)
    named = [varied(shape, rng, 5.0) for shape in SHAPES.values() for _ in range(PEOPLE)]
    points = np.stack([seen_from_afar(shape, rng) for shape in (*named, *(random_shape(rng) for _ in range(STRANGE)))])
    return canonical_batch(points, np.zeros(len(points), bool))


def hand_metric(shapes: Classifier) -> tuple[FloatArray, FloatArray]:
    """Return a metric (F, F) for rows of `hand_rows`, and rows (N, F) of hands that are no gesture of the user's.

    After `row @ metric` distances are alike in all directions.
    """
    rows = hand_rows(_hands(), shapes)
    named = rows[: len(SHAPES) * PEOPLE].reshape(len(SHAPES), PEOPLE, -1)
    within = (named - named.mean(axis=1, keepdims=True)).reshape(-1, named.shape[2]).astype(np.float64)
    covariance = within.T @ within / len(within)
    round_one = np.trace(covariance) / len(covariance) * np.eye(len(covariance))
    values, vectors = np.linalg.eigh((1 - SHRINKAGE) * covariance + SHRINKAGE * round_one)
    others = np.concatenate([named[:, :SHOWN].reshape(-1, named.shape[2]), rows[len(SHAPES) * PEOPLE :]])
    return np.asarray(vectors / np.sqrt(values), dtype=np.float32), others
