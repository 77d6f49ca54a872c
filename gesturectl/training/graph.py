"""Putting an ONNX graph together, node by node."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np


class Graph:
    """Nodes and constants under construction; every step takes and returns names. The input is `features`."""

    def __init__(self) -> None:
        self._nodes: list[Any] = []
        self._constants: list[Any] = []

    def constant(self, value: Any, kind: type = np.float32) -> str:
        """Add a constant."""
        from onnx import numpy_helper

        name = f"c{len(self._constants)}"
        self._constants.append(numpy_helper.from_array(np.asarray(value, kind), name))
        return name

    def step(self, operator: str, *inputs: str, out: str = "", **attributes: Any) -> str:
        """Add a node; `out` names what it gives."""
        from onnx import helper

        out = out or f"n{len(self._nodes)}"
        self._nodes.append(helper.make_node(operator, list(inputs), [out], **attributes))
        return out

    def layer(self, before: str, weights: Any, bias: Any) -> str:
        """Add a dense layer, or several side by side: weights (..., F, H) and bias (H,) or (..., 1, H)."""
        return self.step("Add", self.step("MatMul", before, self.constant(weights)), self.constant(bias))

    def encoded(self, name: str, size: int, outputs: dict[str, int]) -> bytes:
        """Return it as ONNX: `features` (N, size) to `outputs`, each (N, so many)."""
        import onnx

        def tensor(called: str, width: int) -> Any:
            return onnx.helper.make_tensor_value_info(called, onnx.TensorProto.FLOAT, [None, width])

        given = [tensor(called, width) for called, width in outputs.items()]
        graph = onnx.helper.make_graph(self._nodes, name, [tensor("features", size)], given, self._constants)
        opset = onnx.helper.make_opsetid("", 17)
        model = onnx.helper.make_model(graph, opset_imports=[opset], ir_version=8, producer_name="gesturectl")
        onnx.checker.check_model(model)
        return bytes(model.SerializeToString(deterministic=True))


Layers = Sequence[tuple[Any, Any]]
"""Weights (F, H) and bias (H,) of each layer of a perceptron, first to last."""


def vote_graph(
    name: str, members: Sequence[Layers], order: Sequence[int], scaling: tuple[Any, Any] | None = None
) -> bytes:
    """Return the mean of what perceptrons of the same layers say, each layer one product for all of them.

    With `scaling`, features are first taken less its mean (F,) and divided by its deviation (F,). The scores come in
    this `order` of the perceptrons' classes.
    """
    graph = Graph()
    size, last = len(members[0][0][0]), len(members[0]) - 1
    found = "features"
    for number, layers in enumerate(zip(*members, strict=True)):
        weights = np.stack([w for w, _ in layers]).astype(np.float32)
        bias = np.stack([b for _, b in layers])[:, None]
        if number == 0 and scaling is not None:
            found = graph.step("Sub", found, graph.constant(scaling[0]))
            weights *= np.asarray(1 / scaling[1], np.float32)[:, None]
        if number == last:
            weights, bias = _both_classes(weights)[..., order], _both_classes(bias)[..., order]
        found = graph.layer(found, weights, bias)
        if number < last:
            found = graph.step("Relu", found)
    graph.step("ReduceMean", graph.step("Softmax", found, axis=-1), out="scores", axes=[0], keepdims=0)
    return graph.encoded(name, size, {"scores": len(order)})


def _both_classes(values: Any) -> Any:
    """Return the last layer with an output for each class: of two, scikit-learn has one for the second alone."""
    return values if values.shape[-1] > 1 else np.concatenate([np.zeros_like(values), values], axis=-1)
