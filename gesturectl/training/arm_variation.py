"""The same pasts by other people: faster and slower, larger and smaller, turned, mirrored, seen worse."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gesturectl.domain.arrays import FloatArray
from gesturectl.recognition.arm_features import (
    NEARNESS,
    PAIR_STEPS,
    STEP_S,
    STROKE_STEPS,
    X,
    pair_features,
    stroke_features,
)
from gesturectl.training.arm_dataset import RAW_STEP_S, RAW_STEPS, Pasts
from gesturectl.training.arm_targets import PAIR_LABELS
from gesturectl.training.streams import MIRROR_NAMES

TEMPO = 0.15
"""Standard deviation of the logarithm of the tempo; those of size, of height over width, and of the turn follow."""
SIZE, SQUEEZE, TURN = 0.22, 0.10, np.radians(8)
JITTER = 0.04
"""Palm lengths, at most."""
SHOULDERS = 0.6
"""Palm lengths by which shoulders stand elsewhere."""
NO_TORSO, MADE_UP_TORSO = 0.35, 0.15
"""Shares of pasts whose torso is forgotten, and of those without one that are given one at random."""
TORSO_BELOW, TORSO_SPREAD = -2.0, 3.0
"""Palm lengths from the arm to where a made-up middle of the shoulders lies: y downwards, standard deviation."""
NO_OTHER = 0.4
SPIKES_SHARE, SPIKES_OFTEN, SPIKE = 0.3, 0.2, 0.3
"""In so many pasts, of so many steps, the palm is seen this far off (palm lengths): blurred hands are."""


@dataclass(frozen=True, slots=True, eq=False)
class _Batch:
    first: FloatArray
    second: FloatArray
    torso: FloatArray


def exact(pasts: Pasts) -> FloatArray:
    """Return the features (N, F) of pasts as they were."""
    one = np.ones(len(pasts))
    return _features(pasts.labels, _Batch(pasts.first, pasts.second, pasts.torso), one)


def varied(pasts: Pasts, rows: NDArray[np.int64], rng: np.random.Generator) -> tuple[FloatArray, NDArray[np.int64]]:
    """Return features (n, F) and targets (n,) of these rows, each varied at random; half of them are mirrored."""
    count = len(rows)
    batch = _Batch(pasts.first[rows], pasts.second[rows], pasts.torso[rows].copy())
    batch = _bent(batch, rng)
    flip = rng.random(count) < 0.5
    batch = _mirrored(batch, flip, swap=pasts.labels == PAIR_LABELS)
    batch = _worse(batch, rng, lone=pasts.labels != PAIR_LABELS)
    targets = _mirrored_targets(pasts.targets[rows], flip, pasts.labels)
    return _features(pasts.labels, batch, np.exp(rng.normal(0, TEMPO, count))), targets


def _features(labels: tuple[str, ...], batch: _Batch, tempo: NDArray[np.float64]) -> FloatArray:
    if labels == PAIR_LABELS:
        return pair_features(*_resampled(batch, PAIR_STEPS, tempo), batch.torso)
    return stroke_features(*_resampled(batch, STROKE_STEPS, tempo), batch.torso)


def _resampled(batch: _Batch, steps: int, tempo: NDArray[np.float64]) -> tuple[FloatArray, FloatArray]:
    """Return both pasts at `steps` steps of STEP_S times the tempo (N,)."""
    back = np.arange(steps - 1, -1, -1) * (STEP_S / RAW_STEP_S)
    place = np.clip(RAW_STEPS - 1 - back[None] * tempo[:, None], 0, RAW_STEPS - 1.001)
    before = place.astype(np.int64)[..., None]
    share = (place[..., None] - before).astype(np.float32)

    def read(past: FloatArray) -> FloatArray:
        left, right = (np.take_along_axis(past, index, 1) for index in (before, before + 1))
        return np.asarray(left * (1 - share) + right * share, np.float32)

    return read(batch.first), read(batch.second)


def _bent(batch: _Batch, rng: np.random.Generator) -> _Batch:
    """Turn, scale and squeeze both paths about where the first arm is now."""
    count = len(batch.first)
    angle, size, squeeze = (rng.normal(0, s, count) for s in (TURN, SIZE, SQUEEZE))
    cos, sin = np.cos(angle), np.sin(angle)
    turn = np.stack([np.stack([cos, -sin], 1), np.stack([sin, cos], 1)], 1)
    turn = (turn * np.exp(size + squeeze * np.array([[1.0], [-1.0]])).T[:, :, None]).astype(np.float32)
    now = batch.first[:, -1:, :2]

    def bend(past: FloatArray) -> FloatArray:
        out = past.copy()
        out[..., :2] = np.einsum("nsk,njk->nsj", past[..., :2] - now, turn) + now
        return out

    torso = batch.torso
    torso[:, 1:] = now[:, 0] + (torso[:, 1:] - now[:, 0]) * np.exp(size)[:, None]
    torso[:, 1:] += rng.normal(0, SHOULDERS, (count, 2))
    return _Batch(bend(batch.first), bend(batch.second), torso)


def _mirrored(batch: _Batch, flip: NDArray[np.bool_], *, swap: bool) -> _Batch:
    sign = np.where(flip, -1.0, 1.0).astype(np.float32)
    for past in (batch.first, batch.second):
        past[..., X] *= sign[:, None]
    batch.torso[:, 1] *= sign
    if not swap:
        return batch
    chosen = flip[:, None, None]
    first, second = np.where(chosen, batch.second, batch.first), np.where(chosen, batch.first, batch.second)
    return _Batch(first, second, batch.torso)


def _worse(batch: _Batch, rng: np.random.Generator, *, lone: bool) -> _Batch:
    """Let landmarks shake, forget the torso or make one up, and lose the other arm."""
    count = len(batch.first)
    for past in (batch.first, batch.second):
        past[..., :2] += rng.normal(0, JITTER, past[..., :2].shape) * rng.random((count, 1, 1))
        spiky = (rng.random((count, 1)) < SPIKES_SHARE) & (rng.random(past.shape[:2]) < SPIKES_OFTEN)
        past[..., :2] += rng.normal(0, SPIKE, past[..., :2].shape) * spiky[..., None]
        past[..., NEARNESS] += rng.normal(0, JITTER, past.shape[:2])
    forget, draw = rng.random(count) < NO_TORSO, rng.random(count)
    made_up = (draw < MADE_UP_TORSO) & (batch.torso[:, 0] == 0)
    somewhere = batch.first[:, -1, :2] + rng.normal(0, TORSO_SPREAD, (count, 2)) + (0.0, TORSO_BELOW)
    batch.torso[made_up] = np.concatenate([np.ones((count, 1)), somewhere], axis=1)[made_up]
    batch.torso[forget] = 0.0
    if lone:
        batch.second[rng.random(count) < NO_OTHER] = 0.0
    return batch


def _mirrored_targets(
    targets: NDArray[np.int64], flip: NDArray[np.bool_], labels: tuple[str, ...]
) -> NDArray[np.int64]:
    mirror = np.array([labels.index(MIRROR_NAMES.get(name, name)) for name in labels])
    index = np.where(targets < 0, -1 - targets, targets)
    turned = np.where(flip, mirror[index], index)
    return np.where(targets < 0, -1 - turned, turned)
