"""How `hand_shape` is trained: HaGRID's hands and the synthetic hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from gesturectl.domain.gesture import NONE
from gesturectl.recognition.shape_features import shape_features
from gesturectl.training.landmark_data import LabelledHands, canonical_batch, read_hagrid
from gesturectl.training.loose_hands import loose_hands
from gesturectl.training.shape_network import HELD_SHARE, ShapeNetwork, fit_shapes
from gesturectl.training.shape_scores import ShapeScores
from gesturectl.training.synthetic import synthetic_hands
from gesturectl.training.trigger_table import SHAPE_ENTER
from gesturectl.training.workshop import HAGRID_TRAIN, HAGRID_VAL, SYNTHETIC, Workshop

MISLABELLED = 0.1
"""Hands whose label has a lower out-of-fold probability are left out (0.6 % beyond the surely wrong ones)."""

LOOSE_HANDS = 6000
"""Hands half way between relaxed and a shape, which mean nothing: about as many as of two recorded shapes."""


def build(workshop: Workshop) -> list[Path]:
    """Train and write the shape classifier; returns its path."""
    hands = read_hagrid(workshop.data_dir / HAGRID_TRAIN, MISLABELLED)
    rng = np.random.default_rng(workshop.seed)
    if workshop.shuffled:
        hands = LabelledHands(hands.points, rng.permutation(hands.labels), hands.groups)
    workshop.say(f"hand_shape: {len(hands.labels)} recorded hands")
    network = fit_shapes(hands, made_hands(rng), workshop.seed, SHAPE_ENTER)
    held = read_hagrid(workshop.data_dir / HAGRID_VAL)
    figures = _figures(network, held) | {
        "levels_from": f"{HELD_SHARE:.0%} of the pictures of {HAGRID_TRAIN}, also turned: {network.held_out} hands",
        "rejected_of_those": network.rejected,
    }
    return [workshop.save(network, figures, [HAGRID_TRAIN, SYNTHETIC], HAGRID_TRAIN)]


def made_hands(rng: np.random.Generator) -> LabelledHands:
    """Return the synthetic hands that are trained on."""
    points, labels = synthetic_hands(rng)
    loose = loose_hands(rng, LOOSE_HANDS)
    points = np.concatenate([points, canonical_batch(loose, np.zeros(len(loose), bool))])
    labels = np.concatenate([labels, np.full(len(loose), NONE)])
    return LabelledHands(points, labels, np.full(len(labels), ""))


def _figures(network: ShapeNetwork, held: LabelledHands) -> dict[str, Any]:
    found = ShapeScores(tuple(network.labels), network.scores(shape_features(held.points)), held.labels)
    return {
        "held_out": HAGRID_VAL,
        "held_out_hands": len(held.labels),
        "macro_f1": round(found.macro_f1(), 4),
        "recall_at_threshold": round(found.recall(SHAPE_ENTER), 4),
        "wrong_above_threshold": int((found.called(SHAPE_ENTER) & (found.best != held.labels)).sum()),
    }
