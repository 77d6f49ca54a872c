"""Temporal models compared with subjects left out: every sequence is judged by a model that never saw its person."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import RidgeClassifier
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from gesturectl.domain.arrays import FloatArray
from gesturectl.training.foreign.causal_network import available, causal_network
from gesturectl.training.foreign.convolutions import convolution_features
from gesturectl.training.foreign.sequences import Sequences

KERNELS = 1000
RIDGE = 300.0
"""Strength of the ridge: of the order of the number of sequences, not searched for."""
_COARSE = slice(None, None, 4)
SEED = 0

Calls = NDArray[np.str_]


def linear(sequences: Sequences) -> Calls:
    """Return what a ridge on the resampled windows calls each sequence: the baseline."""
    return left_out(_flat(sequences), sequences, lambda: RidgeClassifier(alpha=RIDGE))


def perceptron(sequences: Sequences) -> Calls:
    """Return what a multi-layer perceptron on the resampled windows calls each sequence."""
    return left_out(_flat(sequences), sequences, _perceptron)


def convolutions(sequences: Sequences, kernels: int = KERNELS) -> Calls:
    """Return what a ridge on random convolutions calls each sequence."""
    features = convolution_features(sequences.windows, kernels, np.random.default_rng(SEED))
    return left_out(features, sequences, lambda: RidgeClassifier(alpha=RIDGE))


def models() -> dict[str, Callable[[Sequences], Calls]]:
    """Return the temporal models that can be compared here, by name."""
    found: dict[str, Callable[[Sequences], Calls]] = {
        "linear on resampled windows": linear,
        "perceptron on resampled windows": perceptron,
        "ridge on random convolutions": convolutions,
    }
    return found | ({"causal convolutional network": causal_network} if available() else {})


def left_out(features: FloatArray, sequences: Sequences, model: Callable[[], Any]) -> Calls:
    """Return what a model fitted to the other subjects calls each row (N, F)."""
    calls = np.empty_like(sequences.labels)
    for subject in np.unique(sequences.subjects):
        mine = sequences.subjects == subject
        pipeline = make_pipeline(StandardScaler(), model())
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)  # the number of epochs is fixed on purpose
            pipeline.fit(features[~mine], sequences.labels[~mine])
        calls[mine] = pipeline.predict(features[mine])
    return calls


def _flat(sequences: Sequences) -> FloatArray:
    return sequences.windows[:, _COARSE].reshape(len(sequences.windows), -1)


def _perceptron() -> MLPClassifier:
    return MLPClassifier((96,), alpha=1e-2, batch_size=64, max_iter=100, random_state=SEED)
