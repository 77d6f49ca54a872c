"""Where the body stands and where its palms are: what a blurred or far hand is followed by."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.observation import Handedness, Observation

PALM_PER_SHOULDERS = 0.27
"""A palm (wrist to middle knuckle, about 9.5 cm) over the distance between the shoulder landmarks (about 35 cm)."""
MIN_VISIBILITY = 0.5
WIDTH_S = 1.5
"""Time constant of the mean over the shoulders' width: it shrinks while a person turns, the person does not."""
MIN_WIDTH = 0.02
_SHOULDERS = (11, 12)
_PALMS = {Handedness.LEFT: (15, 17, 19), Handedness.RIGHT: (16, 18, 20)}
"""Wrist, little and index knuckle of each side: their mean lies in the palm."""


@dataclass(frozen=True, slots=True, eq=False)
class Torso:
    """A body at time `t`: the middle between the shoulders, (2,) frame heights, and their steady width."""

    t: float
    middle: FloatArray
    width: float

    @property
    def palm(self) -> float:
        """The length of a palm of this body, frame heights."""
        return PALM_PER_SHOULDERS * self.width


def torso_of(observation: Observation, before: Torso | None) -> Torso | None:
    """Return the torso seen in an observation, None where no body or no shoulders are."""
    if observation.body is None:
        return None
    points = observation.body.landmarks
    if float(points[list(_SHOULDERS), 3].min()) < MIN_VISIBILITY:
        return None
    left, right = points[list(_SHOULDERS), :2] * np.array([observation.aspect, 1.0], np.float32)
    width = max(float(np.linalg.norm(left - right)), MIN_WIDTH)
    if before is not None:
        share = 1 - float(np.exp(-(observation.t - before.t) / WIDTH_S))
        width = before.width + share * (width - before.width)
    return Torso(observation.t, (left + right) / 2, width)


def body_palms(observation: Observation) -> dict[Handedness, FloatArray]:
    """Return where the body's visible palms are, (2,) frame heights each."""
    if observation.body is None:
        return {}
    points = observation.body.landmarks
    shape = np.array([observation.aspect, 1.0], np.float32)
    return {
        side: points[list(rows), :2].mean(axis=0) * shape
        for side, rows in _PALMS.items()
        if points[rows[0], 3] >= MIN_VISIBILITY
    }
