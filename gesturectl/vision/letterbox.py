"""Fitting a picture into a network's input without stretching it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gesturectl.domain.arrays import FloatArray
from gesturectl.vision.device import load_cv2


@dataclass(frozen=True, slots=True)
class Letterbox:
    """Where the picture lies in the input, as shares of the input: at (left, top), (width, height) large."""

    left: float
    top: float
    width: float
    height: float

    def to_picture(self, points: FloatArray) -> FloatArray:
        """Map points (n, 2), as shares of the input, to shares of the picture."""
        origin = np.array([self.left, self.top], dtype=np.float32)
        extent = np.array([self.width, self.height], dtype=np.float32)
        return np.asarray((points - origin) / extent, dtype=np.float32)


def letterboxed(rgb: NDArray[np.uint8], width: int, height: int) -> tuple[FloatArray, Letterbox]:
    """Return `rgb` scaled into the middle of a black picture (height, width, 3), 0..1, and where it lies."""
    cv2 = load_cv2()
    scale = min(width / rgb.shape[1], height / rgb.shape[0])
    inner_w, inner_h = max(1, round(rgb.shape[1] * scale)), max(1, round(rgb.shape[0] * scale))
    left, top = (width - inner_w) // 2, (height - inner_h) // 2
    canvas = np.zeros((height, width, 3), dtype=np.float32)
    inner = cv2.resize(rgb, (inner_w, inner_h), interpolation=cv2.INTER_AREA)
    canvas[top : top + inner_h, left : left + inner_w] = inner.astype(np.float32) / 255.0
    return canvas, Letterbox(left / width, top / height, inner_w / width, inner_h / height)
