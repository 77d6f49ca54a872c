"""Motions of hands that mean nothing, made by the synthetic hand: what a personal motion must be told from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.take import Subject
from gesturectl.recognition.motion_cut import RESTED_S, Motion
from gesturectl.recognition.path_distance import path_matrix
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
LEARNED_EVERYDAY = range(1000, 1030)
"""How the features of paths vary is learned from these: of 12 minutes as of 3 hours SHREC'17's subjects with odd
numbers say that the more is the better."""
JUDGED_EVERYDAY = range(3100, 3104)
"""By these it is judged how safe a gesture is."""
SHOWN_EVERYDAY = range(3000, 3002)
"""Figures are taken from these; nothing is learned from them or chosen on them."""


def known_motions() -> FloatArray:
    """Return the paths (N, STEPS, D) that every model knows to be nothing."""
    names = (*STROKES, *(name for name, motion in MOTIONS.items() if not motion.gestures))
    clips = [*(make_clip(name, FIRST_SEED) for name in names), *_everyday(KNOWN_EVERYDAY)]
    return _paths(_cut(clips))


@cache
def everyday_motions(seeds: range) -> tuple[FloatArray, FloatArray]:
    """Return the paths (N, STEPS, D) and durations (N,), s, of everyday movement."""
    found = _cut(_everyday(seeds))
    return _paths(found), _durations(found)


def rested_motions(seeds: range) -> tuple[FloatArray, FloatArray]:
    """Return the same of those motions that came out of rest, as a gesture must."""
    found = [motion for motion in _cut(_everyday(seeds)) if motion.rested_s >= RESTED_S]
    return _paths(found), _durations(found)


def everyday_s(seeds: range) -> float:
    """Return how long that movement lasts, in seconds."""
    return EVERYDAY_S * len(EVERYDAY) * len(seeds)


def _paths(motions: Sequence[Motion]) -> FloatArray:
    return np.stack([path_matrix(motion) for motion in motions])


def _durations(motions: Sequence[Motion]) -> FloatArray:
    return np.array([motion.duration_s for motion in motions], np.float32)


def _everyday(seeds: Iterable[int]) -> list[HandClip]:
    return [everyday_clip(name, seed) for name in EVERYDAY for seed in seeds]


def _cut(clips: Iterable[HandClip]) -> list[Motion]:
    return [motion for clip in clips for motion in all_motions(list(clip.observations(FPS)), Subject.HAND)]
