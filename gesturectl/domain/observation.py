"""What an estimator saw in one frame: hands and a body, as keypoints."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from gesturectl.domain.arrays import FloatArray, read_only

HAND_LANDMARKS = 21
BODY_LANDMARKS = 33


class Handedness(StrEnum):
    """Whose hand it is, seen from the person. BOTH belongs to two-hand gestures only."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"

    @property
    def other(self) -> Handedness:
        """The other side; BOTH is its own."""
        return {Handedness.LEFT: Handedness.RIGHT, Handedness.RIGHT: Handedness.LEFT}.get(self, self)


@dataclass(frozen=True, slots=True, eq=False)
class Hand:
    """One hand.

    handedness       LEFT or RIGHT, of the person
    score            0..1, how sure the estimator is of the handedness
    landmarks        float32 (21, 3): x / frame width, y / frame height, z on the scale of x (negative = nearer)
    world_landmarks  float32 (21, 3): metres, origin at the hand's centre
    Landmark order is MediaPipe's: 0 wrist, 1-4 thumb, 5-8 index, 9-12 middle, 13-16 ring, 17-20 little finger.
    """

    handedness: Handedness
    score: float
    landmarks: FloatArray
    world_landmarks: FloatArray

    def __post_init__(self) -> None:
        object.__setattr__(self, "landmarks", read_only("Hand.landmarks", self.landmarks, (HAND_LANDMARKS, 3)))
        object.__setattr__(
            self, "world_landmarks", read_only("Hand.world_landmarks", self.world_landmarks, (HAND_LANDMARKS, 3))
        )

    def mirrored(self) -> Hand:
        """Return the hand as seen in a mirror."""
        across = np.array([-1, 1, 1], np.float32)
        landmarks = self.landmarks * across + np.array([1, 0, 0], np.float32)
        return Hand(self.handedness.other, self.score, landmarks, self.world_landmarks * across)


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """One body.

    landmarks        float32 (33, 4): x / frame width, y / frame height, z on the scale of x, visibility 0..1
    world_landmarks  float32 (33, 3): metres, origin between the hips
    Landmark order is MediaPipe's (BlazePose): 0 nose, 11/12 shoulders, 13/14 elbows, 15/16 wrists (left, right).
    """

    landmarks: FloatArray
    world_landmarks: FloatArray

    def __post_init__(self) -> None:
        object.__setattr__(self, "landmarks", read_only("Body.landmarks", self.landmarks, (BODY_LANDMARKS, 4)))
        object.__setattr__(
            self, "world_landmarks", read_only("Body.world_landmarks", self.world_landmarks, (BODY_LANDMARKS, 3))
        )


@dataclass(frozen=True, slots=True, eq=False)
class Observation:
    """What was seen in one frame; one for every frame, also when nothing is seen.

    t, seq  of the frame;  aspect  width / height of the frame
    hands   none, one or two; the order means nothing and may change from frame to frame
    clutch_held  the key of the user's clutch was held down then
    """

    t: float
    seq: int
    aspect: float
    hands: tuple[Hand, ...] = ()
    body: Body | None = None
    clutch_held: bool = False


# Limbs: pairs of landmarks that are joined when a hand or a body is drawn (MediaPipe's own topology).
HAND_LIMBS: tuple[tuple[int, int], ...] = (
    (0, 1), (1, 2), (2, 3), (3, 4),
    (0, 5), (5, 6), (6, 7), (7, 8),
    (5, 9), (9, 10), (10, 11), (11, 12),
    (9, 13), (13, 14), (14, 15), (15, 16),
    (13, 17), (17, 18), (18, 19), (19, 20), (0, 17),
)  # fmt: skip
BODY_LIMBS: tuple[tuple[int, int], ...] = (
    (0, 1), (1, 2), (2, 3), (3, 7), (0, 4), (4, 5), (5, 6), (6, 8), (9, 10),
    (11, 12), (11, 13), (13, 15), (15, 17), (15, 19), (15, 21), (17, 19),
    (12, 14), (14, 16), (16, 18), (16, 20), (16, 22), (18, 20),
    (11, 23), (12, 24), (23, 24), (23, 25), (24, 26), (25, 27), (26, 28),
    (27, 29), (28, 30), (29, 31), (30, 32), (27, 31), (28, 32),
)  # fmt: skip
