"""How far away a hand is, from its size in the picture."""

from __future__ import annotations

import numpy as np

from gesturectl.domain.observation import Hand

FOCAL_WIDTHS = 0.8
"""Focal length in picture widths: 64° across. Webcams have 55° to 78°, so that distances are right within a quarter."""


def distance_m(hand: Hand, aspect: float) -> float:
    """Return the distance of a hand from the camera, m.

    The landmarks' spread in the picture over that of the world landmarks across and down (both turned the same way) is
    the scale of the picture at the hand's place; a pinhole camera's scale falls with the distance. `aspect` is the
    frame's. Raises ValueError for a hand without extent.
    """
    seen = hand.landmarks[:, :2] * np.array([1.0, 1.0 / aspect])
    true = hand.world_landmarks[:, :2]
    seen_spread, true_spread = (float(np.linalg.norm(p - p.mean(axis=0))) for p in (seen, true))
    if seen_spread <= 0 or true_spread <= 0:
        raise ValueError("distance_m: the hand has no extent")
    return FOCAL_WIDTHS * true_spread / seen_spread
