"""Motions of hands that mean nothing, made by the synthetic hand: what a personal motion must be told from."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.take import Subject
from gesturectl.synth.clip import HandClip
from gesturectl.synth.everyday import EVERYDAY, everyday_clip
from gesturectl.synth.motion import MOTIONS, make_clip
from gesturectl.training.take_rows import all_paths

STROKES = ("swipes", "pinch")
"""Shipped motions that a personal one is to be told from, beside all that are no gesture."""
FPS = 15.0
FIRST_SEED = 2000
KNOWN_EVERYDAY = range(2000, 2002)
"""A minute of each occupation each: without them a fifth of everyday movement passes for a small gesture, with them a
tenth."""
JUDGED_EVERYDAY = range(3000, 3002)
"""Minutes that figures are taken from; no model knows them."""


@cache
def quiet_paths() -> FloatArray:
    """Return the paths (N, STEPS, D) that every model knows to be nothing; made once a run, in about 3 s."""
    names = (*STROKES, *(name for name, motion in MOTIONS.items() if not motion.gestures))
    return _paths([*(make_clip(name, FIRST_SEED) for name in names), *_everyday(KNOWN_EVERYDAY)])


@cache
def everyday_paths() -> FloatArray:
    """Return the paths (N, STEPS, D) of everyday movement that no model knows."""
    return _paths(_everyday(JUDGED_EVERYDAY))


def _everyday(seeds: Iterable[int]) -> list[HandClip]:
    return [everyday_clip(name, seed) for name in EVERYDAY for seed in seeds]


def _paths(clips: Iterable[HandClip]) -> FloatArray:
    found = [all_paths(list(clip.observations(FPS)), Subject.HAND) for clip in clips]
    return np.concatenate([rows for rows in found if len(rows)])
