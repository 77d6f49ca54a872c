"""The body photographs of emrecandir9/custom-gesture-dataset: landmarks, and the pictures themselves."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.gesture import NONE
from gesturectl.training.labels import EMRECANDIR_BODY
from gesturectl.training.landmark_data import open_arrays
from gesturectl.training.photo_groups import held_out

_NOSE, _WRISTS, _SHOULDERS = 0, (15, 16), (11, 12)
_RAISED = ("left_arm_raised", "right_arm_raised")
ANYTHING = "no_class"
"""Their label for whatever is no command of theirs. It may be a gesture of ours all the same: a straight raised arm."""


@dataclass(frozen=True, slots=True, eq=False)
class BodyPhotos:
    """N photographs with a body.

    landmarks (N, 33, 4) image-normalised; theirs (N,) their labels, ours (N,) our names, "" where nobody can tell;
    ids (N,); held (N,) which take no part in training; aspect width / height
    """

    landmarks: FloatArray
    theirs: NDArray[np.str_]
    ours: NDArray[np.str_]
    ids: NDArray[np.str_]
    held: NDArray[np.bool_]
    aspect: float

    def chosen(self, which: NDArray[np.bool_]) -> BodyPhotos:
        """Return the photographs of a mask (N,)."""
        return BodyPhotos(
            self.landmarks[which], self.theirs[which], self.ours[which], self.ids[which], self.held[which], self.aspect
        )


def read_body_photos(path: Path) -> BodyPhotos:
    """Read the landmarks of the photographs in which a body was found; raises SourceError."""
    with open_arrays(path) as data:
        seen = (data["pose"] != data["missing"]).all(axis=(1, 2))
        landmarks = (data["pose"][seen] * float(data["scale"])).astype(np.float32)
        width, height = (int(n) for n in data["size"])
        theirs, ids = data["label"][seen].astype(str), data["uuid8"][seen].astype(str)
    aspect = width / height
    return BodyPhotos(landmarks, theirs, our_names(theirs, landmarks), ids, held_out(landmarks, aspect), aspect)


def our_names(theirs: NDArray[np.str_], landmarks: FloatArray) -> NDArray[np.str_]:
    """Return what photographs (N,) with these labels show in our words."""
    ours = np.array([EMRECANDIR_BODY.get(str(name), NONE) for name in theirs], dtype="U20")
    anything = theirs == ANYTHING
    ours[anything] = [raised_arms(body) for body in landmarks[anything]]
    return ours


def raised_arms(landmarks: FloatArray) -> str:
    """Return which arms of a body (33, 4) are raised, by where the wrists are, "" where it is neither here nor there.

    A wrist above the nose is a raised arm; one below the shoulder is not.
    """
    y = landmarks[:, 1]
    up = [bool(y[wrist] < y[_NOSE]) for wrist in _WRISTS]
    down = [bool(y[wrist] > y[shoulder]) for wrist, shoulder in zip(_WRISTS, _SHOULDERS, strict=True)]
    if not all(u or d for u, d in zip(up, down, strict=True)):
        return ""
    return {(True, True): "both_arms_raised", (True, False): _RAISED[0], (False, True): _RAISED[1]}.get(
        (up[0], up[1]), NONE
    )
