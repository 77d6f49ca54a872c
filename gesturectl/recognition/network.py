"""A gesture network, read from ONNX and run with numpy: a row of small steps on arrays.

A call of onnxruntime costs 75 µs before it has computed anything where MediaPipe's networks ran since the last one,
for none of its code is in a cache then; a whole network of ours costs less than that here (`gesturectl bench cost`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from gesturectl.domain.arrays import FloatArray

FEW = 3
"""Rows up to which each is multiplied by itself: for two, the product of matrices takes twice as long."""
AT_ONCE = 4096
"""Rows that are judged at once; more (in training) would take much memory."""

Step = Callable[[Any, Any], Any]
"""What one node does with its first two inputs; one that has a single input is given it twice."""


class UnknownOperatorError(ValueError):
    """A node of the graph does something that is not known here."""


class Network:
    """An ONNX graph with one input (N, F)."""

    def __init__(self, data: bytes) -> None:
        """Read a graph. Raises UnknownOperatorError; of what is no graph, whatever its reader raises."""
        import onnx

        graph = onnx.load_from_string(data).graph
        constants = {each.name: onnx.numpy_helper.to_array(each) for each in graph.initializer}
        slots = {name: number for number, name in enumerate(constants)}
        self._values: list[Any] = list(constants.values())
        self._input = self._slot(slots, graph.input[0].name)
        self._steps = [self._step(node, slots, constants) for node in graph.node]
        self._outputs = {output.name: slots[output.name] for output in graph.output}

    @property
    def outputs(self) -> list[str]:
        """The names of what it computes."""
        return list(self._outputs)

    def run(self, batch: FloatArray, output: str) -> FloatArray:
        """Return an output (N, K) for features (N, F)."""
        if len(batch) > AT_ONCE:
            parts = np.array_split(batch, -(-len(batch) // AT_ONCE))
            return np.concatenate([self.run(part, output) for part in parts])
        values = self._values.copy()
        values[self._input] = batch
        for step, out, first, second in self._steps:
            values[out] = step(values[first], values[second])
        return np.asarray(values[self._outputs[output]])

    def _slot(self, slots: dict[str, int], name: str) -> int:
        slots[name] = len(self._values)
        self._values.append(None)
        return slots[name]

    def _step(self, node: Any, slots: dict[str, int], constants: dict[str, Any]) -> tuple[Step, int, int, int]:
        """Return what a node does, where its result goes, and where its two inputs are."""
        from onnx import helper

        attributes = {each.name: helper.get_attribute_value(each) for each in node.attribute}
        fixed = [constants[name] for name in node.input if name in constants]
        step = _step_of(node.op_type, attributes, fixed)
        first, second = slots[node.input[0]], slots[node.input[-1]]
        return step, self._slot(slots, node.output[0]), first, second


def _step_of(operator: str, attributes: dict[str, Any], fixed: list[Any]) -> Step:
    """Return what a node does: an operator of ONNX with its attributes and its constant inputs."""
    if operator in _PLAIN:
        return _PLAIN[operator]
    if operator in _ALONG and attributes.get("axis", -1) == -1:
        return _ALONG[operator]
    if operator in _REDUCTIONS and len(attributes["axes"]) == 1:
        reduction, (axis,), kept = _REDUCTIONS[operator], attributes["axes"], bool(attributes.get("keepdims", 1))
        return lambda x, _: reduction(x, axis, kept)
    if operator == "Reshape":
        shape = tuple(fixed[0].tolist())
        return lambda x, _: x.reshape(shape)
    if operator == "Unsqueeze" and fixed[0].tolist() == [1]:
        return lambda x, _: x[:, None]
    if operator == "Slice" and len(fixed) == 3 and fixed[2].tolist() == [1]:
        part = slice(int(fixed[0][0]), int(fixed[1][0]))
        return lambda x, _: x[:, part]
    raise UnknownOperatorError(f"the operator {operator} with {attributes}")


# Of numpy, ufuncs alone: what wraps them (mean, expand_dims) takes 13 to 15 µs in a cold cache, a ufunc 1 to 3.
_MAXIMUM: Callable[..., FloatArray] = np.maximum.reduce
_ADD: Callable[..., FloatArray] = np.add.reduce


def _product(x: FloatArray, weights: FloatArray) -> FloatArray:
    if not 1 < x.shape[-2] <= FEW:
        return np.asarray(x @ weights)
    return np.asarray((x[..., None, :] @ weights[..., None, :, :])[..., 0, :])


def _softmax(x: FloatArray, _: Any) -> FloatArray:
    powers = np.exp(x - _most(x, -1, True))
    return np.asarray(powers / _sum(powers, -1, True))


def _log_softmax(x: FloatArray, _: Any) -> FloatArray:
    below = x - _most(x, -1, True)
    return np.asarray(below - np.log(_sum(np.exp(below), -1, True)))


def _most(x: FloatArray, axis: int, kept: bool) -> FloatArray:
    return _MAXIMUM(x, axis, None, None, kept)


def _sum(x: FloatArray, axis: int, kept: bool) -> FloatArray:
    return _ADD(x, axis, None, None, kept)


def _mean(x: FloatArray, axis: int, kept: bool) -> FloatArray:
    return np.asarray(_sum(x, axis, kept) / np.float32(x.shape[axis]))


def _length(x: FloatArray, axis: int, kept: bool) -> FloatArray:
    return np.asarray(np.sqrt(_sum(x * x, axis, kept)))


_ZERO = np.float32(0)
_PLAIN: dict[str, Step] = {
    "Add": np.add,
    "Sub": np.subtract,
    "Mul": np.multiply,
    "Max": np.maximum,
    "MatMul": _product,
    "Relu": lambda x, _: np.maximum(x, _ZERO),
    "Abs": lambda x, _: np.abs(x),
}
_ALONG: dict[str, Step] = {"Softmax": _softmax, "LogSoftmax": _log_softmax}
_REDUCTIONS: dict[str, Callable[[FloatArray, int, bool], FloatArray]] = {
    "ReduceMean": _mean,
    "ReduceMax": _most,
    "ReduceL2": _length,
}
