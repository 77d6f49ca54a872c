"""Where something moved of late: the places in which a hand too small for the whole picture is looked for."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from gesturectl.vision.motion_check import Cells

FADE_S = 0.7
"""Time constant of the memory of motion: an arm is raised in about so long."""
LEAST_HEAT = 0.3
FEWEST_CELLS = 3
"""A place with fewer changed cells is noise: an arm that is raised at 5 m changes about six."""
JOINED_CELLS = 5
"""Motion so many cells apart belongs to one person."""
TALLEST = 0.6
"""What moves over more than this share of the picture's height is near: its hands are seen without a zoom."""
PAD = 0.25
"""A place reaches this share of its larger side beyond what moved: the hand may have come to rest just outside."""
SMALLEST = 0.12
"""Least side of a place, share of the picture's height."""
MOST = 3

Place = tuple[float, float, float, float]
"""Left, top, right, bottom, as shares of the picture's sides, inside it."""


class MovingPlaces:
    """A fading memory of motion, and the places that stand out in it, those with the most motion first."""

    def __init__(self) -> None:
        self._heat: NDArray[np.float32] | None = None
        self._t = 0.0
        self._places: list[Place] = []

    def add(self, t: float, cells: Cells) -> bool:
        """Take what changed in the frame at `t`; tell whether anything moves."""
        if self._heat is None or self._heat.shape != cells.shape:
            self._heat = np.zeros(cells.shape, np.float32)
        self._heat *= math.exp(-max(t - self._t, 0.0) / FADE_S)
        self._heat[cells] = 1.0
        self._t = t
        moves = int(np.count_nonzero(cells)) >= FEWEST_CELLS
        if moves:
            self._places = _places(self._heat >= LEAST_HEAT) or self._places
        return moves

    def places(self) -> list[Place]:
        """Return where something moved; while nothing does, where something moved last."""
        return self._places

    def keep(self, place: Place) -> None:
        """Remember a place for which there is another reason."""
        self._places = [place, *self._places][:MOST]

    def clear(self) -> None:
        """Forget every place."""
        self._heat, self._places = None, []


def _places(warm: Cells) -> list[Place]:
    """Return the places of the warm cells, the largest first; none that is as tall as a person nearby."""
    rows, columns = warm.shape
    joined = cv2.dilate(warm.astype(np.uint8), np.ones((JOINED_CELLS, JOINED_CELLS), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(joined)
    found = []
    for number in range(1, len(stats)):
        count = int(np.count_nonzero(warm & (labels == number)))
        left, top, width, height = (int(v) for v in stats[number][:4])
        edge = JOINED_CELLS // 2  # what joining added
        box = (left + edge, top + edge, left + width - edge, top + height - edge)
        if count >= FEWEST_CELLS and box[3] - box[1] <= TALLEST * rows:
            found.append((count, _padded(box, rows, columns)))
    return [place for _, place in sorted(found, key=lambda one: -one[0])][:MOST]


def _padded(box: tuple[int, int, int, int], rows: int, columns: int) -> Place:
    left, top, right, bottom = box
    side = max(max(right - left, bottom - top) * (1 + 2 * PAD), SMALLEST * rows)
    across, down = max(side, right - left) / 2, max(side, bottom - top) / 2
    x, y = (left + right) / 2, (top + bottom) / 2
    return (
        max(x - across, 0) / columns,
        max(y - down, 0) / rows,
        min(x + across, columns) / columns,
        min(y + down, rows) / rows,
    )
