"""Pointer acceleration: how far the pointer goes for a hand that moves at a speed. Pure."""

from __future__ import annotations

import math

SLOWEST_PX, FASTEST_PX = 350.0, 1500.0
"""Pixels for one palm length (about 9 cm) of a hand that barely moves, and of a fast one: the first is for aiming,
with the second a forearm's turn crosses a screen of 1920 px."""
MIDDLE_PALMS_S, STEEPNESS = 3.0, 1.6
"""Palm lengths a second at which the curve is half-way, and how suddenly it rises there."""


def gain_px(speed_palms_s: float) -> float:
    """Return pixels a palm length at that speed: a sigmoid, as Nancel et al. (CHI 2013) use for large displays."""
    rise = 1.0 / (1.0 + math.exp(-STEEPNESS * (speed_palms_s - MIDDLE_PALMS_S)))
    rest = 1.0 / (1.0 + math.exp(STEEPNESS * MIDDLE_PALMS_S))
    return SLOWEST_PX + (FASTEST_PX - SLOWEST_PX) * (rise - rest) / (1.0 - rest)
