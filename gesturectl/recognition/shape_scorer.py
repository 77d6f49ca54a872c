"""The shape of one hand, smoothed over time."""

from __future__ import annotations

import math
from collections.abc import Mapping

SMOOTHING_S = 0.1
"""Time constant of the mean over shape scores: one misread frame is forgiven."""


class ShapeScorer:
    """The scores of one hand's shapes, smoothed."""

    def __init__(self) -> None:
        self._mean: dict[str, float] = {}
        self._mean_t = 0.0

    def smoothed(self, t: float, scores: Mapping[str, float]) -> dict[str, float]:
        """Return the mean over time of the scores of the shape network; `none` included."""
        share = 1 - math.exp(-(t - self._mean_t) / SMOOTHING_S)
        self._mean = {name: before + share * (scores[name] - before) for name, before in (self._mean or scores).items()}
        self._mean_t = t
        return self._mean
