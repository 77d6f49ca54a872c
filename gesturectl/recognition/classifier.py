"""A gesture classifier on disk: a network as ONNX, and its manifest. The only importer of onnxruntime in this room."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.gesture import NONE
from gesturectl.domain.prediction import Prediction
from gesturectl.domain.trigger import TriggerSettings
from gesturectl.errors import ModelError
from gesturectl.recognition.network import Network, UnknownOperatorError

MANIFEST_VERSION = 1
SCORES, EMBEDDING = "scores", "embedding"
"""Names of a network's outputs."""
_REMEDY = "Install gesturectl anew, or rebuild the models with `gesturectl train`."


@dataclass(frozen=True, slots=True)
class ModelManifest:
    """What travels beside a network, in NAME.json.

    spec      name and version of the feature set;  size its length
    labels    what the network's outputs mean, `none` first
    triggers  settings of each gesture's trigger
    sha256    of the .onnx file
    """

    name: str
    spec: str
    size: int
    labels: tuple[str, ...]
    triggers: dict[str, TriggerSettings]
    sha256: str

    @staticmethod
    def read(path: Path) -> ModelManifest:
        """Read a manifest; raises ModelError saying what is wrong with it."""
        try:
            data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise ModelError(f"{path}: the model's manifest is missing", remedy=_REMEDY) from None
        except (OSError, ValueError) as error:
            raise ModelError(f"{path}: the model's manifest cannot be read: {error}", remedy=_REMEDY) from error
        return _parse(path, data)


def _parse(path: Path, data: dict[str, Any]) -> ModelManifest:
    version = data.get("version") if isinstance(data, dict) else None
    if version != MANIFEST_VERSION:
        raise ModelError(
            f"{path}: manifest version {version!r}, this gesturectl reads {MANIFEST_VERSION}", remedy=_REMEDY
        )
    try:
        triggers = {name: TriggerSettings(**values) for name, values in data["triggers"].items()}
        labels = tuple(data["labels"])
        manifest = ModelManifest(data["name"], data["spec"], int(data["size"]), labels, triggers, data["sha256"])
    except (KeyError, TypeError, ValueError) as error:
        raise ModelError(
            f"{path}: the manifest is damaged ({type(error).__name__}: {error})", remedy=_REMEDY
        ) from error
    if not labels or labels[0] != NONE:
        raise ModelError(f"{path}: the first label must be {NONE!r}, got {labels[:1]}", remedy=_REMEDY)
    return manifest


class Runs(Protocol):
    """What a network is run by."""

    @property
    def outputs(self) -> list[str]:
        """The names of what it computes."""

    def run(self, batch: FloatArray, output: str) -> FloatArray:
        """Return an output (N, K) for features (N, F)."""


class _Session:
    """A network of operators that `Network` does not know, run by onnxruntime."""

    def __init__(self, data: bytes) -> None:
        import onnxruntime as ort

        options = ort.SessionOptions()
        options.intra_op_num_threads = 1  # a call takes microseconds: threads would cost more than they give
        options.log_severity_level = 3
        self._session = ort.InferenceSession(data, options, providers=["CPUExecutionProvider"])
        self._input = self._session.get_inputs()[0].name

    @property
    def outputs(self) -> list[str]:
        """The names of what it computes."""
        return [output.name for output in self._session.get_outputs()]

    def run(self, batch: FloatArray, output: str) -> FloatArray:
        """Return an output (N, K) for features (N, F)."""
        return np.asarray(self._session.run([output], {self._input: batch})[0])


def _opened(data: bytes) -> Runs:
    try:
        return Network(data)
    except UnknownOperatorError:
        return _Session(data)


class Classifier:
    """Scores windows of keypoint features. Open with `Classifier.open(models_dir, name, spec)`."""

    def __init__(self, manifest: ModelManifest, network: bytes) -> None:
        self.manifest = manifest
        self._network = _opened(network)
        self._check_output()

    def _check_output(self) -> None:
        """Ask for one score, so that a network that does not fit its manifest is found at the start."""
        scores = np.asarray(self._run(np.zeros((1, self.manifest.size), np.float32)))
        if scores.shape != (1, len(self.manifest.labels)):
            raise ValueError(f"expected scores of shape (1, {len(self.manifest.labels)}), got {scores.shape}")

    @classmethod
    def open(cls, models_dir: Path, name: str, spec: str) -> Classifier:
        """Open models_dir/name.onnx with its manifest, for features of `spec`.

        Raises ModelError for a missing, truncated or altered network, or one made for other features.
        """
        manifest = ModelManifest.read(models_dir / f"{name}.json")
        path = models_dir / f"{name}.onnx"
        if manifest.spec != spec:
            raise ModelError(
                f"{path}: made for features {manifest.spec!r}, this gesturectl has {spec!r}", remedy=_REMEDY
            )
        try:
            network = path.read_bytes()
        except OSError as error:
            raise ModelError(f"{path}: the model cannot be read: {error.strerror}", remedy=_REMEDY) from error
        if hashlib.sha256(network).hexdigest() != manifest.sha256:
            raise ModelError(f"{path}: checksum differs from its manifest: truncated or altered", remedy=_REMEDY)
        try:
            return cls(manifest, network)
        except Exception as error:
            raise ModelError(f"{path}: the network cannot be used: {error}", remedy=_REMEDY) from error

    def predict(self, features: FloatArray) -> Prediction:
        """Return the scores of one (size,) feature vector."""
        return Prediction(self.manifest.labels, self._run(features[None])[0])

    def judge(self, features: FloatArray) -> list[dict[str, float]]:
        """Return the scores by label of each of (N, size) feature vectors: of both hands in one call."""
        labels = self.manifest.labels
        return [dict(zip(labels, row, strict=True)) for row in self._run(features).tolist()]

    def predict_many(self, features: FloatArray) -> FloatArray:
        """Return the scores (N, K) of (N, size) feature vectors."""
        return self._run(features)

    def embed(self, features: FloatArray) -> FloatArray:
        """Return the embeddings (N, E) of (N, size) feature vectors: what the network makes of them before it judges.

        Raises ValueError for a network without an output `embedding`; hand_shape has one.
        """
        if EMBEDDING not in self._network.outputs:
            outputs = self._network.outputs
            raise ValueError(f"{self.manifest.name}: the network has no output {EMBEDDING!r}, only {outputs}")
        return self._run(features, EMBEDDING)

    def _run(self, batch: FloatArray, output: str = SCORES) -> FloatArray:
        return self._network.run(batch.astype(np.float32, copy=False), output)
