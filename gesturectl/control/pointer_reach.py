"""Calibrating absolute pointing: from where a hand went to the area that is the screen. Pure."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from gesturectl.control.pointer_motion import PALM
from gesturectl.domain.observation import Handedness, Observation
from gesturectl.domain.pointer import Area

EDGE_PERCENT = 4.0
"""So much of the time at each edge is left out: there the hand came, went, or went too far."""
LEAST_SIGHTINGS = 30
LEAST_SHARE = 0.05
"""An area narrower than this share of the picture is no area: the hand was held still."""


def reach(observations: Iterable[Observation], hand: Handedness | None = None) -> Area | None:
    """Return the part of the picture in which the palm went, of `hand` or of any; None if it did not go about.

    In shares of the picture as the camera sees it, rounded to a hundredth.
    """
    places = [
        each.landmarks[list(PALM), :2].mean(axis=0)
        for observation in observations
        for each in observation.hands
        if hand is None or each.handedness is hand
    ]
    if len(places) < LEAST_SIGHTINGS:
        return None
    edges = np.percentile(np.array(places), (EDGE_PERCENT, 100 - EDGE_PERCENT), axis=0)
    (left, top), (right, bottom) = np.clip(edges, 0.0, 1.0).round(2)
    if min(right - left, bottom - top) < LEAST_SHARE:
        return None
    return Area(float(left), float(top), float(right), float(bottom))
