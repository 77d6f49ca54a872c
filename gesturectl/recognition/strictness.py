"""Where hands are by themselves, thresholds are higher: at the face, and on a keyboard."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from gesturectl.domain.observation import Body, Observation
from gesturectl.recognition.slot import NO_STRICTNESS, Strictness
from gesturectl.recognition.tracks import HandTrack

NEAR_FACE = Strictness(0.15, "the hand is at the face")
TYPING = Strictness(0.1, "both hands rest low, side by side, as on a keyboard")
FACE_REACH = 0.9
"""Face sizes around the middle of the face within which a hand's palm, or a fingertip, is at the face."""
FACE_KEPT_S = 10.0
"""So long the face is remembered where it was last seen: bodies are not looked for in every frame."""
MIN_VISIBILITY = 0.5
_NOSE, _EARS, _MOUTH = 0, (7, 8), (9, 10)
_FACE = range(11)
_EAR_TO_FACE = 1.6
"""A face is about 1.6 times as high as the ears are apart; seen from the side, three times nose to mouth."""
_MOUTH_TO_FACE = 5.0
LOW = 0.55
"""Of the picture's height: hands below it are low."""
TYPING_TRAVEL, TYPING_TRAVEL_S = 1.0, 1.4
LEVEL = 1.5
"""Palm lengths by which hands on a keyboard differ in height at most."""


class FaceWatch:
    """Remembers where the face of the followed body is."""

    def __init__(self) -> None:
        self._t = float("-inf")
        self._middle = (0.0, 0.0)
        self._size = 0.0

    def see(self, observation: Observation) -> None:
        """Take what is seen of the face."""
        if observation.body is not None and observation.body.landmarks[_NOSE, 3] >= MIN_VISIBILITY:
            self._t = observation.t
            self._middle, self._size = _face(observation.body, observation.aspect)

    def touched_by(self, track: HandTrack, t: float) -> bool:
        """Whether a hand is at the face, as far as that is known."""
        if t - self._t > FACE_KEPT_S:
            return False
        points = np.concatenate([track.last.centre[None], track.last.points[[4, 8, 12, 16, 20], :2]])
        away = np.sqrt(((points - self._middle) ** 2).sum(axis=1))
        return bool(away.min() < FACE_REACH * self._size)


def _face(body: Body, aspect: float) -> tuple[tuple[float, float], float]:
    """Return the middle and the height of the face in frame heights."""
    points = body.landmarks[:11, :2] * np.array([aspect, 1.0], np.float32)
    x, y = points.mean(axis=0).tolist()
    ears = float(np.linalg.norm(points[_EARS[0]] - points[_EARS[1]]))
    mouth = float(np.linalg.norm(points[list(_MOUTH)].mean(axis=0) - points[_NOSE]))
    return (x, y), max(_EAR_TO_FACE * ears, _MOUTH_TO_FACE * mouth)


def strictness_of(track: HandTrack, hands: Sequence[HandTrack], face: FaceWatch, t: float) -> Strictness:
    """Return how strict to be with a hand, given all hands of the user and the face."""
    if face.touched_by(track, t):
        return NEAR_FACE
    return TYPING if _typing(hands) else NO_STRICTNESS


def _typing(hands: Sequence[HandTrack]) -> bool:
    if len(hands) != 2 or any(hand.last.centre[1] < LOW for hand in hands):
        return False
    one, other = hands
    level = abs(float(one.last.centre[1] - other.last.centre[1])) < LEVEL * math.sqrt(one.scale * other.scale)
    return level and all(hand.travelled(TYPING_TRAVEL_S) < TYPING_TRAVEL for hand in hands)
