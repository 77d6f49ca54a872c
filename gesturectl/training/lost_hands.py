"""Hands that are lost in mid-stroke: of many a real one only the first and the last place are seen."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from gesturectl.domain.observation import Hand, Handedness, Observation
from gesturectl.training.roughening import FAST, speed_of
from gesturectl.training.streams import LabelledStream

LOSSES_HZ = (1.0, 8.0)
"""How often, in a second of fast movement, a hand is lost: by stream, for cameras and light differ."""
LOST_S = (0.05, 0.45)
"""For so long; a track keeps its hand through 0.5 s."""


def losing(stream: LabelledStream, rng: np.random.Generator) -> LabelledStream:
    """Return the stream without the hands that are lost, from a fast frame on, for a while."""
    losses_hz = float(rng.uniform(*LOSSES_HZ))
    last: dict[Handedness, tuple[float, np.ndarray]] = {}
    until: dict[Handedness, float] = {}
    observations, before_t = [], stream.observations[0].t
    for observation in stream.observations:
        share = 1 - math.exp(-losses_hz * (observation.t - before_t))
        before_t = observation.t
        for hand in observation.hands:
            if speed_of(hand, observation, last) > FAST and rng.random() < share:
                until[hand.handedness] = observation.t + float(rng.uniform(*LOST_S))
        observations.append(replace(observation, hands=_seen(observation, until)))
    return replace(stream, observations=tuple(observations))


def _seen(observation: Observation, until: dict[Handedness, float]) -> tuple[Hand, ...]:
    return tuple(hand for hand in observation.hands if observation.t >= until.get(hand.handedness, 0.0))
