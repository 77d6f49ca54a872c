"""Photographs that are nearly alike, kept together when a set is split.

Photographs of one shoot differ by a breath: on both sides of a split they would make any classifier look good. Two in
which head, shoulders, hips and feet are at the same place belong together, and so do those that a chain of such links
joins. The persons remain on both sides.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from gesturectl.domain.arrays import FloatArray

ALIKE = 0.02
"""Of the frame's height: how far (over all four places together) two photographs of one group may differ."""
_PLACES = ((7, 8), (11, 12), (23, 24), (27, 28))
_SEED = 5


def photo_groups(landmarks: FloatArray, aspect: float) -> NDArray[np.int_]:
    """Return the number of the group (N,) of each of (N, 33, 4) bodies."""
    points = landmarks[..., :2] * np.array([aspect, 1.0])
    places = np.concatenate([points[:, list(pair)].mean(axis=1) for pair in _PLACES], axis=1)
    pairs = cKDTree(places).query_pairs(ALIKE, output_type="ndarray")
    links = coo_matrix((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(len(places), len(places)))
    return np.asarray(connected_components(links, directed=False)[1])


def held_out(landmarks: FloatArray, aspect: float) -> NDArray[np.bool_]:
    """Return which (N,) bodies take no part in training: whole groups, about half of them."""
    groups = photo_groups(landmarks, aspect)
    half = np.random.default_rng(_SEED).permutation(int(groups.max()) + 1) % 2 == 1
    return np.asarray(half[groups])
