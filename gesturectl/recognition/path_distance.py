"""How far two motions are from each other: dynamic time warping of their paths, whatever their tempo."""

from __future__ import annotations

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.recognition.motion_cut import Motion

STEPS = 32
BAND = 5
"""Steps by which one motion may run ahead of the other."""
SMOOTH_STEPS = 3
EVENNESS = 0.5
"""Steps are even in the way that is made, and by this share of it in time: rest before and after counts little."""
SPEED_WEIGHT = 3.0
"""Of the way from step to step: directions of strokes count beside places. Weight 6 does alike (SHREC'17)."""
SIZE_POWER = 0.75
"""Takes differ by more where a motion is larger, though by less than in proportion: paths are divided by this power
of their size. SHREC'17: of 0.6, 0.75, 0.9 and 1 it refuses strangers best."""
SMALLEST = 0.1
"""Palm lengths: no motion is taken as smaller than this, or trembling would be one."""


def path_matrix(motion: Motion) -> FloatArray:
    """Return the (STEPS, 4 + 2 P) path of a motion in units of its size to the power of SIZE_POWER.

    Where it is and how its weighted parts stand, from their means; then which way it goes.
    """
    even = np.linspace(motion.times[0], motion.times[-1], 2 * STEPS)
    parts = motion.parts * motion.weights[:, None]
    flat = np.concatenate([motion.anchors, parts.reshape(len(motion.times), -1)], axis=1)
    dense = _smoothed(np.stack([np.interp(even, motion.times, column) for column in flat.T], axis=1))
    path = _by_way(dense)
    path -= path.mean(axis=0)
    speed = SPEED_WEIGHT * np.gradient(path[:, : motion.anchors.shape[1]], axis=0)
    path = np.concatenate([path, speed], axis=1)
    size = max(float(np.sqrt((path**2).sum(axis=1).mean())), SMALLEST)
    return np.asarray(path / size**SIZE_POWER, dtype=np.float32)


def _by_way(rows: FloatArray) -> FloatArray:
    """Return STEPS of rows (N, D) that are even in time, at steps even in the way between them."""
    ways = np.linalg.norm(np.diff(rows, axis=0), axis=1)
    passed = np.concatenate([[0.0], np.cumsum(ways + EVENNESS * ways.mean() + 1e-9)])
    steps = np.linspace(0, passed[-1], STEPS)
    return np.stack([np.interp(steps, passed, column) for column in rows.T], axis=1)


def _smoothed(path: FloatArray) -> FloatArray:
    half = SMOOTH_STEPS // 2
    padded = np.concatenate([path[:1].repeat(half, 0), path, path[-1:].repeat(half, 0)])
    kernel = np.ones(SMOOTH_STEPS) / SMOOTH_STEPS
    return np.stack([np.convolve(column, kernel, "valid") for column in padded.T], axis=1)


def path_distances(path: FloatArray, others: FloatArray) -> FloatArray:
    """Return the distance (N,) of one (STEPS, D) path to each of (N, STEPS, D)."""
    if not len(others):
        return np.zeros(0, np.float32)
    cost = ((path[None, :, None] - others[:, None, :]) ** 2).sum(axis=3) if len(others) < 64 else _costs(path, others)
    total = np.full((STEPS + 1, STEPS + 1, len(others)), np.inf, np.float32)
    total[0, 0] = 0
    cost = np.ascontiguousarray(cost.transpose(1, 2, 0))
    for i in range(1, STEPS + 1):
        for j in range(max(1, i - BAND), min(STEPS, i + BAND) + 1):
            before = np.minimum(np.minimum(total[i - 1, j], total[i, j - 1]), total[i - 1, j - 1])
            total[i, j] = cost[i - 1, j - 1] + before
    return np.asarray(np.sqrt(np.maximum(total[STEPS, STEPS], 0) / STEPS), dtype=np.float32)


def _costs(path: FloatArray, others: FloatArray) -> FloatArray:
    own = (path**2).sum(axis=1)[None, :, None]
    theirs = (others**2).sum(axis=2)[:, None, :]
    return np.asarray(own + theirs - 2 * np.einsum("td,nud->ntu", path, others), dtype=np.float32)
