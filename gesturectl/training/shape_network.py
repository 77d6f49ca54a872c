"""The network of hand shapes: a perceptron with open-set scores, as one ONNX graph."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.pipeline import Pipeline

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.gesture import NONE
from gesturectl.recognition.shape_features import MEASURES, SHAPE_SPEC, shape_features
from gesturectl.training.landmark_data import LabelledHands
from gesturectl.training.network import fit, ordered_labels
from gesturectl.training.open_set import LEVEL_QUARTILES, OpenSet, fit_open_set
from gesturectl.training.shape_dataset import angles_that_keep, rescaled, training_set, with_rare_shapes
from gesturectl.training.shape_graph import shape_graph
from gesturectl.training.turning import turned

HIDDEN = (128, 64)
EPOCHS = 16
HELD_SHARE = 0.15
"""Of the pictures, so many are kept from training to set the levels of the open-set score."""

STRICT, STRICT_QUARTILES = ("mute", "call"), 3.5
"""From the side many hands look alike, and a thumb that is up differs from `call` in the little finger alone, which may
point at the camera: the level of such a shape is set nearer to its median."""


@dataclass(frozen=True, slots=True, eq=False)
class ShapeNetwork:
    """A fitted perceptron and what it knows of the unknown.

    held_out, rejected  the hands that set the levels, and the share of them that is rejected or taken for another
    """

    pipeline: Pipeline
    open_set: OpenSet
    held_out: int
    rejected: float
    name: str = "hand_shape"
    spec: str = SHAPE_SPEC

    @property
    def labels(self) -> list[str]:
        """`none`, then the shapes in the order of the scores."""
        return ordered_labels([str(c) for c in self.pipeline.classes_])

    @property
    def size(self) -> int:
        """How many features it takes."""
        return int(self.pipeline.n_features_in_)

    def onnx(self) -> bytes:
        """Return the network as ONNX with outputs `scores` (N, K + 1) and `embedding` (N, E)."""
        return shape_graph(self.pipeline, self.labels, self.open_set)

    def scores(self, features: FloatArray) -> FloatArray:
        """Return the scores (N, K + 1) of features (N, F), as the ONNX does."""
        return self.open_set.scores(_evidence(self.pipeline, self.open_set, features))


def fit_shapes(
    hands: LabelledHands, made: LabelledHands, seed: int, enter: float, epochs: int = EPOCHS
) -> ShapeNetwork:
    """Fit on recorded `hands` and synthetic ones; a shape's score reaches `enter` as held-out hands' do.

    The same data and seed give the same network on one machine.
    """
    rng = np.random.default_rng(seed)
    train, held = split_by_group(hands, HELD_SHARE, rng)
    points, labels = training_set(_joined(train, made), rng)
    pipeline = fit("hand_shape", SHAPE_SPEC, shape_features(points), labels, HIDDEN, seed, epochs).pipeline
    shown, shapes = _turned_copies(pipeline, with_rare_shapes(train, rng), rng)
    open_set = fit_open_set(embedding_of(pipeline, shown), shown[:, -MEASURES:], shapes, enter)
    shown, shapes = _turned_copies(pipeline, with_rare_shapes(held, rng), rng)
    evidence = _evidence(pipeline, open_set, shown)
    names = [str(c) for c in pipeline.classes_ if c != NONE]
    strict = [STRICT_QUARTILES if name in STRICT else LEVEL_QUARTILES for name in names]
    open_set = open_set.with_levels(evidence, shapes, strict)
    scores = open_set.scores(evidence)[:, 1:]
    right = scores[np.arange(len(shapes)), shapes] >= enter
    return ShapeNetwork(pipeline, open_set, len(shapes), round(float(1 - right.mean()), 4))


def split_by_group(hands: LabelledHands, share: float, rng: np.random.Generator) -> tuple[LabelledHands, LabelledHands]:
    """Return the hands without and those with a share of the groups (persons, or pictures)."""
    names = np.unique(hands.groups)
    held = np.isin(hands.groups, rng.permutation(names)[: int(len(names) * share)])
    return hands.taken(~held), hands.taken(held)


def embedding_of(pipeline: Pipeline, features: FloatArray) -> FloatArray:
    """Return the last hidden layer (N, E) of features (N, F)."""
    layer = np.asarray(pipeline[0].transform(features), dtype=np.float32)
    for weights, bias in list(zip(pipeline[-1].coefs_, pipeline[-1].intercepts_, strict=True))[:-1]:
        layer = np.maximum(layer @ weights + bias, 0)
    return np.asarray(layer, dtype=np.float32)


def _evidence(pipeline: Pipeline, open_set: OpenSet, features: FloatArray) -> FloatArray:
    embedding = embedding_of(pipeline, features)
    logits = embedding @ pipeline[-1].coefs_[-1] + pipeline[-1].intercepts_[-1]
    top = logits.max(axis=1, keepdims=True)
    logs = logits - top - np.log(np.exp(logits - top).sum(axis=1, keepdims=True))
    order = [list(pipeline.classes_).index(label) for label in ordered_labels([str(c) for c in pipeline.classes_])]
    return open_set.evidence(logs[:, order], embedding, features[:, -MEASURES:])


def _turned_copies(
    pipeline: Pipeline, hands: LabelledHands, rng: np.random.Generator
) -> tuple[FloatArray, NDArray[np.integer]]:
    """Return the features of hands of known shapes, each also turned, and the numbers of their shapes."""
    hands = hands.taken(hands.labels != NONE)
    points = rescaled(np.concatenate([hands.points, turned(hands.points, angles_that_keep(hands, rng), rng)]))
    names = [str(c) for c in pipeline.classes_ if c != NONE]
    numbers = np.array([names.index(str(label)) for label in hands.labels])
    return shape_features(points), np.concatenate([numbers, numbers])


def _joined(one: LabelledHands, other: LabelledHands) -> LabelledHands:
    return LabelledHands(
        np.concatenate([one.points, other.points]),
        np.concatenate([one.labels, other.labels]),
        np.concatenate([one.groups, other.groups]),
    )
