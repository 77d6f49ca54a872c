"""Fitting a network on pasts of arms, varied anew each time they are drawn."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray
from sklearn.ensemble import VotingClassifier
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import LabelEncoder

from gesturectl.domain.arrays import FloatArray
from gesturectl.training.arm_dataset import Pasts
from gesturectl.training.arm_variation import exact, varied
from gesturectl.training.network import TrainedNetwork

ROUND = 20_000
"""Rows that are drawn and varied for one round of fitting."""
GESTURES_SHARE = 0.4
"""Of all rows drawn, so many are of gestures, each gesture alike."""
MINED_FROM, SURE, MINED_TIMES = 0.5, 0.6, 2.0
"""After this share of the rounds, rows of nothing that get less than this score of it are drawn so often for once."""
PERHAPS = 0.35
"""A row that may be a gesture or nothing is taken as the gesture this often, anew in each epoch."""


def fit_varied(
    name: str, spec: str, pasts: Pasts, hidden: tuple[int, ...], seed: int, rounds: int, voters: int
) -> TrainedNetwork:
    """Return the mean of `voters` perceptrons, each fitted on its own variations of the pasts.

    The same pasts and seed give the same network on one machine.
    """
    fitted = Parallel(n_jobs=-1)(delayed(_fit)(pasts, hidden, seed + k, rounds) for k in range(voters))
    vote = VotingClassifier([(f"voter{k}", one) for k, one in enumerate(fitted)], voting="soft")
    vote.set_params(flatten_transform=False)
    vote.estimators_ = fitted
    vote.le_ = LabelEncoder().fit(list(pasts.labels))
    vote.classes_ = vote.le_.classes_
    return TrainedNetwork(name, spec, make_pipeline(vote))


def _fit(pasts: Pasts, hidden: tuple[int, ...], seed: int, rounds: int) -> MLPClassifier:
    rng = np.random.default_rng(seed)
    place = LabelEncoder().fit(list(pasts.labels)).transform(list(pasts.labels))
    chances = np.cumsum(row_chances(pasts))
    network = MLPClassifier(hidden, alpha=1e-3, batch_size=512, learning_rate_init=_rate(0.0), random_state=seed)
    for number in range(rounds):
        if number == int(MINED_FROM * rounds) and number:
            chances = np.cumsum(row_chances(_mined(pasts, network, place)))
        rows = np.minimum(np.searchsorted(chances, rng.random(ROUND)), len(pasts) - 1)
        features, targets = varied(pasts, rows, rng)
        network.partial_fit(features, place[_decided(targets, rng)], classes=np.arange(len(place)))
        network._optimizer.learning_rate_init = _rate((number + 1) / rounds)  # scikit-learn has no schedule for Adam
    return network


def _mined(pasts: Pasts, network: MLPClassifier, place: NDArray[np.int64]) -> Pasts:
    """Return the pasts with those rows of nothing that are taken for something drawn more often."""
    nothing = np.flatnonzero(pasts.targets == 0)
    scores = network.predict_proba(exact(pasts.at(nothing)))[:, place[0]]
    weights = pasts.weights.copy()
    weights[nothing[scores < SURE]] *= MINED_TIMES
    return replace(pasts, weights=weights)


def _rate(share: float) -> float:
    """Return the learning rate when this share of the rounds is over: it falls to a twentieth."""
    return float(2e-3 * (1 - 0.95 * share))


def _decided(targets: NDArray[np.int64], rng: np.random.Generator) -> NDArray[np.int64]:
    """Return a label for every target; what may be a gesture or nothing is drawn."""
    perhaps = np.where(rng.random(len(targets)) < PERHAPS, -1 - targets, 0)
    return np.where(targets < 0, perhaps, targets)


def row_chances(pasts: Pasts) -> FloatArray:
    """Return the chance (N,) of each row to be drawn; they add up to one."""
    weights = pasts.weights.copy()
    kinds = [k for k in range(1, len(pasts.labels)) if (pasts.targets == k).any()]
    nothing = weights[pasts.targets <= 0].sum()
    for k in kinds:
        mine = pasts.targets == k
        weights[mine] *= nothing * GESTURES_SHARE / (1 - GESTURES_SHARE) / len(kinds) / weights[mine].sum()
    return np.asarray(weights / weights.sum())
