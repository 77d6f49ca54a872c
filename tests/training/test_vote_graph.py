"""Perceptrons as one ONNX graph: it says what scikit-learn says."""

from __future__ import annotations

import numpy as np
import pytest

from gesturectl.domain.gesture import NONE
from gesturectl.recognition.network import Network
from gesturectl.training.network import fit


@pytest.mark.parametrize("labels", [("wave", NONE), ("wave", NONE, "fist", "point")])
@pytest.mark.parametrize("voters", [1, 3])
def test_the_graph_says_what_the_pipeline_says(labels: tuple[str, ...], voters: int) -> None:
    rng = np.random.default_rng(1)
    targets = rng.integers(len(labels), size=200)
    features = (5 + targets[:, None] + rng.normal(size=(200, 6)) * np.arange(1, 7)).astype(np.float32)
    network = fit("some", "some/1", features, np.array(labels)[targets], (12, 8), 0, 5, voters)
    expected = network.pipeline.predict_proba(features)
    order = [network.classes.index(label) for label in network.labels]
    assert network.labels[0] == NONE
    assert Network(network.onnx()).run(features, "scores") == pytest.approx(expected[:, order], abs=1e-5)
