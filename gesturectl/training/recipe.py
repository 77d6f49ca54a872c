"""The recipe of the shipped models: which data, which networks, which seeds. One call rebuilds them all.

Held-out parts: HaGRID's own validation persons for shapes; for motions, streams of synthetic seeds never trained on.
The clips that the program is tested with take no part in training nor in any choice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.gesture import GESTURES, NONE
from gesturectl.recognition.body_features import BODY_SPEC
from gesturectl.recognition.motion_features import PAIR_SPEC, PINCH_SPEC, STROKE_SPEC
from gesturectl.recognition.shape_features import SHAPE_SPEC, shape_features
from gesturectl.training.body_dataset import body_training_set
from gesturectl.training.landmark_data import LabelledHands, read_bodies, read_hagrid
from gesturectl.training.morphs import morph_streams
from gesturectl.training.motion_dataset import Windows, collect
from gesturectl.training.network import TrainedNetwork, fit, save
from gesturectl.training.roughening import roughened, warped
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
TRAIN_FPS = (15.0, 30.0)
FIRST_SEED, SEEDS = 1000, 24
"""Synthetic clips that are trained on; thresholds are set on seeds from 500, evaluation takes those from 0."""
MORPHS = 250
"""Streams of recorded hands that change their shape."""
ROUGH_SHARE = 0.7
"""Of the streams, so many are roughened as blur and loose wrists do it."""
GESTURES_TIMES = 2
"""Windows of gestures are repeated so often: they are one in fifty."""

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
        """Train and write the five models; returns their paths."""
        hands = read_hagrid(self.data_dir / HAGRID_TRAIN)
        return [self.shapes(hands), *self.motions(hands), self.bodies()]

    def shapes(self, hands: LabelledHands) -> Path:
        """Train the shape classifier on HaGRID and the synthetic hand."""
        rng = np.random.default_rng(self.seed)
        made, names = synthetic_hands(rng)
        points = np.concatenate([hands.points, made])
        labels = np.concatenate([hands.labels, names])
        points, labels = training_set(LabelledHands(points, labels, np.full(len(labels), "")), rng)
        network = self._fit("hand_shape", SHAPE_SPEC, shape_features(points), labels, (96, 48), 30)
        held = read_hagrid(self.data_dir / HAGRID_VAL)
        return self._save(network, self._shape_figures(network, held), [HAGRID_TRAIN, "synthetic"], HAGRID_VAL)

    def motions(self, hands: LabelledHands) -> list[Path]:
        """Train the classifiers of strokes, of the pinch and of both hands' motions."""
        jobs = ((fps, real) for fps in TRAIN_FPS for real in (True, False))
        parts = Parallel(n_jobs=-1)(delayed(_motion_windows)(self, hands, fps, real) for fps, real in jobs)
        stroke, pinch, pair = (_joined([part[i] for part in parts]).repeated(GESTURES_TIMES) for i in range(3))
        trained = (
            (self._fit("hand_stroke", STROKE_SPEC, stroke.features, stroke.labels, (96, 48), 20, 3), stroke),
            (self._fit("hand_pinch", PINCH_SPEC, pinch.features, pinch.labels, (64, 32), 12, 3), pinch),
            (self._fit("two_hand_motion", PAIR_SPEC, pair.features, pair.labels, (64, 32), 12, 3), pair),
        )
        return [self._save(n, _counts(w.labels), [WUERZBURG, "synthetic"], "synthetic") for n, w in trained]

    def bodies(self) -> Path:
        """Train the classifier of body poses."""
        rng = np.random.default_rng(self.seed)
        real = read_bodies(self.data_dir / BODIES)
        features, labels = body_training_set(real.landmarks, real.labels, real.aspect, rng)
        made, names = synthetic_bodies(rng)
        features, labels = np.concatenate([features, made]), np.concatenate([labels, names])
        network = self._fit("body_pose", BODY_SPEC, features, labels, (48, 24), 20)
        return self._save(network, _counts(labels), [BODIES, "synthetic"], "synthetic")

    def _fit(
        self,
        name: str,
        spec: str,
        features: FloatArray,
        labels: NDArray[np.str_],
        hidden: tuple[int, ...],
        epochs: int,
        voters: int = 1,
    ) -> TrainedNetwork:
        self.say(f"{name}: {len(labels)} rows")
        if self.shuffled:
            labels = np.random.default_rng(self.seed).permutation(labels)
        return fit(name, spec, features, labels, hidden, self.seed, epochs, voters)

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


def _motion_windows(recipe: Recipe, hands: LabelledHands, fps: float, real: bool) -> tuple[Windows, Windows, Windows]:
    """Return the windows of recorded or synthetic streams at one frame rate, each stream also mirrored."""
    rng = np.random.default_rng([recipe.seed, int(fps), real])
    if real:
        streams: Iterable[LabelledStream] = read_streams(recipe.data_dir / WUERZBURG, hands, int(fps))
        streams = (thinned(stream, fps) for stream in streams)
    else:
        streams = chain(synthetic_streams(FIRST_SEED, SEEDS, fps), morph_streams(hands, rng, MORPHS, fps))
    both = (variant for stream in streams for variant in (stream, mirrored(stream)))
    rough = (roughened(warped(s, rng), hands, rng) if rng.random() < ROUGH_SHARE else s for s in both)
    return collect(rough, rng).windows()


def _joined(parts: list[Windows]) -> Windows:
    return Windows(np.concatenate([p.features for p in parts]), np.concatenate([p.labels for p in parts]))


def _counts(labels: NDArray[np.str_]) -> dict[str, Any]:
    names, counts = np.unique(labels, return_counts=True)
    return {"training_rows": {str(n): int(c) for n, c in zip(names, counts, strict=True)}}
