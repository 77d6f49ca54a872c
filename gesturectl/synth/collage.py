"""A photograph shrunk into a background: a person farther away than the camera saw them."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from gesturectl.domain.arrays import FloatArray

Picture = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Collage:
    """The picture, and where the points of interest of the photograph lie in it, (n, 2) px."""

    picture: Picture
    points: FloatArray


def collage(
    photo: Picture, points: FloatArray, background: Picture, size: tuple[int, int], scale: float, place: FloatArray
) -> Collage | None:
    """Shrink `photo` by `scale` into the background, stretched to `size` (width, height).

    points  (n, 2) px of the photo;  place  (2,) where in the room that is left, 0..1 across and down
    Returns None where the shrunk photo is larger than the background.
    """
    out = np.array(cv2.resize(background, size, interpolation=cv2.INTER_AREA))
    width, height = (max(1, round(length * scale)) for length in (photo.shape[1], photo.shape[0]))
    if width > size[0] or height > size[1]:
        return None
    left, top = (
        round(float(share) * room) for share, room in zip(place, (size[0] - width, size[1] - height), strict=True)
    )
    out[top : top + height, left : left + width] = cv2.resize(photo, (width, height), interpolation=cv2.INTER_AREA)
    moved = points * np.array([width / photo.shape[1], height / photo.shape[0]]) + np.array([left, top])
    return Collage(out, moved.astype(np.float32))


def with_grain(picture: Picture, rng: np.random.Generator, level: float = 2.0) -> Picture:
    """Return the picture with a sensor's noise of standard deviation `level` (grey levels of 255)."""
    grain = np.rint(rng.normal(0.0, level, picture.shape[:2])).astype(np.int16)
    return np.asarray(cv2.add(picture, np.repeat(grain[..., None], 3, axis=2), dtype=cv2.CV_8U), np.uint8)
