"""Absolute pointing: the part of the picture that stands for the screens. Pure."""

from __future__ import annotations

import numpy as np

from gesturectl.control.pointer_filter import Floats
from gesturectl.domain.pointer import Area

REACH_PALMS = (3.6, 2.0)
"""Width and height of the area of a hand that moves from the elbow, in palm lengths: some 33 cm by 18 cm, 16 : 9."""
EDGE_PALMS = 1.4
"""The middle of the palm stays this far from the picture's edges, so that the fingers remain in it."""


def area_for(place: Floats, palm: float, aspect: float) -> Area:
    """Return the area around a hand at `place` (2,), frame heights, with palm length `palm`: within its reach.

    Moved, and made smaller where it must be, so that the whole hand stays in the picture.
    """
    margin, (width, height) = EDGE_PALMS * palm, REACH_PALMS
    left, right = _span(float(place[0]), width * palm, margin, aspect)
    top, bottom = _span(float(place[1]), height * palm, margin, 1.0)
    return Area(left / aspect, top, right / aspect, bottom)


def share_of(area: Area, place: Floats, aspect: float) -> tuple[float, float]:
    """Return where a hand at `place` (2,), frame heights, is in the area: 0..1 from the user's left and from the top.

    The picture is as the camera sees it, so the user's left is at its right.
    """
    x = (float(place[0]) / aspect - area.left) / (area.right - area.left)
    y = (float(place[1]) - area.top) / (area.bottom - area.top)
    return float(np.clip(1.0 - x, 0.0, 1.0)), float(np.clip(y, 0.0, 1.0))


def _span(middle: float, size: float, margin: float, length: float) -> tuple[float, float]:
    size = min(size, max(length - 2 * margin, length / 4))
    low = min(max(middle - size / 2, margin), length - margin - size)
    return max(low, 0.0), max(low, 0.0) + size
