"""How `hand_shape` is trained: HaGRID's hands and the synthetic hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from gesturectl.domain.gesture import GESTURES, NONE
from gesturectl.recognition.shape_features import SHAPE_SPEC, shape_features
from gesturectl.training.landmark_data import LabelledHands, read_hagrid
from gesturectl.training.network import TrainedNetwork
from gesturectl.training.shape_dataset import training_set
from gesturectl.training.synthetic import synthetic_hands
from gesturectl.training.trigger_table import TRIGGERS
from gesturectl.training.workshop import HAGRID_TRAIN, HAGRID_VAL, SYNTHETIC, Workshop


def build(workshop: Workshop) -> list[Path]:
    """Train and write the shape classifier; returns its path."""
    hands = read_hagrid(workshop.data_dir / HAGRID_TRAIN)
    rng = np.random.default_rng(workshop.seed)
    made, names = synthetic_hands(rng)
    points = np.concatenate([hands.points, made])
    labels = np.concatenate([hands.labels, names])
    points, labels = training_set(LabelledHands(points, labels, np.full(len(labels), "")), rng)
    network = workshop.fit("hand_shape", SHAPE_SPEC, shape_features(points), labels, (96, 48), 30)
    held = read_hagrid(workshop.data_dir / HAGRID_VAL)
    return [workshop.save(network, _figures(network, held), [HAGRID_TRAIN, SYNTHETIC], HAGRID_VAL)]


def _figures(network: TrainedNetwork, held: LabelledHands) -> dict[str, Any]:
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
