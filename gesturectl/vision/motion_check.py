"""Where the picture changes: a small grey picture against a fading memory of those before, some 0.05 ms a frame."""

from __future__ import annotations

import math
from typing import Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from gesturectl.domain.frame import Frame

Cells = NDArray[np.bool_]
"""(rows, columns) of the whole picture: where it changed."""

CELLS_ACROSS = 80
"""About so many. A hand at arm's length covers some 100 cells of such a picture, one at 2.5 m still about 10."""
FADE_S = 0.2
"""Time constant of the memory: motion of half a hand's width in this time is seen."""
LEAST_CHANGE = 8.0
"""Grey levels of 255 by which a cell must differ: compression and sensor noise stay below."""
NOISES = 7.0
"""... and by so many times what the cells of the whole picture differ by (median): a noisy camera in the dark."""


class Notices(Protocol):
    """Tells where a frame differs from those before it."""

    def changed(self, frame: Frame) -> Cells | None:
        """Return the changed cells; None when there is nothing to compare with."""

    def restart(self) -> None:
        """Forget the pictures so far."""


class MotionCheck:
    """Compares each frame with the fading mean of those before; a change of the light as a whole is no motion."""

    def __init__(self) -> None:
        self._mean: NDArray[np.float32] | None = None
        self._t = 0.0
        self._judged: tuple[Frame, Cells | None] | None = None

    def changed(self, frame: Frame) -> Cells | None:
        """Return the cells (rows, columns) that changed; None for a first frame, or one of another size.

        Two who ask for the same frame get the same answer, at the price of one.
        """
        if self._judged is None or self._judged[0] is not frame:
            self._judged = frame, self._compare(frame)
        return self._judged[1]

    def _compare(self, frame: Frame) -> Cells | None:
        grey = small_grey(frame.rgb)
        mean, passed_s = self._mean, frame.t - self._t
        self._t = frame.t
        if mean is None or mean.shape != grey.shape:
            self._mean = grey
            return None
        differ = grey - mean
        differ -= np.add.reduce(differ, axis=None) / differ.size
        cv2.accumulateWeighted(grey, mean, 1.0 - math.exp(-max(passed_s, 0.0) / FADE_S))
        np.abs(differ, out=differ)
        # A sample in four is enough for the median, which costs more than all the rest.
        return differ > max(LEAST_CHANGE, NOISES * median_of(differ[::2, ::2]))

    def restart(self) -> None:
        """Forget the pictures so far."""
        self._mean = self._judged = None


def median_of(values: NDArray[np.float32]) -> float:
    """Return the median; np.median takes twice as long for a thousand."""
    ordered = values.flatten()
    upper = ordered.size // 2
    lower = (ordered.size - 1) // 2
    ordered.partition((lower, upper))
    return float(ordered[lower] + ordered[upper]) / 2


def small_grey(rgb: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return the green channel (it carries most of the light) as means over cells, float32 (rows, columns).

    Two pixels across and down are read of each cell: more would add work, not knowledge.
    """
    step = max(1, round(rgb.shape[1] / (2 * CELLS_ACROSS)))
    sparse = np.ascontiguousarray(rgb[::step, ::step, 1])
    # Cut to an even size: halving is several times as fast as shrinking by a fraction.
    rows, columns = (max(1, length // 2) for length in sparse.shape)
    grey: NDArray[np.float32] = cv2.resize(
        sparse[: 2 * rows, : 2 * columns], (columns, rows), interpolation=cv2.INTER_AREA
    ).astype(np.float32)
    return grey
