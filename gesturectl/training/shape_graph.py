"""The network of hand shapes as an ONNX graph, put together node by node."""

from __future__ import annotations

from typing import Any

import numpy as np
from sklearn.pipeline import Pipeline

from gesturectl.domain.gesture import NONE
from gesturectl.recognition.shape_features import MEASURES
from gesturectl.training.open_set import EMBEDDING_WEIGHT, GENTLE, LEAST_LOG, RIVAL_WEIGHT, OpenSet


class _Graph:
    """Nodes and constants under construction; every step takes and returns names."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, value: Any, kind: type = np.float32) -> str:
        from onnx import numpy_helper

        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.asarray(value, kind), name))
        return name

    def step(self, operator: str, *inputs: str, out: str = "", **attributes: Any) -> str:
        from onnx import helper

        out = out or f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, list(inputs), [out], **attributes))
        return out


def shape_graph(pipeline: Pipeline, labels: list[str], open_set: OpenSet) -> bytes:
    """Return the graph: `features` (N, F) to `scores` (N, K + 1), `none` first, and `embedding` (N, E)."""
    import onnx
    from onnx import helper

    graph = _Graph()
    embedding, logs = _perceptron(graph, pipeline)
    away = _distance(graph, embedding, open_set)
    off = _deviation(graph, int(pipeline.n_features_in_), open_set)
    _scores(graph, _own_evidence(graph, logs, pipeline.classes_), away, off, open_set)
    float32 = onnx.TensorProto.FLOAT
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "hand_shape",
            [helper.make_tensor_value_info("features", float32, [None, int(pipeline.n_features_in_)])],
            [
                helper.make_tensor_value_info("embedding", float32, [None, open_set.centre.shape[1]]),
                helper.make_tensor_value_info("scores", float32, [None, len(labels)]),
            ],
            graph.constants,
        ),
        opset_imports=[helper.make_opsetid("", 17)],
        ir_version=8,
        producer_name="gesturectl",
    )
    onnx.checker.check_model(model)
    return bytes(model.SerializeToString(deterministic=True))


def _perceptron(graph: _Graph, pipeline: Pipeline) -> tuple[str, str]:
    """Add the layers; returns the last hidden layer and the logarithms of the softmax."""
    scaler, network = pipeline[0], pipeline[-1]
    layer = graph.step("Sub", "features", graph.constant(scaler.mean_))
    layer = graph.step("Div", layer, graph.constant(scaler.scale_))
    last = len(network.coefs_) - 1
    for number, (weights, bias) in enumerate(zip(network.coefs_, network.intercepts_, strict=True)):
        summed = graph.step("Gemm", layer, graph.constant(weights), graph.constant(bias))
        if number < last:
            layer = graph.step("Relu", summed, out="embedding" if number == last - 1 else "")
    logs = graph.step("LogSoftmax", summed, axis=1)
    return layer, graph.step("Max", logs, graph.constant(LEAST_LOG))


def _distance(graph: _Graph, embedding: str, open_set: OpenSet) -> str:
    """Add |whiten @ (embedding - centre)| for each shape, as one product with the matrices side by side."""
    count, size = open_set.centre.shape
    weights = open_set.whiten.transpose(2, 0, 1).reshape(size, count * size)
    bias = -np.einsum("kef,kf->ke", open_set.whiten, open_set.centre).ravel()
    moved = graph.step("Gemm", embedding, graph.constant(weights), graph.constant(bias))
    moved = graph.step("Reshape", moved, graph.constant([-1, count, size], np.int64))
    return graph.step("ReduceL2", moved, axes=[2], keepdims=0)


def _deviation(graph: _Graph, size: int, open_set: OpenSet) -> str:
    """Add the largest deviation of any measure, for each shape."""
    ends = [graph.constant([value], np.int64) for value in (size - MEASURES, size, 1)]
    measures = graph.step("Slice", "features", *ends)
    measures = graph.step("Unsqueeze", measures, graph.constant([1], np.int64))
    off = graph.step("Sub", measures, graph.constant(open_set.middle[None]))
    off = graph.step("Abs", graph.step("Div", off, graph.constant(open_set.spread[None])))
    return graph.step("ReduceMax", off, axes=[2], keepdims=0)


def _own_evidence(graph: _Graph, logs: str, classes: np.ndarray) -> str:
    """Add the shapes' logarithms, marked down by how far they are behind the likeliest label; none's is left out."""
    top = graph.step("ReduceMax", logs, axes=[1], keepdims=1)
    shapes = graph.step("Gather", logs, graph.constant(np.flatnonzero(classes != NONE), np.int64), axis=1)
    behind = graph.step("Mul", graph.step("Sub", top, shapes), graph.constant(RIVAL_WEIGHT))
    return graph.step("Sub", shapes, behind)


def _scores(graph: _Graph, own: str, away: str, off: str, open_set: OpenSet) -> None:
    evidence = graph.step("Sub", own, graph.step("Mul", away, graph.constant(EMBEDDING_WEIGHT)))
    above = graph.step("Sub", graph.step("Sub", evidence, off), graph.constant(open_set.level))
    above = graph.step("Max", above, graph.step("Div", above, graph.constant(GENTLE)))
    above = graph.step("Add", above, graph.constant(open_set.offset))
    logits = graph.step("Pad", above, graph.constant([0, 1, 0, 0], np.int64), graph.constant(0.0))
    graph.step("Softmax", logits, out="scores", axis=1)
