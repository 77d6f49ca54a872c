"""Observations as plain arrays, and back: keypoints only, a hundredth of the size of JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from gesturectl.domain.observation import Body, Hand, Handedness, Observation
from gesturectl.storage.sound import sound

Arrays = dict[str, NDArray[np.generic]]
_SIDES = (Handedness.LEFT, Handedness.RIGHT)

COLUMNS = (
    "t", "seq", "aspect", "hand_row", "hand_side", "hand_score", "hand_landmarks", "hand_world", "body_row",
    "body_landmarks", "body_world",
)  # fmt: skip
"""t float64 (N,), seq int64 (N,), aspect float64 (N,); hands (H,) with the row they belong to, side 0 left / 1 right;
bodies (B,) with their row. Landmarks are float32, shaped as in the domain's Hand and Body."""


def to_arrays(observations: Sequence[Observation]) -> Arrays:
    """Return the columns of a sequence of observations."""
    hands = [(row, hand) for row, o in enumerate(observations) for hand in o.hands]
    bodies = [(row, o.body) for row, o in enumerate(observations) if o.body is not None]
    return {
        "t": np.array([o.t for o in observations], np.float64),
        "seq": np.array([o.seq for o in observations], np.int64),
        "aspect": np.array([o.aspect for o in observations], np.float64),
        "hand_row": np.array([row for row, _ in hands], np.int64),
        "hand_side": np.array([_SIDES.index(hand.handedness) for _, hand in hands], np.int8),
        "hand_score": np.array([hand.score for _, hand in hands], np.float32),
        "hand_landmarks": _stacked([hand.landmarks for _, hand in hands], (21, 3)),
        "hand_world": _stacked([hand.world_landmarks for _, hand in hands], (21, 3)),
        "body_row": np.array([row for row, _ in bodies], np.int64),
        "body_landmarks": _stacked([body.landmarks for _, body in bodies], (33, 4)),
        "body_world": _stacked([body.world_landmarks for _, body in bodies], (33, 3)),
    }


def from_arrays(arrays: Mapping[str, NDArray[np.generic]]) -> tuple[Observation, ...]:
    """Return the observations of the columns. Raises KeyError, ValueError or IndexError where they do not fit."""
    count = len(arrays["t"])
    hands: list[list[Hand]] = [[] for _ in range(count)]
    for k, row in enumerate(arrays["hand_row"]):
        side = _SIDES[int(arrays["hand_side"][k])]
        score = float(arrays["hand_score"][k])
        hands[_row(row, count)].append(Hand(side, score, arrays["hand_landmarks"][k], arrays["hand_world"][k]))
    bodies: dict[int, Body] = {}
    for k, row in enumerate(arrays["body_row"]):
        bodies[_row(row, count)] = Body(arrays["body_landmarks"][k], arrays["body_world"][k])
    times = [float(t) for t in arrays["t"]]
    if (np.diff(times) < 0).any():
        raise ValueError("time goes back")
    return tuple(
        sound(Observation(t, int(arrays["seq"][i]), float(arrays["aspect"][i]), tuple(hands[i]), bodies.get(i)))
        for i, t in enumerate(times)
    )


def _row(row: np.generic, count: int) -> int:
    number = int(row)
    if not 0 <= number < count:
        raise ValueError(f"row {number} of {count}")
    return number


def _stacked(points: Sequence[NDArray[np.float32]], shape: tuple[int, int]) -> NDArray[np.float32]:
    return np.stack(points).astype(np.float32) if points else np.zeros((0, *shape), np.float32)
