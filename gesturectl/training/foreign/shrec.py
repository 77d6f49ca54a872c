"""SHREC'17: fourteen gestures of one hand by twenty persons before a depth camera (De Smedt et al. 2017).

Research use; for evaluation and comparison only.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.observation import Handedness
from gesturectl.recognition.canonical import (
    INDEX_KNUCKLE,
    INDEX_TIP,
    LITTLE_KNUCKLE,
    MIDDLE_KNUCKLE,
    THUMB_TIP,
    TIPS,
    WRIST,
    canonical_points,
    palm_centre,
    palm_length,
)
from gesturectl.training.foreign.sequences import Sequences, motion, resampled, smoothed, unit
from gesturectl.training.landmark_data import open_arrays

_OURS = (0, *range(2, 22))
"""Their 22 joints are our 21 landmarks and the middle of the palm, which comes second."""


def read_shrec(path: Path) -> Sequences:
    """Read all sequences, from the approach of the hand to its return; raises SourceError."""
    with open_arrays(path) as data:
        joints = data["xyz"].astype(np.float32) * float(data["scale"])
        start, labels = data["start"], data["gesture_names"][data["gesture"]].astype(str)
        subjects = data["subject"].astype(int)
    windows = [hand_channels(joints[a:b, list(_OURS)]) for a, b in pairwise(start)]
    return Sequences(np.stack(windows).astype(np.float32), labels, subjects)


def hand_channels(joints: FloatArray) -> FloatArray:
    """Return the (STEPS, C) channels of a hand's joints (T, 21, 3), m.

    Where palm and index tip are and how fast they go, in palm lengths; the fingertips as the palm sees them; where the
    palm looks; distances of the tips, and how fast those change.
    """
    seen = resampled(smoothed(joints))
    palm = float(np.median([palm_length(points) for points in seen]))
    shape = (
        np.stack([canonical_points(points, Handedness.RIGHT) * palm_length(points) for points in seen]).astype(
            np.float32
        )
        / palm
    )
    centre = np.concatenate([[palm_centre(points) for points in seen], seen[:, :1, 2] + seen[:, 9:10, 2]], axis=-1)
    centre[:, 2] /= 2
    tip = seen[:, INDEX_TIP]
    paths = np.concatenate([centre - centre.mean(axis=0), tip - tip.mean(axis=0)], axis=-1).astype(np.float32) / palm
    turn = palm_axes(shape)
    tips = np.einsum("tij,tkj->tki", turn, shape[:, list(TIPS)]).reshape(len(shape), -1)
    gaps = _gaps(shape)
    length = np.full((len(shape), 1), len(joints) / 100)
    return np.concatenate([paths, motion(paths), tips, turn[:, 1:].reshape(-1, 6), gaps, motion(gaps), length], axis=-1)


def palm_axes(shape: FloatArray) -> FloatArray:
    """Return the axes (T, 3, 3) of palms: across it, along it, out of it."""
    along = unit(shape[:, MIDDLE_KNUCKLE] - shape[:, WRIST])
    across = shape[:, INDEX_KNUCKLE] - shape[:, LITTLE_KNUCKLE]
    across = unit(across - (across * along).sum(axis=-1, keepdims=True) * along)
    return np.stack([across, along, np.cross(along, across)], axis=1)


def _gaps(shape: FloatArray) -> FloatArray:
    """Return (T, 7) distances: thumb to index tip, index to middle tip, each tip to the wrist."""
    pairs = ((THUMB_TIP, INDEX_TIP), (INDEX_TIP, TIPS[2]), *((tip, WRIST) for tip in TIPS))
    return np.stack([np.linalg.norm(shape[:, a] - shape[:, b], axis=-1) for a, b in pairs], axis=-1)
