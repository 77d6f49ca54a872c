"""The recipe of the shipped models: which data, which networks, which seeds. One call rebuilds them all.

Held-out parts: HaGRID's own validation persons for shapes; for motions, streams of synthetic seeds never trained on.
The clips that the program is tested with take no part in training nor in any choice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.gesture import GESTURES, NONE
from gesturectl.recognition.body_features import BODY_SPEC
from gesturectl.recognition.motion_features import MOTION_SPEC, PAIR_SPEC
from gesturectl.recognition.shape_features import SHAPE_SPEC, shape_features
from gesturectl.training.body_dataset import body_training_set
from gesturectl.training.landmark_data import LabelledHands, read_bodies, read_hagrid
from gesturectl.training.motion_dataset import hand_windows, pair_windows
from gesturectl.training.network import TrainedNetwork, fit, save
from gesturectl.training.shape_dataset import training_set
from gesturectl.training.streams import LabelledStream, mirrored, thinned
from gesturectl.training.synthetic import synthetic_bodies, synthetic_hands, synthetic_streams
from gesturectl.training.trigger_table import TRIGGERS
from gesturectl.training.wuerzburg import read_streams

HAGRID_TRAIN, HAGRID_VAL = "static/hagrid_train.npz", "static/hagrid_val.npz"
BODIES = "sequences/emrecandir9_body_static_pose33.npz"
WUERZBURG = "sequences/wuerzburg_pose25_streams.npz"
LICENCES: dict[str, str] = {
    HAGRID_TRAIN: "HaGRID (hukenovs/hagrid), variant of CC BY-SA 4.0",
    HAGRID_VAL: "HaGRID (hukenovs/hagrid), variant of CC BY-SA 4.0",
    BODIES: "emrecandir9/custom-gesture-dataset, MIT",
    WUERZBURG: "cestagape/realtime-hand-gesture-recognition, MIT",
    "synthetic": "made by gesturectl synth",
}
TRAIN_FPS = 30.0
SYNTHETIC_SEEDS = range(1000, 1060)
"""Seeds of the synthetic clips that are trained on; evaluation takes others (0 to 99)."""

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Recipe:
    """data_dir is laid out like the recordings' folder; `shuffled` trains on labels in random order, as a control."""

    data_dir: Path
    models_dir: Path
    seed: int = 0
    shuffled: bool = False
    say: Say = print

    def build(self) -> list[Path]:
        """Train and write the four models; returns their paths."""
        hands = read_hagrid(self.data_dir / HAGRID_TRAIN)
        streams = self._streams(hands)
        return [self.shapes(hands), self.motions(streams), self.pairs(streams), self.bodies()]

    def shapes(self, hands: LabelledHands) -> Path:
        """Train the shape classifier on HaGRID and the synthetic hand."""
        rng = np.random.default_rng(self.seed)
        made, names = synthetic_hands(rng)
        points = np.concatenate([hands.points, made])
        labels = np.concatenate([hands.labels, names])
        points, labels = training_set(LabelledHands(points, labels, np.full(len(labels), "")), rng)
        self.say(f"hand shapes: {len(labels)} hands")
        network = self._fit("hand_shape", SHAPE_SPEC, shape_features(points), labels, (96, 48), 30)
        held = read_hagrid(self.data_dir / HAGRID_VAL)
        return self._save(network, self._shape_figures(network, held), [HAGRID_TRAIN, "synthetic"], HAGRID_VAL)

    def motions(self, streams: list[LabelledStream]) -> Path:
        """Train the classifier of one hand's motions."""
        windows = hand_windows(streams)
        self.say(f"hand motions: {len(windows.labels)} windows")
        network = self._fit("hand_motion", MOTION_SPEC, windows.features, windows.labels, (96, 48), 20)
        return self._save(network, _counts(windows.labels), [WUERZBURG, "synthetic"], "synthetic")

    def pairs(self, streams: list[LabelledStream]) -> Path:
        """Train the classifier of both hands' motions."""
        windows = pair_windows(streams)
        self.say(f"two-hand motions: {len(windows.labels)} windows")
        network = self._fit("two_hand_motion", PAIR_SPEC, windows.features, windows.labels, (64, 32), 20)
        return self._save(network, _counts(windows.labels), [WUERZBURG, "synthetic"], "synthetic")

    def bodies(self) -> Path:
        """Train the classifier of body poses."""
        rng = np.random.default_rng(self.seed)
        real = read_bodies(self.data_dir / BODIES)
        features, labels = body_training_set(real.landmarks, real.labels, real.aspect, rng)
        made, names = synthetic_bodies(rng)
        features, labels = np.concatenate([features, made]), np.concatenate([labels, names])
        self.say(f"body poses: {len(labels)} bodies")
        network = self._fit("body_pose", BODY_SPEC, features, labels, (48, 24), 20)
        return self._save(network, _counts(labels), [BODIES, "synthetic"], "synthetic")

    def _streams(self, hands: LabelledHands) -> list[LabelledStream]:
        real = [thinned(s, TRAIN_FPS) for s in read_streams(self.data_dir / WUERZBURG, hands, self.seed)]
        made = synthetic_streams(SYNTHETIC_SEEDS)
        self.say(f"streams: {len(real)} recorded, {len(made)} synthetic, each also mirrored")
        return [variant for stream in (*real, *made) for variant in (stream, mirrored(stream))]

    def _fit(
        self, name: str, spec: str, features: FloatArray, labels: NDArray[np.str_], hidden: tuple[int, ...], epochs: int
    ) -> TrainedNetwork:
        if self.shuffled:
            labels = np.random.default_rng(self.seed).permutation(labels)
        return fit(name, spec, features, labels, hidden, self.seed, epochs)

    def _save(self, network: TrainedNetwork, figures: Mapping[str, Any], sources: list[str], thresholds: str) -> Path:
        card = {
            "seed": self.seed,
            "command": f"gesturectl train --data DIR --seed {self.seed}",
            "trained_on": {source: LICENCES[source] for source in sources},
            "thresholds_from": f"{thresholds} (held out), users' figures for hold times",
            "figures": figures,
        }
        triggers = {name: TRIGGERS[name] for name in network.classes if name in TRIGGERS}
        return save(network, self.models_dir, triggers, card)

    def _shape_figures(self, network: TrainedNetwork, held: LabelledHands) -> dict[str, Any]:
        scores = network.pipeline.predict_proba(shape_features(held.points))
        best = np.array(network.classes)[scores.argmax(axis=1)]
        offered = np.isin(best, [n for n in GESTURES if n != NONE])
        sure = scores.max(axis=1) >= TRIGGERS["fist"].enter
        wrong = offered & sure & (best != held.labels)
        return {
            "held_out_hands": len(held.labels),
            "accuracy": round(float((best == held.labels).mean()), 4),
            "wrong_above_threshold": int(wrong.sum()),
        }


def _counts(labels: NDArray[np.str_]) -> dict[str, Any]:
    names, counts = np.unique(labels, return_counts=True)
    return {"training_rows": {str(n): int(c) for n, c in zip(names, counts, strict=True)}}
