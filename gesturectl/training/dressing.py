"""Recorded hands on synthetic paths: how people's hands look, where the movement is made up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.observation import Hand, Handedness
from gesturectl.recognition.canonical import MIDDLE_KNUCKLE, WRIST, palm_centre, palm_length
from gesturectl.training.landmark_data import LabelledHands
from gesturectl.training.streams import LabelledStream

SHOWN = ("open_palm", "open_palm", "stop", "stop", "two_up", "point", "four", "stop_inverted", "victory", "three")
"""Shapes in which a hand is shown before it swipes."""
JITTER = 0.015
"""Palm lengths by which points tremble from frame to frame."""


def dressed(
    stream: LabelledStream, hands: LabelledHands, shapes: Sequence[str], rng: np.random.Generator
) -> LabelledStream:
    """Return the stream with one recorded hand of `shapes` in place of each side's hand, as large and turned alike."""
    chosen = {side: _chosen(hands, str(rng.choice(list(shapes))), rng) for side in Handedness}
    observations = tuple(
        replace(o, hands=tuple(_put(hand, o.aspect, chosen[hand.handedness], rng) for hand in o.hands))
        for o in stream.observations
    )
    return replace(stream, observations=observations)


def _chosen(hands: LabelledHands, shape: str, rng: np.random.Generator) -> FloatArray:
    return np.asarray(hands.points[rng.choice(np.flatnonzero(hands.labels == shape))])


def _put(hand: Hand, aspect: float, template: FloatArray, rng: np.random.Generator) -> Hand:
    scale = np.array([aspect, 1, aspect], np.float32)
    seen = hand.landmarks * scale
    points = template * (np.array([-1, 1, 1], np.float32) if hand.handedness is Handedness.LEFT else 1)
    points = points + rng.normal(0, JITTER, points.shape).astype(np.float32)
    axis, own = seen[MIDDLE_KNUCKLE, :2] - seen[WRIST, :2], points[MIDDLE_KNUCKLE, :2] - points[WRIST, :2]
    angle = np.arctan2(axis[1], axis[0]) - np.arctan2(own[1], own[0])
    cos, sin = np.cos(angle), np.sin(angle)
    out = points * palm_length(seen) / palm_length(points)
    out[:, :2] = out[:, :2] @ np.array([[cos, sin], [-sin, cos]])
    out[:, :2] += palm_centre(seen) - palm_centre(out)
    return replace(hand, landmarks=(out / scale).astype(np.float32))
