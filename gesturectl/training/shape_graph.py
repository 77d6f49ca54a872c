"""The network of hand shapes as an ONNX graph: a perceptron with open-set scores.

`none` has a column in all of it, in which every step gives 0, so that none need be cut off and put back.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from sklearn.pipeline import Pipeline

from gesturectl.recognition.shape_features import MEASURES
from gesturectl.training.graph import Graph, Layers
from gesturectl.training.open_set import EMBEDDING_WEIGHT, GENTLE, LEAST_LOG, RIVAL_WEIGHT, OpenSet


def shape_graph(pipeline: Pipeline, labels: list[str], open_set: OpenSet) -> bytes:
    """Return the graph: `features` (N, F) to `scores` (N, K + 1), `none` first, and `embedding` (N, E)."""
    scaler, network = pipeline[0], pipeline[-1]
    order = [list(network.classes_).index(label) for label in labels]
    layers = list(zip(network.coefs_, network.intercepts_, strict=True))
    layers[-1] = (network.coefs_[-1][:, order], network.intercepts_[-1][order])
    return open_set_graph(scaler.mean_, scaler.scale_, layers, open_set)


def open_set_graph(mean: Any, scale: Any, layers: Layers, open_set: OpenSet) -> bytes:
    """Return the graph of a perceptron's `layers`, whose features are first taken less `mean` and divided by `scale`.

    The last layer's first output is that of `none`.
    """
    graph = Graph()
    embedding, logs = _perceptron(graph, mean, scale, layers)
    away = _distance(graph, embedding, open_set)
    off = _deviation(graph, len(mean), open_set)
    _scores(graph, _own_evidence(graph, logs, len(open_set.level)), away, off, open_set)
    sizes = {"embedding": open_set.centre.shape[1], "scores": len(open_set.level) + 1}
    return graph.encoded("hand_shape", len(mean), sizes)


def _perceptron(graph: Graph, mean: Any, scale: Any, layers: Layers) -> tuple[str, str]:
    """Add the layers; returns the last hidden layer and the logarithms of the softmax."""
    hidden = graph.step("Sub", "features", graph.constant(mean))
    (weights, bias), *others = layers
    summed = graph.layer(hidden, weights / np.asarray(scale, np.float32)[:, None], bias)
    for number, (weights, bias) in enumerate(others, start=1):
        hidden = graph.step("Relu", summed, out="embedding" if number == len(others) else "")
        summed = graph.layer(hidden, weights, bias)
    logs = graph.step("LogSoftmax", summed, axis=-1)
    return hidden, graph.step("Max", logs, graph.constant(LEAST_LOG))


def _distance(graph: Graph, embedding: str, open_set: OpenSet) -> str:
    """Add the weighted |whiten @ (embedding - centre)| for each shape: one product with the matrices side by side."""
    whiten = _with_none(open_set.whiten)
    count, size, _ = whiten.shape
    bias = -np.einsum("kef,kf->ke", whiten, _with_none(open_set.centre)).ravel()
    weights = whiten.transpose(2, 0, 1).reshape(size, count * size)
    moved = graph.layer(embedding, EMBEDDING_WEIGHT * weights, EMBEDDING_WEIGHT * bias)
    moved = graph.step("Reshape", moved, graph.constant([-1, count, size], np.int64))
    return graph.step("ReduceL2", moved, axes=[2], keepdims=0)


def _deviation(graph: Graph, size: int, open_set: OpenSet) -> str:
    """Add the largest deviation of any measure, for each shape."""
    ends = [graph.constant([value], np.int64) for value in (size - MEASURES, size, 1)]
    measures = graph.step("Slice", "features", *ends)
    measures = graph.step("Unsqueeze", measures, graph.constant([1], np.int64))
    off = graph.step("Sub", measures, graph.constant(_with_none(open_set.middle)[None]))
    off = graph.step("Abs", graph.step("Mul", off, graph.constant(_with_none(1 / open_set.spread)[None])))
    return graph.step("ReduceMax", off, axes=[2], keepdims=0)


def _own_evidence(graph: Graph, logs: str, shapes: int) -> str:
    """Add the logarithms, marked down by how far they are behind the likeliest label."""
    top = graph.step("ReduceMax", logs, axes=[1], keepdims=1)
    own = graph.step("Mul", logs, graph.constant(_with_none(np.full(shapes, 1 + RIVAL_WEIGHT))))
    return graph.step("Sub", own, graph.step("Mul", top, graph.constant(_with_none(np.full(shapes, RIVAL_WEIGHT)))))


def _scores(graph: Graph, own: str, away: str, off: str, open_set: OpenSet) -> None:
    evidence = graph.step("Sub", graph.step("Sub", own, away), off)
    above = graph.step("Sub", evidence, graph.constant(_with_none(open_set.level)))
    above = graph.step("Max", above, graph.step("Mul", above, graph.constant(1 / GENTLE)))
    offset = np.full(len(open_set.level), open_set.offset)
    graph.step("Softmax", graph.step("Add", above, graph.constant(_with_none(offset))), out="scores", axis=-1)


def _with_none(values: Any) -> Any:
    """Return values by shape (K, ...) with zeros for `none` before them."""
    return np.concatenate([np.zeros_like(values[:1]), values])
