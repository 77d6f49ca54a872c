"""What every recipe shares: where data and models lie, how a network is fitted and saved, the licences of the data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gesturectl.domain.arrays import FloatArray
from gesturectl.training.arm_targets import SIGNED
from gesturectl.training.network import Exportable, TrainedNetwork, fit, save
from gesturectl.training.trigger_table import triggers_of

HAGRID_TRAIN, HAGRID_VAL = "static/hagrid_train.npz", "static/hagrid_val.npz"
BODIES = "sequences/emrecandir9_body_static_pose33.npz"
WUERZBURG = "sequences/wuerzburg_pose25_streams.npz"
NODS = "sequences/noddingpigeon_face_keypoints.npz"
SYNTHETIC = "synthetic"
LICENCES: dict[str, str] = {
    HAGRID_TRAIN: "HaGRID (hukenovs/hagrid), variant of CC BY-SA 4.0",
    HAGRID_VAL: "HaGRID (hukenovs/hagrid), variant of CC BY-SA 4.0",
    BODIES: "emrecandir9/custom-gesture-dataset, MIT",
    WUERZBURG: "cestagape/realtime-hand-gesture-recognition, MIT",
    NODS: "bhky/nodding-pigeon, MIT",
    SYNTHETIC: "made by gesturectl synth",
}
SIGNED_NAMES = {label: gesture for (gesture, _), label in SIGNED.items()}
"""Which gesture a label of one sign belongs to."""

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Workshop:
    """data_dir is laid out like the recordings' folder; `shuffled` trains on labels in random order, as a control."""

    data_dir: Path
    models_dir: Path
    seed: int = 0
    shuffled: bool = False
    say: Say = print

    def fit(
        self,
        name: str,
        spec: str,
        features: FloatArray,
        labels: NDArray[np.str_],
        hidden: tuple[int, ...],
        epochs: int,
        voters: int = 1,
    ) -> TrainedNetwork:
        """Fit one network (see network.fit) with the workshop's seed."""
        self.say(f"{name}: {len(labels)} rows")
        if self.shuffled:
            labels = np.random.default_rng(self.seed).permutation(labels)
        return fit(name, spec, features, labels, hidden, self.seed, epochs, voters)

    def save(self, network: Exportable, figures: Mapping[str, Any], sources: list[str], thresholds: str) -> Path:
        """Write a network with its card: the data (`sources`), their licences, the seed, the figures."""
        card = {
            "seed": self.seed,
            "command": f"gesturectl train --data DIR --seed {self.seed}",
            "trained_on": {source: LICENCES[source] for source in sources},
            "thresholds_from": f"{thresholds} (held out), users' figures for hold times",
            "figures": figures,
        }
        gestures = (SIGNED_NAMES.get(name, name) for name in network.labels)
        return save(network, self.models_dir, triggers_of(network.name, gestures), card)


def row_counts(labels: NDArray[np.str_]) -> dict[str, Any]:
    """Return how many rows of each label a network was trained on, for its card."""
    names, counts = np.unique(labels, return_counts=True)
    return {"training_rows": {str(n): int(c) for n, c in zip(names, counts, strict=True)}}
