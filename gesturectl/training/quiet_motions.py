"""Motions of hands that mean nothing, made by the synthetic hand: what a personal motion must be told from."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.take import Subject
from gesturectl.recognition.motion_cut import Motion
from gesturectl.recognition.path_distance import path_matrix
from gesturectl.recognition.usual_motions import UsualMotions
from gesturectl.synth.clip import HandClip
from gesturectl.synth.everyday import EVERYDAY, EVERYDAY_S, everyday_clip
from gesturectl.synth.motion import MOTIONS, make_clip
from gesturectl.training.take_rows import all_motions

STROKES = ("swipes", "pinch")
"""Shipped motions that a personal one is to be told from, beside all that are no gesture."""
FPS = 15.0
FIRST_SEED = 2000
KNOWN_EVERYDAY = range(2000, 2002)
"""A minute of each occupation each: without them a fifth of everyday movement passes for a small gesture, with them a
tenth."""
JUDGED_EVERYDAY, WARNING_EVERYDAY = range(3000, 3002), range(3100, 3102)
"""Minutes that figures are taken from, and that users are warned by; no model knows them."""


@cache
def quiet_motions() -> UsualMotions:
    """Return the motions that every model knows to be nothing; made once a run, in about 3 s."""
    names = (*STROKES, *(name for name, motion in MOTIONS.items() if not motion.gestures))
    clips = [*(make_clip(name, FIRST_SEED) for name in names), *_everyday(KNOWN_EVERYDAY)]
    return UsualMotions(np.stack([path_matrix(motion) for motion in _cut(clips)]))


@cache
def everyday_motions(seeds: range) -> tuple[FloatArray, FloatArray]:
    """Return the paths (N, STEPS, D) and durations (N,), s, of everyday movement."""
    found = _cut(_everyday(seeds))
    return np.stack([path_matrix(motion) for motion in found]), np.array([m.duration_s for m in found], np.float32)


def everyday_s(seeds: range) -> float:
    """Return how long that movement lasts, in seconds."""
    return EVERYDAY_S * len(EVERYDAY) * len(seeds)


def _everyday(seeds: Iterable[int]) -> list[HandClip]:
    return [everyday_clip(name, seed) for name in EVERYDAY for seed in seeds]


def _cut(clips: Iterable[HandClip]) -> list[Motion]:
    return [motion for clip in clips for motion in all_motions(list(clip.observations(FPS)), Subject.HAND)]
