"""Recorded hands and bodies with labels, read from a data folder laid out as the model card describes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gesturectl.domain.arrays import FloatArray
from gesturectl.errors import SourceError
from gesturectl.recognition.canonical import PALM_WIDTH
from gesturectl.training.labels import HAGRID

MISLABELLED = 0.02
"""Hands whose label has a lower out-of-fold probability are left out of training (0.5 % of HaGRID's)."""


@dataclass(frozen=True, slots=True, eq=False)
class LabelledHands:
    """points (N, 21, 3) canonical right hands; labels (N,) of our names; groups (N,) persons, "" where unknown."""

    points: FloatArray
    labels: NDArray[np.str_]
    groups: NDArray[np.str_]


def canonical_batch(points: FloatArray, left: NDArray[np.bool_]) -> FloatArray:
    """Return isotropic points (N, 21, 3) as canonical right hands (see recognition.canonical)."""
    moved = points - points[:, :1]
    length = np.linalg.norm(moved[:, 9, :2], axis=1)
    width = np.linalg.norm(moved[:, 5, :2] - moved[:, 17, :2], axis=1)
    moved = moved / np.maximum(length, width / PALM_WIDTH)[:, None, None]
    moved[left, :, 0] *= -1
    return np.asarray(moved, dtype=np.float32)


def read_hagrid(path: Path) -> LabelledHands:
    """Read a file of HaGRID hands (landmarks in pixels; `side` assumes a mirrored image: "Right" is a left hand)."""
    with open_arrays(path) as data:
        names = np.array([HAGRID.get(str(n), str(n)) for n in data["label_names"]])
        points = canonical_batch(data["lm"], data["side"] == "Right")
        keep = np.isfinite(points).all(axis=(1, 2))
        if path.name.endswith("_train.npz"):
            keep &= ~(data["oof_p"] < MISLABELLED)
        return LabelledHands(points[keep], names[data["label"]][keep], data["user"][keep].astype(str))


def open_arrays(path: Path) -> Any:
    """Open an .npz of arrays (never pickles); raises SourceError naming the file and how to mend it."""
    try:
        return np.load(path, allow_pickle=False)
    except (OSError, ValueError) as error:
        raise SourceError(
            f"{path}: cannot be read: {error}",
            remedy="Name the data folder with --data; models/README.md tells its layout.",
        ) from error
