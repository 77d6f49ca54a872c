"""Recorded hands that change from one real shape into another in place: what a pinch is not."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.observation import Hand, Handedness, Observation
from gesturectl.training.landmark_data import LabelledHands
from gesturectl.training.streams import LabelledStream

ASPECT = 4 / 3
SHAPES = ("fist", "open_palm", "stop", "none", "four", "thumb_up", "point", "two_up", "victory", "fist", "open_palm")
"""Shapes that hands change between; not `ok`, into which an open hand goes by a pinch."""
JITTER = 0.015


def morph_streams(hands: LabelledHands, rng: np.random.Generator, count: int, fps: float) -> Iterator[LabelledStream]:
    """Yield `count` streams of a right hand that takes four to eight recorded shapes, one after the other."""
    rows = {shape: np.flatnonzero(hands.labels == shape) for shape in SHAPES}
    for number in range(count):
        shapes = [hands.points[rng.choice(rows[rng.choice(SHAPES)])] for _ in range(int(rng.integers(4, 9)))]
        times, weights = _plan(rng, len(shapes))
        yield LabelledStream(f"morph {number}", "hagrid", tuple(_observations(shapes, times, weights, rng, fps)), ())


def _plan(rng: np.random.Generator, count: int) -> tuple[FloatArray, FloatArray]:
    """Return when each shape begins to change into the next and how long that takes, seconds."""
    changes = rng.uniform(0.1, 0.55, count)
    rests = rng.uniform(0.15, 0.8, count)
    begins = np.cumsum(rests + np.concatenate([[0.5], changes[:-1]]))
    return begins.astype(np.float32), changes.astype(np.float32)


def _observations(
    shapes: list[FloatArray], begins: FloatArray, changes: FloatArray, rng: np.random.Generator, fps: float
) -> Iterator[Observation]:
    palm, place = rng.uniform(0.07, 0.18), np.array([rng.uniform(0.3, 1.0), rng.uniform(0.4, 0.8), 0])
    for seq in range(int((begins[-1] + changes[-1] + 0.5) * fps)):
        t = seq / fps
        at = int(np.clip(np.searchsorted(begins, t, side="right") - 1, 0, len(shapes) - 2))
        share = float(np.clip((t - begins[at]) / changes[at], 0, 1))
        eased = share**3 * (10 - 15 * share + 6 * share**2)  # minimum jerk (Flash and Hogan 1985)
        points = shapes[at] * (1 - eased) + shapes[at + 1] * eased + rng.normal(0, JITTER, (21, 3))
        landmarks = (points * palm + place) / np.array([ASPECT, 1, ASPECT])
        yield Observation(t, seq, ASPECT, (_right_hand(landmarks),))


def _right_hand(landmarks: FloatArray) -> Hand:
    return Hand(Handedness.RIGHT, 0.95, landmarks.astype(np.float32), np.zeros((21, 3), np.float32))
