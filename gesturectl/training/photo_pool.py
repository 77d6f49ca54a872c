"""Photos of held gestures as rows of a personal model, nearly equal ones grouped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components
from scipy.spatial.distance import pdist, squareform

from gesturectl.domain.arrays import FloatArray
from gesturectl.recognition.classifier import Classifier
from gesturectl.recognition.personal_rows import body_row, hand_rows, upper_body
from gesturectl.training.landmark_data import canonical_batch, open_arrays

NEARLY_EQUAL = 0.03
"""Root mean square distance of the normalised landmarks (palm lengths, shoulders' widths) below which two photos are
one and the same for a test: they never stand on both sides."""
SAME_PHOTOS = "land"
"""Of the hands: the same photos as `further`."""
_WRISTS = (15, 16)
_COMPARED = 25
"""Body landmarks down to the hips: legs are mostly out of the picture, and guesses."""


@dataclass(frozen=True, slots=True, eq=False)
class PhotoPool:
    """rows (N, F) for a personal model; labels (N,); groups (N,), the same number for photos that are nearly equal."""

    rows: FloatArray
    labels: NDArray[np.str_]
    groups: NDArray[np.int64]

    @property
    def names(self) -> list[str]:
        """The commands: every label but `no_class`."""
        return [str(name) for name in np.unique(self.labels) if name != "no_class"]


def hand_pool(path: Path, shapes: Classifier) -> PhotoPool:
    """Read emrecandir9's photos of hands; the higher hand acts, and is that of the nearer wrist of the body."""
    with open_arrays(path) as data:
        scale, labels = float(data["scale"]), data["label"].astype(str)
        hands = np.where(data["hands"] == data["missing"], np.nan, data["hands"] * scale).astype(np.float32)
        body = np.where(data["pose"] == data["missing"], np.nan, data["pose"] * scale).astype(np.float32)
        aspect = float(data["size"][0] / data["size"][1])
    found = np.asarray(np.isfinite(hands).all(axis=(2, 3)))
    use = found.any(axis=1) & np.isfinite(body).all(axis=(1, 2))
    use &= labels != SAME_PHOTOS
    hands, body, labels = hands[use], body[use], labels[use]
    higher = np.nanargmin(np.where(np.isnan(hands[:, :, 0, 1]), np.inf, hands[..., 1].mean(axis=2)), axis=1)
    acting = hands[np.arange(len(hands)), higher]
    stretch = np.array([aspect, 1.0], np.float32)
    away = [np.linalg.norm((body[:, w, :2] - acting[:, 0, :2]) * stretch, axis=1) for w in _WRISTS]
    points = canonical_batch(acting * np.array([aspect, 1.0, aspect], np.float32), away[0] < away[1])
    return PhotoPool(hand_rows(points, shapes), labels, grouped(points[..., :2], labels))


def body_pool(path: Path) -> PhotoPool:
    """Read emrecandir9's photos of bodies."""
    with open_arrays(path) as data:
        use = (data["pose"] != data["missing"]).all(axis=(1, 2))
        body = (data["pose"] * float(data["scale"])).astype(np.float32)[use]
        labels = data["label"].astype(str)[use]
        aspect = float(data["size"][0] / data["size"][1])
    points = np.stack([upper_body(one, aspect)[:_COMPARED] for one in body])
    return PhotoPool(np.stack([body_row(one, aspect) for one in body]), labels, grouped(points, labels))


def grouped(points: FloatArray, labels: NDArray[np.str_]) -> NDArray[np.int64]:
    """Return the group of each of (N, P, 2) sets of points: those linked by near equality within a label."""
    groups = np.zeros(len(labels), np.int64)
    for name in np.unique(labels):
        mine = np.flatnonzero(labels == name)
        flat = points[mine].reshape(len(mine), -1)
        near = squareform(pdist(flat)) / points.shape[1] ** 0.5 < NEARLY_EQUAL
        groups[mine] = connected_components(near)[1] + groups.max() + 1
    return groups


def drawn(pool: PhotoPool, name: str, takes: int, rng: np.random.Generator) -> tuple[NDArray[np.int64], FloatArray]:
    """Return the groups that `takes` photos of a command are drawn from, and their rows, one of each group."""
    groups = rng.permutation(np.unique(pool.groups[pool.labels == name]))[:takes]
    picks = [rng.choice(np.flatnonzero(pool.groups == group)) for group in groups]
    return groups, pool.rows[np.array(picks, np.int64)]


def held_out(pool: PhotoPool, name: str, used: Iterable[int]) -> FloatArray:
    """Return the rows of a command's photos that are in none of the used groups."""
    return np.asarray(pool.rows[(pool.labels == name) & ~np.isin(pool.groups, list(used))])
