"""From distances to scores: how near something must be to a personal gesture, and how clearly nearer than to others."""

from __future__ import annotations

import numpy as np

from gesturectl.domain.arrays import FloatArray

_STEEP = 8
"""How fast the score falls where the radius ends: 0.86 at 0.8 of the radius, 0.5 at it, 0.14 at 1.25 of it."""
SURE = 0.5
"""A score from which something counts as a personal gesture, moving or held: that of its border."""
_FAIRNESS = 0.2
"""Gestures that vary more reach farther: between two of them, distances are divided by this power of their spread."""


def fair_distances(near: FloatArray, spreads: FloatArray) -> FloatArray:
    """Return the distances (M, G) to G gestures as they are compared between them."""
    return np.asarray(near / spreads**_FAIRNESS)


def nearest_rival(fair: FloatArray, spreads: FloatArray, other: FloatArray, k: int) -> FloatArray:
    """Return the distance (M,) to what is nearest beside gesture `k`: `other` (M,), or another gesture, fairly."""
    rivals = np.delete(fair, k, axis=1) * spreads[k] ** _FAIRNESS
    return np.asarray(np.minimum(other, rivals.min(axis=1)) if rivals.shape[1] else other)


CLEARNESS = 0.8
"""Poses of bodies may be farther from their exemplars the clearer they are nearer to them than to a rival: their
distance is divided by this power of how many times farther the nearest rival is. More is found, and fewer strangers
pass. Held hands, which have a metric of their own, gain nothing by it; motions have motion_scores."""
CLEAREST = 1.65
"""A rival that is more times farther than this adds nothing: there may be none at all."""


def scores_of(
    near: FloatArray, radii: FloatArray, spreads: FloatArray, other: FloatArray, clearness: float = 0.0
) -> FloatArray:
    """Return the scores (M, G) of G gestures from the distances (M, G) to the nearest exemplar of each.

    radii, spreads (G,);  other (M,): the distance to the nearest thing that is none of them.
    A score is 0.5 at the radius, and where a rival is as near.
    """
    fair = fair_distances(near, spreads)
    found = np.empty(near.shape)
    for k in range(near.shape[1]):
        found[:, k] = score(near[:, k], float(radii[k]), nearest_rival(fair, spreads, other, k), clearness)
    return found.astype(np.float32)


def score(distance: FloatArray, radius: float, rival: FloatArray, clearness: float = 0.0) -> FloatArray:
    """Return 0..1: within the radius, and nearer than the nearest rival (infinite without one)."""
    farther = np.minimum(rival / np.maximum(distance, 1e-9), CLEAREST)
    within = 1 / (1 + (distance / radius * np.maximum(farther, 1e-9) ** -clearness) ** _STEEP)
    return np.minimum(within, 1 / (1 + (distance / np.maximum(rival, 1e-9)) ** _STEEP))
