"""From distances to scores: how near something must be to a personal gesture, and how clearly nearer than to others."""

from __future__ import annotations

import numpy as np

from gesturectl.domain.arrays import FloatArray

_STEEP = 8
"""How fast the score falls where the radius ends: 0.86 at 0.8 of the radius, 0.5 at it, 0.14 at 1.25 of it."""
_FAIRNESS = 0.2
"""Gestures that vary more reach farther: between two of them, distances are divided by this power of their spread."""


def fair_distances(near: FloatArray, spreads: FloatArray) -> FloatArray:
    """Return the distances (M, G) to G gestures as they are compared between them."""
    return np.asarray(near / spreads**_FAIRNESS)


CLEARNESS = 0.8
"""Motions and poses of bodies may be farther from their exemplars the clearer they are nearer to them than to a rival:
their distance is divided by this power of how many times farther the nearest rival is. More is found, and fewer
strangers pass. Held hands, which have a metric of their own, gain nothing by it."""
CLEAREST = 1.65
"""A rival that is more times farther than this adds nothing: there may be none at all."""
NEIGHBOURS = 5
USUALLY = 0.8
"""Distance of gestures' motions (SHREC'17) from their nearest NEIGHBOURS of what hands do all day."""
STRANGENESS = 0.6
"""What is unlike anything that hands do all day may be farther from its exemplars, what is like it must be nearer: by
this power of its distance from that. Where 90 % of SHREC'17's motions are found it lets in 5 % of everyday movement
instead of 8 %."""


def strangeness(away: FloatArray) -> FloatArray:
    """Return by how much (M,) the radii are wider for motions so far (M, N) from what hands do all day."""
    if away.shape[1] < NEIGHBOURS:
        return np.ones(len(away), np.float32)
    nearest = np.partition(away, NEIGHBOURS - 1, axis=1)[:, :NEIGHBOURS]
    return np.asarray((np.maximum(nearest.mean(axis=1), 1e-6) / USUALLY) ** STRANGENESS)


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
        rivals = np.delete(fair, k, axis=1) * spreads[k] ** _FAIRNESS
        rival = np.minimum(other, rivals.min(axis=1)) if rivals.shape[1] else other
        found[:, k] = score(near[:, k], float(radii[k]), rival, clearness)
    return found.astype(np.float32)


def score(distance: FloatArray, radius: float, rival: FloatArray, clearness: float = 0.0) -> FloatArray:
    """Return 0..1: within the radius, and nearer than the nearest rival (infinite without one)."""
    farther = np.minimum(rival / np.maximum(distance, 1e-9), CLEAREST)
    within = 1 / (1 + (distance / radius * np.maximum(farther, 1e-9) ** -clearness) ** _STEEP)
    return np.minimum(within, 1 / (1 + (distance / np.maximum(rival, 1e-9)) ** _STEEP))
