"""Hand shapes for training: recorded hands, turned and disturbed, and hands that mean nothing.

Rejection is learned from data: hands turned far from where the shape is meant, hands put together from the fingers of
others (shapes that nobody labelled), hands between two shapes, and the recorded idle hands.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.gesture import NONE
from gesturectl.recognition.canonical import PALM_WIDTH
from gesturectl.training.landmark_data import LabelledHands

FINGERS = ((1, 2, 3, 4), (5, 6, 7, 8), (9, 10, 11, 12), (13, 14, 15, 16), (17, 18, 19, 20))
KEEPS_LABEL_DEG = 35.0
"""A hand turned by up to this in the image plane is still the same gesture."""
LOSES_LABEL_DEG = 65.0
"""A hand turned by more than this is not: a hand that lies on its side is on its way somewhere."""
OUT_OF_PLANE_DEG = 20.0

# Which fingers (thumb to little) a shape stretches; used to tell whether a hand put together is a known shape.
STRETCHED: dict[str, tuple[int, int, int, int, int]] = {
    "open_palm": (1, 1, 1, 1, 1),
    "stop": (1, 1, 1, 1, 1),
    "stop_inverted": (1, 1, 1, 1, 1),
    "fist": (0, 0, 0, 0, 0),
    "point": (0, 1, 0, 0, 0),
    "mute": (0, 1, 0, 0, 0),
    "victory": (0, 1, 1, 0, 0),
    "peace_inverted": (0, 1, 1, 0, 0),
    "two_up": (0, 1, 1, 0, 0),
    "two_up_inverted": (0, 1, 1, 0, 0),
    "three": (0, 1, 1, 1, 0),
    "three2": (1, 1, 1, 0, 0),
    "four": (0, 1, 1, 1, 1),
    "rock": (0, 1, 0, 0, 1),
    "call": (1, 0, 0, 0, 1),
}
KNOWN_PATTERNS = set(STRETCHED.values()) | {(1, 0, 0, 0, 0)}


def turned(points: FloatArray, degrees: NDArray[np.floating], rng: np.random.Generator) -> FloatArray:
    """Return (N, 21, 3) points turned in the image plane by `degrees` (N,), and a little out of it."""
    pitch, yaw = (np.radians(rng.normal(0, OUT_OF_PLANE_DEG / 2, len(points))) for _ in range(2))
    turn = np.radians(degrees)
    moved = _rotate(points, pitch, (1, 2))
    moved = _rotate(moved, yaw, (0, 2))
    return _rotate(moved, turn, (0, 1))


def _rotate(points: FloatArray, angle: NDArray[np.floating], axes: tuple[int, int]) -> FloatArray:
    a, b = axes
    cos, sin = np.cos(angle)[:, None], np.sin(angle)[:, None]
    out = points.copy()
    out[..., a] = cos * points[..., a] - sin * points[..., b]
    out[..., b] = sin * points[..., a] + cos * points[..., b]
    return out


def rescaled(points: FloatArray) -> FloatArray:
    """Return the points with the palm length made 1 again after a disturbance."""
    moved = points - points[:, :1]
    length = np.linalg.norm(moved[:, 9, :2], axis=1)
    width = np.linalg.norm(moved[:, 5, :2] - moved[:, 17, :2], axis=1)
    return np.asarray(moved / np.maximum(np.maximum(length, width / PALM_WIDTH), 1e-3)[:, None, None], dtype=np.float32)


def disturbed(points: FloatArray, rng: np.random.Generator) -> FloatArray:
    """Return the points with landmark jitter (1 to 4 % of the palm), stretched a little, depth scaled and noisier."""
    n = len(points)
    jitter = rng.normal(0, 1, points.shape) * rng.uniform(0.01, 0.04, (n, 1, 1)) * np.array([1, 1, 2.0])
    stretch = np.stack([rng.normal(1, 0.05, n), rng.normal(1, 0.05, n), rng.uniform(0.6, 1.4, n)], axis=1)
    return np.asarray(points * stretch[:, None] + jitter, dtype=np.float32)


def meaningless_hands(hands: LabelledHands, count: int, rng: np.random.Generator) -> FloatArray:
    """Return `count` hands put together from the fingers of recorded ones into shapes that nobody labelled."""
    usable = np.isin(hands.labels, list(STRETCHED))
    points, labels = hands.points[usable], hands.labels[usable]
    upright = _palm_aligned(points)
    out: list[FloatArray] = []
    while len(out) < count:
        picks = rng.integers(0, len(points), 5)
        pattern = tuple(STRETCHED[str(labels[i])][finger] for finger, i in enumerate(picks))
        if pattern in KNOWN_PATTERNS:
            continue
        hand = upright[picks[0]].copy()
        for finger, i in enumerate(picks):
            rows = list(FINGERS[finger])
            root = rows[0]
            hand[rows] = upright[i][rows] - upright[i][root] + hand[root]
        out.append(hand)
    return np.stack(out)


def _palm_aligned(points: FloatArray) -> FloatArray:
    """Return the points turned so that the middle knuckle is straight above the wrist."""
    angle = np.arctan2(points[:, 9, 0], -points[:, 9, 1])
    return _rotate(points, -angle, (0, 1))


def between_shapes(hands: LabelledHands, count: int, rng: np.random.Generator) -> FloatArray:
    """Return hands half way (35 to 65 %) between two hands of different shapes."""
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
    "three2": "three",
}


def _differ(first: NDArray[np.str_], second: NDArray[np.str_]) -> NDArray[np.bool_]:
    one = np.array([_ALIKE.get(str(n), str(n)) for n in first])
    other = np.array([_ALIKE.get(str(n), str(n)) for n in second])
    return np.asarray(one != other)


def training_set(
    hands: LabelledHands, rng: np.random.Generator, copies: int = 2
) -> tuple[FloatArray, NDArray[np.str_]]:
    """Return canonical points (M, 21, 3) and labels (M,): every hand, turned copies of it, meaningless hands."""
    n = len(hands.points)
    parts: list[tuple[FloatArray, NDArray[np.str_]]] = [(hands.points, hands.labels)]
    for _ in range(copies):
        angle = rng.uniform(-KEEPS_LABEL_DEG, KEEPS_LABEL_DEG, n)
        parts.append((turned(hands.points, angle, rng), hands.labels))
    pick = rng.permutation(n)[: n // 2]
    far = rng.uniform(LOSES_LABEL_DEG, 360 - LOSES_LABEL_DEG, len(pick))
    far = np.where(np.isin(hands.labels[pick], ["thumb_up", "thumb_down"]), rng.choice([-1, 1], len(pick)) * 90.0, far)
    parts.append(_nothing(turned(hands.points[pick], far, rng)))
    strange = meaningless_hands(hands, n // 3, rng)
    parts.append(_nothing(turned(strange, rng.uniform(-60, 60, len(strange)), rng)))
    parts.append(_nothing(between_shapes(hands, n // 3, rng)))
    points = np.concatenate([p for p, _ in parts])
    return rescaled(disturbed(points, rng)), np.concatenate([labels for _, labels in parts])


def _nothing(points: FloatArray) -> tuple[FloatArray, NDArray[np.str_]]:
    return points, np.full(len(points), NONE, dtype="<U20")
