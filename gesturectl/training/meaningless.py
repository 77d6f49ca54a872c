"""Hands that mean nothing, made from recorded ones: each maker gives a hand (21, 3), or None for a bad draw."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from gesturectl.domain.arrays import FloatArray
from gesturectl.training.donors import FINGERS, Donors
from gesturectl.training.landmark_data import LabelledHands
from gesturectl.training.looks import View

LEAST_TURN_DEG, MOST_TURN_DEG = 20.0, 45.0
"""A finger bent sideways at its knuckle by this is farther off than those of any labelled shape."""
SIDE_DEG = (50.0, 80.0)
"""A hand turned about its length by this is seen from its side."""
APART_DEG = (9.0, 16.0)
"""Between neighbouring fingers that are spread."""
TOGETHER = 0.35
"""Fingers that are brought together keep at most this share of the angles between them."""


def put_together(donors: Donors, rng: np.random.Generator) -> FloatArray | None:
    """Five people's fingers, in a pattern of stretched fingers that no label has."""
    pattern = tuple(int(kind) for kind in rng.integers(0, 2, 5))
    if donors.knows_fingers(pattern) or not all(donors.has(f, kind) for f, kind in enumerate(pattern)):
        return None
    hand, _ = donors.pick(rng)
    for finger, kind in enumerate(pattern):
        donors.give(hand, finger, kind, rng)
    return hand


def one_finger_other(donors: Donors, rng: np.random.Generator) -> FloatArray | None:
    """A hand of which one finger, seldom two, is bent where it was stretched, or the other way round."""
    hand, look = donors.pick(rng)
    pattern = list(look.fingers)
    for finger in rng.choice(5, 1 if rng.random() < 0.7 else 2, replace=False):
        pattern[finger] = 1 - pattern[finger]
        if not donors.has(finger, pattern[finger]):
            return None
        donors.give(hand, finger, pattern[finger], rng)
    return None if donors.knows_fingers(tuple(pattern)) else hand


def bent_half(donors: Donors, rng: np.random.Generator) -> FloatArray | None:
    """A hand of which one to three fingers are half way between bent and stretched."""
    hand, look = donors.pick(rng)
    for finger in rng.choice(5, rng.integers(1, 4), replace=False):
        kind = 1 - look.fingers[finger]
        if not donors.has(finger, kind):
            return None
        donors.give(hand, finger, kind, rng, rng.uniform(0.35, 0.65))
    return hand


def spread_wrongly(donors: Donors, rng: np.random.Generator) -> FloatArray:
    """A hand of which one or two fingers are bent sideways as in no labelled shape."""
    hand, _ = donors.pick(rng)
    for finger in rng.choice(5, rng.integers(1, 3), replace=False):
        bend_sideways(hand, finger, rng.uniform(LEAST_TURN_DEG, MOST_TURN_DEG) * rng.choice([-1, 1]))
    return hand


def spread_otherwise(donors: Donors, rng: np.random.Generator) -> FloatArray | None:
    """A hand whose stretched fingers are together where they were apart, or the other way round."""
    hand, look = donors.pick(rng)
    if look.apart is None or donors.knows(replace(look, apart=not look.apart)):
        return None
    fingers = [finger for finger in range(1, 5) if look.fingers[finger]]
    now = np.array([_direction(hand, finger) for finger in fingers])
    if look.apart:
        wanted = now.mean() + (now - now.mean()) * rng.uniform(0, TOGETHER)
    else:
        side = 1.0 if now[0] > now[-1] or look.view is not View.BACK else -1.0
        places = (np.arange(len(fingers)) - (len(fingers) - 1) / 2) * side
        wanted = now.mean() - places * rng.uniform(*APART_DEG)
    for finger, turn in zip(fingers, wanted - now, strict=True):
        bend_sideways(hand, finger, float(turn))
    return hand


def seen_otherwise(donors: Donors, rng: np.random.Generator) -> FloatArray | None:
    """A hand seen from behind, or from its side, where no label looks so."""
    hand, look = donors.pick(rng)
    view = View.SIDE if rng.random() < 0.5 else View.BACK if look.view is View.PALM else View.PALM
    if look.view is View.SIDE or donors.knows(replace(look, view=view)):
        return None
    angle = np.pi if view is not View.SIDE else np.radians(rng.uniform(*SIDE_DEG)) * rng.choice([-1, 1])
    x, z = hand[:, 0].copy(), hand[:, 2].copy()
    hand[:, 0], hand[:, 2] = np.cos(angle) * x + np.sin(angle) * z, np.cos(angle) * z - np.sin(angle) * x
    return hand


def _direction(hand: FloatArray, finger: int) -> float:
    """Return by how many degrees a finger leans from straight up, clockwise positive."""
    first, *_, tip = FINGERS[finger]
    x, y = hand[tip, :2] - hand[first, :2]
    return float(np.degrees(np.arctan2(x, -y)))


def bend_sideways(hand: FloatArray, finger: int, degrees: float) -> None:
    """Turn a finger about its knuckle in the picture, clockwise."""
    rows, angle = list(FINGERS[finger]), np.radians(degrees)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    hand[rows, :2] = (hand[rows, :2] - hand[rows[0], :2]) @ turn.T + hand[rows[0], :2]


def between_shapes(hands: LabelledHands, count: int, rng: np.random.Generator) -> FloatArray:
    """Return hands (count, 21, 3) half way (35 to 65 %) between two hands of different shapes."""
    first, second = rng.integers(0, len(hands.points), (2, 4 * count))
    different = np.flatnonzero(_differ(hands.labels[first], hands.labels[second]))[:count]
    share = rng.uniform(0.35, 0.65, (len(different), 1, 1))
    mixed = hands.points[first[different]] * share + hands.points[second[different]] * (1 - share)
    return np.asarray(mixed, dtype=np.float32)


_ALIKE = {
    "stop": "open_palm",
    "stop_inverted": "open_palm",
    "mute": "point",
    "two_up": "victory",
    "two_up_inverted": "peace_inverted",
    "three2": "three",
}


def _differ(first: NDArray[np.str_], second: NDArray[np.str_]) -> NDArray[np.bool_]:
    one = np.array([_ALIKE.get(str(n), str(n)) for n in first])
    other = np.array([_ALIKE.get(str(n), str(n)) for n in second])
    return np.asarray(one != other)
