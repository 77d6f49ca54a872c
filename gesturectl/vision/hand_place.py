"""Where a hand is in a picture, in pixels."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Hand
from gesturectl.vision.hand_filter import MIDDLE_KNUCKLE, PALM, WRIST
from gesturectl.vision.view import View

Size = tuple[int, int]
"""Width and height of a picture, px."""


def size_of(frame: Frame) -> Size:
    """Return the size of a frame."""
    return int(frame.rgb.shape[1]), int(frame.rgb.shape[0])


def palm_of(hand: Hand, size: Size) -> float:
    """Return the palm length, px."""
    return float(np.linalg.norm((hand.landmarks[MIDDLE_KNUCKLE, :2] - hand.landmarks[WRIST, :2]) * size))


def middle_of(hand: Hand, size: Size) -> tuple[float, float]:
    """Return the middle of the palm, px."""
    x, y = (hand.landmarks[list(PALM), :2].mean(axis=0) * size).tolist()
    return x, y


def view_around(hands: Sequence[Hand], size: Size, palms: float, aspect: float = 1.0) -> View:
    """Return the part of a picture around hands, `palms` times the larger palm high, or as they need.

    It is `aspect` times as wide as it is high.
    """
    palm = max(palm_of(hand, size) for hand in hands)
    middles = np.array([middle_of(hand, size) for hand in hands])
    (x, y), spread = middles.mean(axis=0).tolist(), np.ptp(middles, axis=0) / np.array([aspect, 1.0])
    return View.around(x, y, max(palms * palm, float(spread.max()) + 2 / 3 * palms * palm), size, aspect)


def room_of(view: View, hand: Hand) -> float:
    """Return how far a hand is from the nearest edge of the view beyond which the picture goes on, px."""
    (width, height), (x, y) = view.size, middle_of(hand, view.size)
    gaps = [
        x - view.left if view.left > 0 else float("inf"),
        view.right - x if view.right < width else float("inf"),
        y - view.top if view.top > 0 else float("inf"),
        view.bottom - y if view.bottom < height else float("inf"),
    ]
    return min(gaps)
