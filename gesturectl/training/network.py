"""Training a small network and writing it as ONNX with its manifest."""

from __future__ import annotations

import hashlib
import json
import warnings
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import VotingClassifier
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.gesture import NONE
from gesturectl.domain.trigger import TriggerSettings
from gesturectl.recognition.classifier import MANIFEST_VERSION
from gesturectl.training.graph import vote_graph


class Exportable(Protocol):
    """A network that can be written: its features (`spec`, `size` of them), what its scores mean, itself as ONNX."""

    @property
    def name(self) -> str:
        """File name without ending."""

    @property
    def spec(self) -> str:
        """Name and version of the feature set."""

    @property
    def size(self) -> int:
        """How many features it takes."""

    @property
    def labels(self) -> list[str]:
        """The labels in the order of the output `scores`, `none` first."""

    def onnx(self) -> bytes:
        """Return it as ONNX with an output `scores`."""


@dataclass(frozen=True, slots=True, eq=False)
class TrainedNetwork:
    """A fitted pipeline and the feature set that it was fitted on."""

    name: str
    spec: str
    pipeline: Pipeline

    @property
    def classes(self) -> list[str]:
        """The labels in the pipeline's own order."""
        return [str(c) for c in self.pipeline.classes_]

    @property
    def labels(self) -> list[str]:
        """The labels in the order of the scores."""
        return ordered_labels(self.classes)

    @property
    def size(self) -> int:
        """How many features it takes."""
        return int(self.pipeline.n_features_in_)

    def onnx(self) -> bytes:
        """Return it as ONNX."""
        return to_onnx(self)


def fit(
    name: str,
    spec: str,
    features: FloatArray,
    labels: NDArray[np.str_],
    hidden: tuple[int, ...],
    seed: int,
    epochs: int,
    voters: int = 1,
) -> TrainedNetwork:
    """Fit a multi-layer perceptron on (N, F) features, or the mean of several (`voters`), which errs less by chance.

    The same data and seed give the same network on one machine.
    """
    networks = [
        MLPClassifier(
            hidden, alpha=1e-3, batch_size=512, max_iter=epochs, random_state=seed + i, tol=0.0, n_iter_no_change=epochs
        )
        for i in range(voters)
    ]
    if voters == 1:
        model: Any = networks[0]
    else:
        named = [(f"voter{i}", network) for i, network in enumerate(networks)]
        model = VotingClassifier(named, voting="soft", flatten_transform=False, n_jobs=-1)
    pipeline = make_pipeline(StandardScaler(), model)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # the number of epochs is fixed on purpose
        pipeline.fit(features, labels)
    return TrainedNetwork(name, spec, pipeline)


def to_onnx(network: TrainedNetwork) -> bytes:
    """Return the network as ONNX; output `scores` (N, K) has the labels in the order of `ordered_labels`."""
    *scalers, model = (step for _, step in network.pipeline.steps)
    voters = model.estimators_ if isinstance(model, VotingClassifier) else [model]
    members = [list(zip(one.coefs_, one.intercepts_, strict=True)) for one in voters]
    order = [network.classes.index(label) for label in network.labels]
    scaling = (scalers[0].mean_, scalers[0].scale_) if scalers else None
    return vote_graph(network.name, members, order, scaling)


def ordered_labels(classes: list[str]) -> list[str]:
    """Return the labels with `none` first, the others by name."""
    return [NONE, *sorted(c for c in classes if c != NONE)]


def save(
    network: Exportable,
    models_dir: Path,
    triggers: Mapping[str, TriggerSettings],
    card: Mapping[str, Any],
) -> Path:
    """Write models_dir/NAME.onnx and NAME.json; `card` tells the data, their licences, the seed and the figures."""
    data = network.onnx()
    manifest = {
        "version": MANIFEST_VERSION,
        "name": network.name,
        "spec": network.spec,
        "size": network.size,
        "labels": network.labels,
        "triggers": {name: asdict(values) for name, values in triggers.items()},
        "sha256": hashlib.sha256(data).hexdigest(),
        **card,
    }
    models_dir.mkdir(parents=True, exist_ok=True)
    path = models_dir / f"{network.name}.onnx"
    path.write_bytes(data)
    (models_dir / f"{network.name}.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    return path
