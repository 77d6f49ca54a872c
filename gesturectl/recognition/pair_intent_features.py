"""Features of whether what both hands do was meant: each hand's stroke, what they do together, how restless they were.

Hands that talk turn about each other and part again all the time; those of who turns a wheel or draws something apart
rested together before, and move against each other, evenly, about a middle that stays.
"""

from __future__ import annotations

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.recognition.intent_features import HAND_SIZE, hand_features
from gesturectl.recognition.restlessness import RESTLESSNESS_SIZE, Restlessness
from gesturectl.recognition.tracks import STEP_S, HandTrack

PAIR_INTENT_SPEC = "pair_intent/2"
TOGETHER_S = 1.1
"""The time over which both hands are looked at together: most movements of both with some of the rest before them."""
_STEPS = int(TOGETHER_S / STEP_S) + 1
_LEAST_WAY = 1e-2
_CLOSEST = 0.3
"""Palm lengths; hands that touch are taken as this far apart, so that the logarithm stays finite."""
_TOGETHER = 8
PAIR_INTENT_SIZE = 2 * HAND_SIZE + _TOGETHER + RESTLESSNESS_SIZE + 1


def pair_intent_features(
    left: HandTrack, right: HandTrack, restlessness: Restlessness, t: float, *, turning: bool
) -> FloatArray:
    """Return the (PAIR_INTENT_SIZE,) features of what both hands do at time `t`, whichever is called left.

    The mean of what each hand's are alone, how far they differ, what they do together, how restless they were, and
    whether they are taken to turn rather than to draw apart or together.
    """
    one, other = (hand_features(track, t) for track in (left, right))
    parts = ((one + other) / 2, np.abs(one - other), _together(left, right, t), restlessness.features(), [turning])
    return np.concatenate(parts).astype(np.float32)


def _together(left: HandTrack, right: HandTrack, t: float) -> FloatArray:
    """How far and how evenly the line between the palms turned and grew, whether its middle stayed (8)."""
    times = t - STEP_S * np.arange(_STEPS - 1.0, -1.0, -1.0)
    a, b = (track.past.at(times)[:, :2] for track in (left, right))
    palm = (left.scale * right.scale) ** 0.5
    between, middle = (b - a) / palm, (a + b) / (2 * palm)
    angle = np.unwrap(np.arctan2(between[:, 1], between[:, 0]))
    width = np.log2(np.maximum(np.linalg.norm(between, axis=1), _CLOSEST))
    apart, along = (np.linalg.norm(np.diff(way, axis=0), axis=1).sum() for way in (between, middle))
    return np.array([
        *_gone(angle), *_gone(width), np.log1p(along), np.log1p(np.linalg.norm(middle[-1] - middle[0])),
        apart / max(apart + 2 * along, _LEAST_WAY), width[-1],
    ])  # fmt: skip


def _gone(values: np.ndarray) -> tuple[float, float]:
    """Return how far `values` (N,) went in all, whichever way, and how much of their way that is."""
    far, way = abs(float(values[-1] - values[0])), float(np.abs(np.diff(values)).sum())
    return far, far / max(way, _LEAST_WAY)
