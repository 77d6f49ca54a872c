"""Recorded hands and bodies with labels, read from a data folder laid out as the model card describes."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gesturectl.domain.arrays import FloatArray
from gesturectl.errors import SourceError
from gesturectl.recognition.canonical import PALM_WIDTH
from gesturectl.training.judged_hands import SHOWS_OURS
from gesturectl.training.labels import EMRECANDIR_HAND, EMRECANDIR_TWICE, HAGRID, KINIVI

MISLABELLED = 0.02
"""Hands whose label has a lower out-of-fold probability are left out of training (0.5 % of HaGRID's)."""


@dataclass(frozen=True, slots=True, eq=False)
class LabelledHands:
    """points (N, 21, 3) canonical right hands; labels (N,) of our names.

    groups (N,) persons, where those are unknown pictures: what is alike for other reasons than its label.
    """

    points: FloatArray
    labels: NDArray[np.str_]
    groups: NDArray[np.str_]

    def taken(self, rows: NDArray[Any]) -> LabelledHands:
        """Return the hands of these rows (numbers, or a mask)."""
        return LabelledHands(self.points[rows], self.labels[rows], self.groups[rows])


def canonical_batch(points: FloatArray, left: NDArray[np.bool_]) -> FloatArray:
    """Return isotropic points (N, 21, 3) as canonical right hands (see recognition.canonical)."""
    moved = points - points[:, :1]
    length = np.linalg.norm(moved[:, 9, :2], axis=1)
    width = np.linalg.norm(moved[:, 5, :2] - moved[:, 17, :2], axis=1)
    moved = moved / np.maximum(length, width / PALM_WIDTH)[:, None, None]
    moved[left, :, 0] *= -1
    return np.asarray(moved, dtype=np.float32)


def read_hagrid(path: Path, mislabelled: float = MISLABELLED) -> LabelledHands:
    """Read a file of HaGRID hands (landmarks in pixels; `side` assumes a mirrored image: "Right" is a left hand).

    Of training hands those are left out whose label has an out-of-fold probability below `mislabelled`.
    """
    with open_arrays(path) as data:
        names = np.array([HAGRID.get(str(n), str(n)) for n in data["label_names"]])
        points = canonical_batch(data["lm"], data["side"] == "Right")
        keep = np.isfinite(points).all(axis=(1, 2))
        if path.name.endswith("_train.npz"):
            keep &= ~(data["oof_p"] < mislabelled)
        groups = np.where(data["user"] == "", data["image_id"], data["user"])
        return LabelledHands(points[keep], names[data["label"]][keep], groups[keep].astype(str))


def read_photographed_hands(path: Path) -> LabelledHands:
    """Read the right hands of emrecandir9/custom-gesture-dataset; labels are ours, else the set's own; groups photos.

    Hands of `no_class` that show a shape of ours are left out.
    """
    ours = {photo for photos in SHOWS_OURS.values() for photo in photos.split()}
    with open_arrays(path) as data:
        found = data["hands"][:, 0]
        seen = (found != data["missing"]).all(axis=(1, 2)) & ~np.isin(data["uuid8"], list(ours))
        seen &= data["label"] != EMRECANDIR_TWICE
        width, height = (int(n) for n in data["size"])
        shape = np.array([width / height, 1, width / height], np.float32) * float(data["scale"])
        points = canonical_batch(found[seen] * shape, np.zeros(int(seen.sum()), bool))
        labels = np.array([EMRECANDIR_HAND.get(str(n), str(n)) for n in data["label"][seen]])
        return LabelledHands(points, labels, data["uuid8"][seen].astype(str))


def read_turned_hands(path: Path) -> LabelledHands:
    """Read the freely turned hands of kinivi's and Kazuhito00's key points: x and y alone, z is 0.

    Their side is not known: the palm is taken to face the camera, as it does with their gestures, and tells it.
    """
    try:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            rows = np.loadtxt(file, delimiter=",", dtype=np.float32)
    except (OSError, ValueError) as error:
        raise SourceError(f"{path}: cannot be read: {error}", remedy="models/README.md tells the layout.") from error
    flat = rows[:, 1:].reshape(-1, 21, 2)
    points = np.concatenate([flat, np.zeros((*flat.shape[:2], 1), np.float32)], axis=2)
    index, little = flat[:, 5] - flat[:, 0], flat[:, 17] - flat[:, 0]
    left = index[:, 0] * little[:, 1] - index[:, 1] * little[:, 0] > 0
    labels = np.array(KINIVI)[rows[:, 0].astype(int)]
    return LabelledHands(canonical_batch(points, left), labels, np.full(len(labels), ""))


def open_arrays(path: Path) -> Any:
    """Open an .npz of arrays (never pickles); raises SourceError naming the file and how to mend it."""
    try:
        return np.load(path, allow_pickle=False)
    except (OSError, ValueError) as error:
        raise SourceError(
            f"{path}: cannot be read: {error}",
            remedy="Name the data folder with --data; models/README.md tells its layout.",
        ) from error
