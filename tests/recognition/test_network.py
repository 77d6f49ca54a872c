"""Networks run with numpy: they give what onnxruntime gives."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnxruntime
import pytest
from onnx import TensorProto, helper

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.trigger import TriggerSettings
from gesturectl.recognition.classifier import Classifier, ModelManifest
from gesturectl.recognition.network import AT_ONCE, Network, UnknownOperatorError
from gesturectl.vision.bundles import shipped_models_dir

SHIPPED = sorted(shipped_models_dir().glob("*.onnx"))


def by_onnxruntime(data: bytes, batch: FloatArray, output: str) -> FloatArray:
    session = onnxruntime.InferenceSession(data, providers=["CPUExecutionProvider"])
    return np.asarray(session.run([output], {session.get_inputs()[0].name: batch})[0])


def features(network: Path, rows: int) -> FloatArray:
    size = ModelManifest.read(network.with_suffix(".json")).size
    return np.random.default_rng(rows).normal(size=(rows, size)).astype(np.float32)


@pytest.mark.parametrize("rows", [1, 2, 50])
@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in SHIPPED])
def test_every_shipped_network_says_what_onnxruntime_says(path: Path, rows: int) -> None:
    network, batch = Network(path.read_bytes()), features(path, rows)
    for output in network.outputs:
        expected = by_onnxruntime(path.read_bytes(), batch, output)
        assert network.run(batch, output) == pytest.approx(expected, abs=1e-5, rel=1e-4)


def test_many_rows_are_judged_in_parts() -> None:
    path = shipped_models_dir() / "body_pose.onnx"
    network, batch = Network(path.read_bytes()), features(path, 2 * AT_ONCE + 5)
    assert network.run(batch, "scores") == pytest.approx(by_onnxruntime(path.read_bytes(), batch, "scores"), abs=1e-5)


def test_a_network_of_other_operators_is_run_by_onnxruntime() -> None:
    node = helper.make_node("Softplus", ["X"], ["scores"])
    given, found = (helper.make_tensor_value_info(n, TensorProto.FLOAT, [None, 2]) for n in ("X", "scores"))
    graph = helper.make_graph([node], "other", [given], [found])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    data = model.SerializeToString()
    with pytest.raises(UnknownOperatorError, match="Softplus"):
        Network(data)
    labels = ("none", "fist")
    classifier = Classifier(ModelManifest("other", "x/1", 2, labels, {"fist": TriggerSettings()}, ""), data)
    (scores,) = classifier.judge(np.zeros((1, 2), np.float32))
    assert scores == pytest.approx(dict.fromkeys(labels, float(np.log(2))))
