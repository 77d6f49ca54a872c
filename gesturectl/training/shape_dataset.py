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
from gesturectl.training.donors import made
from gesturectl.training.landmark_data import LabelledHands
from gesturectl.training.meaningless import (
    bend_sideways,
    bent_half,
    between_shapes,
    one_finger_other,
    put_together,
    seen_otherwise,
    spread_otherwise,
    spread_wrongly,
)
from gesturectl.training.turning import tilt, turned, turned_in_picture

ON_ITS_SIDE = ("thumb_up", "thumb_down", "call")
"""Shapes whose hand lies on its side; the others stand upright."""
KEEPS_LABEL_DEG = 35.0
"""A hand turned by up to this in the image plane is still the same gesture."""
LOSES_LABEL_DEG = 65.0
"""A hand turned by more than this is not: a hand that lies on its side is on its way somewhere."""
SIDE_DEG = 90.0
"""Thumbs point up or down with a hand that lies on its side: those lose their meaning when turned by this."""
FAR_SHARE, STRANGE_SHARE = 0.5, 1 / 3
"""Hands turned too far, and hands of each kind that means nothing, as shares of the recorded hands."""
SEEN_FROM_BEHIND = 0.6
"""Recorded hands of peace_inverted are few (73): so many of those of victory, seen from behind, are added."""
SPREAD_DEG = (10.0, 26.0)
"""Between the index and the middle finger that are spread apart, for the same shape."""
INDEX, MIDDLE = 1, 2


def training_set(hands: LabelledHands, rng: np.random.Generator) -> tuple[FloatArray, NDArray[np.str_]]:
    """Return canonical points (M, 21, 3) and labels (M,): every hand, turned copies of it, meaningless hands."""
    hands = with_rare_shapes(hands, rng)
    n = len(hands.points)
    parts = [(hands.points, hands.labels)]
    for angles in (rng.uniform(-KEEPS_LABEL_DEG, KEEPS_LABEL_DEG, n), angles_that_keep(hands, rng)):
        parts.append((turned(hands.points, angles, rng), hands.labels))
    parts.append(_nothing(_turned_too_far(hands, rng)))
    count = int(n * STRANGE_SHARE)
    for make in (put_together, one_finger_other, bent_half, spread_wrongly, spread_otherwise, seen_otherwise):
        parts.append(_nothing(_turned_anyhow(made(hands, count, rng, make), rng)))
    parts.append(_nothing(between_shapes(hands, count, rng)))
    points = np.concatenate([p for p, _ in parts])
    return rescaled(disturbed(points, rng)), np.concatenate([labels for _, labels in parts])


def angles_that_keep(hands: LabelledHands, rng: np.random.Generator) -> NDArray[np.floating]:
    """Return angles (N,) by which hands may be turned and keep their meaning: up to KEEPS_LABEL_DEG from upright.

    Hands that lie on their side are turned by as much from where they are.
    """
    wanted = rng.uniform(-KEEPS_LABEL_DEG, KEEPS_LABEL_DEG, len(hands.points))
    return np.where(np.isin(hands.labels, ON_ITS_SIDE), wanted, wanted - tilt(hands.points))


def with_rare_shapes(hands: LabelledHands, rng: np.random.Generator) -> LabelledHands:
    """Return the hands with more of `peace_inverted`, the victory sign seen from behind.

    Some are hands of `victory` mirrored, some are hands of `two_up_inverted` with their two fingers spread apart.
    """
    if "peace_inverted" not in hands.labels:
        return hands
    rows = rng.permutation(np.flatnonzero(hands.labels == "victory"))
    behind = hands.points[rows[: int(len(rows) * SEEN_FROM_BEHIND)]] * np.array([-1, 1, -1], np.float32)
    spread = hands.points[hands.labels == "two_up_inverted"].copy()
    for hand in spread:
        degrees = rng.uniform(*SPREAD_DEG)
        bend_sideways(hand, INDEX, degrees * -0.5)
        bend_sideways(hand, MIDDLE, degrees * 0.5)
    made = np.concatenate([behind, spread])
    return LabelledHands(
        np.concatenate([hands.points, made]),
        np.concatenate([hands.labels, np.full(len(made), "peace_inverted")]),
        np.concatenate([hands.groups, np.full(len(made), "")]),
    )


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


def _turned_too_far(hands: LabelledHands, rng: np.random.Generator) -> FloatArray:
    pick = rng.permutation(len(hands.points))[: int(len(hands.points) * FAR_SHARE)]
    far = rng.uniform(LOSES_LABEL_DEG, 360 - LOSES_LABEL_DEG, len(pick))
    thumbs = np.isin(hands.labels[pick], ["thumb_up", "thumb_down"])
    far = np.where(thumbs, rng.choice([-SIDE_DEG, SIDE_DEG], len(pick)), far)
    return turned(hands.points[pick], far, rng)


def _turned_anyhow(points: FloatArray, rng: np.random.Generator) -> FloatArray:
    """Return upright hands turned as shapes are seen: about upright, or on either side as for thumbs."""
    n = len(points)
    return turned_in_picture(points, rng.uniform(-60, 60, n) + rng.choice([0.0, 0.0, SIDE_DEG, -SIDE_DEG], n))


def _nothing(points: FloatArray) -> tuple[FloatArray, NDArray[np.str_]]:
    return points, np.full(len(points), NONE, dtype="<U20")
