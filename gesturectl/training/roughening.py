"""What blur and loose wrists do to a stream: training sees it, so that real strokes are known.

In the blurred frames of a fast stroke MediaPipe loses the hand or reports one of a wrong shape, and many people turn
the wrist while they swipe.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.observation import Hand, Handedness, Observation
from gesturectl.training.landmark_data import LabelledHands
from gesturectl.training.streams import LabelledStream

FAST = 6.0
"""Palm lengths a second from which frames may be blurred."""
LOST_SHARE, WRONG_SHARE, FLIP_SHARE = 0.25, 0.3, 0.15
STAYS_LOST = 0.75
"""A lost hand is lost in the next fast frame too, so often."""
TURN_SHARE = 0.4
"""In how many streams the wrist turns along with the strokes."""
MOST_TURN = np.radians(150)
SMALLER_SHARE, SMALLEST = 0.5, 0.6
"""In half of the streams the hands are smaller, so that their paths are longer in palm lengths."""
TEMPO_KNOT_S, TEMPO_SPREAD = 0.2, 0.2
"""The tempo changes every 0.2 s, by a fifth either way."""
MOST_DOUBLED = 0.3
"""Up to this share of frames shows what the frame before showed, as cheap cameras and animated pictures do."""
MOST_DRIFT = 0.004
TURN_BACK_S = (0.5, 1.2)
"""The wrist turns back between these times after a stroke."""


def roughened(stream: LabelledStream, hands: LabelledHands, rng: np.random.Generator) -> LabelledStream:
    """Return the stream with blurred fast frames and, now and then, a turning wrist."""
    turn = float(rng.uniform(-MOST_TURN, MOST_TURN)) if rng.random() < TURN_SHARE else 0.0
    size = float(rng.uniform(SMALLEST, 1.0)) if rng.random() < SMALLER_SHARE else 1.0
    last: dict[Handedness, tuple[float, FloatArray]] = {}
    lost: set[Handedness] = set()
    observations = []
    for observation in stream.observations:
        kept = []
        for hand in observation.hands:
            speed = speed_of(hand, observation, last)
            made = _turned(hand, observation.aspect, turn * _turn_share(stream, observation.t), size)
            if speed <= FAST:
                lost.discard(hand.handedness)
                kept.append(made)
            elif rng.random() < (STAYS_LOST if hand.handedness in lost else LOST_SHARE):
                lost.add(hand.handedness)
            else:
                lost.discard(hand.handedness)
                kept.append(_blurred(made, observation.aspect, hands, rng))
        observations.append(replace(observation, hands=tuple(kept)))
    return replace(stream, observations=tuple(observations))


def warped(stream: LabelledStream, rng: np.random.Generator) -> LabelledStream:
    """Return the stream at an uneven tempo, with doubled frames and a slow drift: nobody moves evenly, no camera is."""
    end = stream.observations[-1].t
    knots = np.arange(0, end + 2 * TEMPO_KNOT_S, TEMPO_KNOT_S)
    spans = TEMPO_KNOT_S * np.exp(rng.normal(0, TEMPO_SPREAD, len(knots)))
    later = np.concatenate([[0.0], np.cumsum(spans)[:-1]])

    def at(t: float) -> float:
        return float(np.interp(t, knots, later)) if t >= 0 else t

    labels = tuple(replace(label, start_s=at(label.start_s), end_s=at(label.end_s)) for label in stream.labels)
    doubtful = tuple((at(start), at(stop)) for start, stop in stream.doubtful)
    doubled = rng.random() * MOST_DOUBLED
    drift, drift_step = np.zeros(2), rng.uniform(0, MOST_DRIFT)
    observations: list[Observation] = []
    for observation in stream.observations:
        hands = observation.hands
        if observations and rng.random() < doubled:
            hands = observations[-1].hands
        else:
            drift = 0.9 * drift + rng.normal(0, drift_step, 2)
            hands = tuple(_moved(hand, drift) for hand in hands)
        observations.append(replace(observation, t=at(observation.t), hands=hands))
    return replace(stream, observations=tuple(observations), labels=labels, doubtful=doubtful)


def _moved(hand: Hand, by: NDArray[np.floating]) -> Hand:
    return replace(hand, landmarks=(hand.landmarks + np.array([by[0], by[1], 0])).astype(np.float32))


def speed_of(hand: Hand, observation: Observation, last: dict[Handedness, tuple[float, FloatArray]]) -> float:
    """Return the speed since the last frame in palm lengths a second."""
    shape = np.array([observation.aspect, 1.0], np.float32)
    centre = hand.landmarks[[0, 5, 9, 13, 17], :2].mean(axis=0) * shape
    palm = max(float(np.linalg.norm((hand.landmarks[9, :2] - hand.landmarks[0, :2]) * shape)), 1e-3)
    before_t, before = last.get(hand.handedness, (observation.t - 1, centre))
    last[hand.handedness] = (observation.t, centre)
    return float(np.linalg.norm(centre - before) / palm / max(observation.t - before_t, 1e-3))


def _turn_share(stream: LabelledStream, t: float) -> float:
    """Return 0 (not turned) to 1 (fully turned) by the strokes around `t`."""
    for label in stream.labels:
        if label.start_s <= t <= label.end_s + TURN_BACK_S[1]:
            into = (t - label.start_s) / max(label.end_s - label.start_s, 1e-3)
            back = (t - label.end_s - TURN_BACK_S[0]) / (TURN_BACK_S[1] - TURN_BACK_S[0])
            return min(max(into, 0.0), 1.0) - min(max(back, 0.0), 1.0)
    return 0.0


def _turned(hand: Hand, aspect: float, angle: float, size: float = 1.0) -> Hand:
    """Return the hand turned in the image plane around its palm, and `size` times as large."""
    if abs(angle) < 1e-3 and size == 1.0:
        return hand
    points = hand.landmarks * np.array([aspect, 1, aspect], np.float32)
    centre = points[[0, 5, 9, 13, 17], :2].mean(axis=0)
    cos, sin = np.cos(angle), np.sin(angle)
    out = points.copy()
    out[:, :2] = size * (points[:, :2] - centre) @ np.array([[cos, sin], [-sin, cos]]) + centre
    return replace(hand, landmarks=(out / np.array([aspect, 1, aspect])).astype(np.float32))


def _blurred(hand: Hand, aspect: float, hands: LabelledHands, rng: np.random.Generator) -> Hand:
    """Return what is seen of a blurred hand: one of a wrong shape and side, or the hand."""
    if rng.random() > WRONG_SHARE:
        return hand
    points = hand.landmarks * np.array([aspect, 1, aspect], np.float32)
    centre = points[[0, 5, 9, 13, 17], :2].mean(axis=0)
    palm = float(np.linalg.norm(points[9, :2] - points[0, :2])) * rng.uniform(0.4, 1.3)
    wrong = hands.points[rng.integers(len(hands.points))] * palm
    wrong = wrong - np.append(wrong[[0, 5, 9, 13, 17], :2].mean(axis=0), 0) + np.append(centre, 0)
    side = hand.handedness
    if rng.random() < FLIP_SHARE:
        side = Handedness.LEFT if side is Handedness.RIGHT else Handedness.RIGHT
    blurred = replace(
        hand, handedness=side, score=0.7, landmarks=(wrong / np.array([aspect, 1, aspect])).astype(np.float32)
    )
    return _turned(blurred, aspect, float(rng.uniform(-np.pi, np.pi)))
