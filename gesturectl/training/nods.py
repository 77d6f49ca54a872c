"""Recorded heads that nod, shake or merely move: bhky/nodding-pigeon, face boxes and six points of one person."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.gesture import NONE
from gesturectl.domain.observation import Body, Observation
from gesturectl.training.landmark_data import open_arrays

KINDS: dict[str, str] = {"nodding": "nod", "turning": "shake", "stationary": NONE}
"""Their names and ours; the head of `stationary` moves too, without meaning it."""
FPS = 30.0
ASPECT = 4 / 3
"""Their face boxes, square in the picture, are 4/3 higher than wide in shares of it."""
TRAINING_SHARE = 0.5
"""The first half of each recording may be trained on; figures are of the second."""

_POINTS: dict[str, tuple[int, ...]] = {
    "NOSE": (0,),
    "LEFT_EYE": (1, 2, 3),
    "RIGHT_EYE": (4, 5, 6),
    "LEFT_EAR": (7,),
    "RIGHT_EAR": (8,),
    "MOUTH": (9, 10),
}
"""Their points and the body's landmarks."""
_TRUNK = {11: (1.1, 1.15), 12: (-1.1, 1.15), 13: (1.3, 3.0), 14: (-1.3, 3.0), 23: (0.7, 4.5), 24: (-0.7, 4.5)}
"""Shoulders, elbows and hips of an average adult relative to the ears' middle, in distances between the ears."""


@dataclass(frozen=True, slots=True, eq=False)
class HeadRecording:
    """One recording: what is done in it the whole time, and what was seen."""

    gesture: str
    observations: tuple[Observation, ...]


def read_nods(path: Path, *, training: bool) -> list[HeadRecording]:
    """Read the three recordings, the part for training or the other one; raises SourceError."""
    with open_arrays(path) as data:
        names = [str(name) for name in data["feature_names"]]
        recordings = {kind: data[kind] for kind in KINDS}
    found = []
    for kind, rows in recordings.items():
        cut = int(len(rows) * TRAINING_SHARE)
        part = rows[:cut] if training else rows[cut:]
        found.append(HeadRecording(KINDS[kind], _observations(part, names)))
    return found


def _observations(rows: FloatArray, names: list[str]) -> tuple[Observation, ...]:
    landmarks = _landmarks(rows, names)
    world = np.zeros((33, 3), np.float32)
    return tuple(
        Observation(k / FPS, k, ASPECT, (), Body(body, world) if np.isfinite(body).all() else None)
        for k, body in enumerate(landmarks)
    )


def _landmarks(rows: FloatArray, names: list[str]) -> FloatArray:
    """Return (N, 33, 4) bodies: the face as recorded, below it a trunk that keeps still, the arms unseen."""
    out = np.zeros((len(rows), 33, 4), np.float32)
    for point, landmarks in _POINTS.items():
        place = np.stack([rows[:, names.index(f"{point}_{axis}")] for axis in "XY"], axis=-1)
        out[:, list(landmarks), :2] = place[:, None]
    ears = np.median(out[:, (7, 8), :2], axis=0)
    middle, width = ears.mean(axis=0), abs(float(ears[0, 0] - ears[1, 0]))
    for landmark in range(11, 33):
        x, y = _TRUNK.get(landmark, (1.3 if landmark % 2 else -1.3, 4.5))
        out[:, landmark, :2] = middle + width * np.array([x, y * ASPECT])
    out[:, :11, 3] = 1.0
    out[:, (11, 12), 3] = 1.0
    return out
