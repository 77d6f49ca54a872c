"""How `arm_stroke` and `arm_pair` are trained: recorded bodies, hands in place of their wrists, synthetic hands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from pathlib import Path
from typing import Any

import numpy as np

from gesturectl.recognition.arm_features import PAIR_SPEC, STROKE_SPEC
from gesturectl.training.arm_dataset import Pasts
from gesturectl.training.arm_network import fit_varied
from gesturectl.training.arm_streams import arm_pasts
from gesturectl.training.workshop import HAGRID_TRAIN, SYNTHETIC, WUERZBURG, Workshop

VOTERS = 2


def build(workshop: Workshop, without: Collection[str] = ()) -> list[Path]:
    """Train and write the classifiers of one arm's strokes and of both arms' motions; returns their paths.

    `without` are the groups (`wuerzburg-18`) whose recordings are left out, to be examined on.
    """
    strokes, pairs = arm_pasts(workshop.data_dir, workshop.seed, without)
    return [
        _network(workshop, "arm_stroke", STROKE_SPEC, strokes, (160, 64), 90),
        _network(workshop, "arm_pair", PAIR_SPEC, pairs, (96, 48), 50),
    ]


def _network(workshop: Workshop, name: str, spec: str, pasts: Pasts, hidden: tuple[int, ...], rounds: int) -> Path:
    workshop.say(f"{name}: {len(pasts)} rows")
    if workshop.shuffled:
        pasts = pasts.shuffled(np.random.default_rng(workshop.seed))
    network = fit_varied(name, spec, pasts, hidden, workshop.seed, rounds, VOTERS)
    return workshop.save(network, _counts(pasts), [WUERZBURG, HAGRID_TRAIN, SYNTHETIC], SYNTHETIC)


def _counts(pasts: Pasts) -> dict[str, Any]:
    """Return how many rows of each label a network was trained on, for its card; those that may be nothing apart."""
    rows = Counter(pasts.labels[k] if k >= 0 else "unsure" for k in pasts.targets.tolist())
    return {"training_rows": dict(sorted(rows.items())), "groups": list(pasts.groups)}
