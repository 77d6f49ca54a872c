"""What every observation that comes out of a file must be: a file may hold anything."""

from __future__ import annotations

import math

import numpy as np

from gesturectl.domain.observation import Handedness, Observation


def sound(observation: Observation) -> Observation:
    """Return the observation. Raises ValueError where it holds what no estimator sees."""
    if not math.isfinite(observation.t):
        raise ValueError(f"time {observation.t} s")
    if not 0 < observation.aspect < math.inf:
        raise ValueError(f"a frame of aspect {observation.aspect}")
    if any(hand.handedness is Handedness.BOTH for hand in observation.hands):
        raise ValueError("one hand that is both")
    numbers = [each for hand in observation.hands for each in (hand.score, hand.landmarks, hand.world_landmarks)]
    if observation.body is not None:
        numbers += [observation.body.landmarks, observation.body.world_landmarks]
    if not all(np.isfinite(each).all() for each in numbers):
        raise ValueError("a keypoint or score that is not a finite number")
    return observation
