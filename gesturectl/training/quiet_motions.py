"""Motions of hands that mean nothing, made by the synthetic hand: what a personal motion must be told from."""

from __future__ import annotations

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.take import Subject
from gesturectl.synth.motion import MOTIONS, make_clip
from gesturectl.training.take_rows import all_paths

STROKES = ("swipes", "pinch")
"""Shipped motions that a personal one is to be told from, beside all that are no gesture."""
SEEDS, FPS = 1, 15.0
FIRST_SEED = 2000
_made: dict[str, FloatArray] = {}


def quiet_paths() -> FloatArray:
    """Return the paths (N, STEPS, D) of their motions; made once a run."""
    if "paths" not in _made:
        names = (*STROKES, *(name for name, motion in MOTIONS.items() if not motion.gestures))
        seeds = range(FIRST_SEED, FIRST_SEED + SEEDS)
        clips = [make_clip(name, seed) for name in names for seed in seeds]
        found = [all_paths(list(clip.observations(FPS)), Subject.HAND) for clip in clips]
        _made["paths"] = np.concatenate([rows for rows in found if len(rows)])
    return _made["paths"]
