"""Models on disk: what is wrong with one is said, with its file and how to mend it."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gesturectl.errors import ModelError
from gesturectl.recognition.classifier import Classifier
from gesturectl.recognition.recognizer import load_recognizer
from gesturectl.recognition.shape_features import SHAPE_SIZE, SHAPE_SPEC
from gesturectl.vision.bundles import shipped_models_dir


@pytest.fixture
def models(tmp_path: Path) -> Path:
    return Path(shutil.copytree(shipped_models_dir(), tmp_path / "models"))


def altered(models: Path, **changes: Any) -> None:
    path = models / "hand_shape.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


def truncate(models: Path) -> None:
    path = models / "hand_shape.onnx"
    path.write_bytes(path.read_bytes()[:1000])


def not_a_network(models: Path) -> None:
    data = b"not a network"
    (models / "hand_shape.onnx").write_bytes(data)
    altered(models, sha256=hashlib.sha256(data).hexdigest())


BROKEN: dict[str, tuple[Callable[[Path], Any], str]] = {
    "truncated": (truncate, "checksum differs"),
    "network missing": (lambda m: (m / "hand_shape.onnx").unlink(), "cannot be read"),
    "manifest missing": (lambda m: (m / "hand_shape.json").unlink(), "is missing"),
    "manifest no JSON": (lambda m: (m / "hand_shape.json").write_text("{"), "cannot be read"),
    "newer manifest": (lambda m: altered(m, version=99), "manifest version 99"),
    "other features": (lambda m: altered(m, spec="shape/0"), "made for features 'shape/0'"),
    "no labels": (lambda m: altered(m, labels=[]), "first label must be 'none'"),
    "labels do not fit": (lambda m: altered(m, labels=["none", "fist"]), "expected scores of shape"),
    "bad trigger": (lambda m: altered(m, triggers={"fist": {"enter": 0.1, "exit": 0.9}}), "manifest is damaged"),
    "not a network": (not_a_network, "the network cannot be used"),
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_broken_model_is_named(models: Path, how: str) -> None:
    spoil, says = BROKEN[how]
    spoil(models)
    with pytest.raises(ModelError, match=says) as caught:
        load_recognizer(models)
    assert str(models / "hand_shape") in str(caught.value)
    assert "gesturectl train" in caught.value.remedy


def test_scores_sum_to_one_and_none_comes_first(models: Path) -> None:
    classifier = Classifier.open(models, "hand_shape", SHAPE_SPEC)
    prediction = classifier.predict(np.zeros(SHAPE_SIZE, np.float32))
    assert prediction.labels[0] == "none"
    assert prediction.scores.sum() == pytest.approx(1, abs=1e-4)
