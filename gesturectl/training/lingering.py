"""Longer rests before strokes: people wait as long as they like, synthetic hands are always about to do something."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from gesturectl.domain.observation import Hand, Observation
from gesturectl.training.streams import LabelledStream

LONGEST_S = 3.0
SHARE = 0.4
"""Of the gestures, so many are waited with."""
BEFORE_S = 0.1
"""The wait is put in so long before the gesture begins, while the hand is at rest."""
TREMBLE = 0.002
"""Frame heights by which a waiting hand trembles."""


def lingering(stream: LabelledStream, rng: np.random.Generator) -> LabelledStream:
    """Return the stream with waits before its gestures, in which what was seen last is seen on and on."""
    for number in range(len(stream.labels)):
        if rng.random() < SHARE:
            stream = _waited(stream, stream.labels[number].start_s - BEFORE_S, float(rng.uniform(0, LONGEST_S)), rng)
    return stream


def _waited(stream: LabelledStream, at: float, wait_s: float, rng: np.random.Generator) -> LabelledStream:
    seen = stream.observations
    before = [o for o in seen if o.t <= at]
    if len(before) < 2:
        return stream
    last, step = before[-1], before[-1].t - before[-2].t
    frames = int(wait_s / step)
    waiting = [_trembling(last, last.t + step * (k + 1), rng) for k in range(frames)]
    by = frames * step
    after = [replace(o, t=o.t + by) for o in seen[len(before) :]]
    labels = tuple(
        replace(label, start_s=label.start_s + by, end_s=label.end_s + by) if label.start_s > at else label
        for label in stream.labels
    )
    spans = tuple((a + by, b + by) if a > at else (a, b) for a, b in stream.doubtful)
    return replace(stream, observations=(*before, *waiting, *after), labels=labels, doubtful=spans)


def _trembling(observation: Observation, t: float, rng: np.random.Generator) -> Observation:
    return replace(observation, t=t, hands=tuple(_moved(hand, rng) for hand in observation.hands))


def _moved(hand: Hand, rng: np.random.Generator) -> Hand:
    by = np.array([*rng.normal(0, TREMBLE, 2), 0.0], np.float32)
    return replace(hand, landmarks=(hand.landmarks + by).astype(np.float32))
