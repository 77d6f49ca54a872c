"""How `hand_stroke`, `two_hand_motion` and `hand_intent` are trained: recorded and synthetic hands."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from gesturectl.recognition.intent_features import INTENT_SPEC
from gesturectl.recognition.motion_features import PAIR_SPEC, STROKE_SPEC
from gesturectl.training.intent_dataset import PROPOSED
from gesturectl.training.intent_streams import intent_rows
from gesturectl.training.motion_dataset import Windows
from gesturectl.training.motion_windows import motion_windows
from gesturectl.training.workshop import HAGRID_TRAIN, SYNTHETIC, WUERZBURG, Workshop, row_counts

COPIES, SHAKEN = 3, 0.3
"""Besides each row of intent so many are trained on whose values are off by this share of their spread."""


def build(workshop: Workshop) -> list[Path]:
    """Train and write the classifiers of one hand's strokes and of both hands' motions; returns their paths."""
    stroke, pair = motion_windows(workshop.data_dir, workshop.seed)
    trained = (
        (workshop.fit("hand_stroke", STROKE_SPEC, stroke.features, stroke.labels, (96, 48), 20, 5), stroke),
        (workshop.fit("two_hand_motion", PAIR_SPEC, pair.features, pair.labels, (64, 32), 12, 3), pair),
    )
    paths = [workshop.save(n, row_counts(w.labels), [WUERZBURG, SYNTHETIC], SYNTHETIC) for n, w in trained]
    return [*paths, build_intent(workshop)]


def build_intent(workshop: Workshop) -> Path:
    """Train and write the network that is asked whether a stroke was meant, on what hand_stroke proposes."""
    # A network that was trained on shuffled labels proposes nothing: then everything is looked at.
    rows = intent_rows(workshop.data_dir, workshop.models_dir, workshop.seed, 0.0 if workshop.shuffled else PROPOSED)
    shaken = with_shaken(rows, np.random.default_rng(workshop.seed))
    network = workshop.fit("hand_intent", INTENT_SPEC, shaken.features, shaken.labels, (48, 24), 15, 5)
    return workshop.save(network, row_counts(rows.labels), [HAGRID_TRAIN, WUERZBURG, SYNTHETIC], SYNTHETIC)


def with_shaken(rows: Windows, rng: np.random.Generator, share: float = SHAKEN) -> Windows:
    """Return the rows and COPIES of each whose values are off by `share` of their spread."""
    spread = rows.features.std(axis=0)
    copies = [rows.features + share * spread * rng.normal(size=rows.features.shape) for _ in range(COPIES)]
    return Windows(
        np.concatenate([rows.features, *copies]).astype(np.float32), np.concatenate([rows.labels] * (COPIES + 1))
    )
