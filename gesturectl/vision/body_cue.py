"""Where the hands of a body should be: a person who is seen whole has hands too small to be found without a hint."""

from __future__ import annotations

from typing import NamedTuple, Protocol

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Body
from gesturectl.vision.bodies import body_of
from gesturectl.vision.landmarker import Landmarker

SHOULDERS, HIPS = (11, 12), (23, 24)
HANDS = ((15, 17, 19), (16, 18, 20))
"""Wrist, little finger's and index finger's knuckle of the left and the right hand, in MediaPipe's order."""
SHOULDER_PALMS = 3.8
"""The shoulder joints are so many palm lengths (wrist to middle knuckle, some 9.5 cm) apart."""
TORSO_SHOULDERS = 0.7
"""The shoulders' distance as a share of that from shoulders to hips: right also for a person who stands sideways."""


class Spot(NamedTuple):
    """Where a hand should be, and its palm length; px."""

    x: float
    y: float
    palm: float


class BodyCue(Protocol):
    """Tells where hands should be in a single picture."""

    def spots(self, frame: Frame) -> list[Spot]:
        """Return the places of a body's hands; none without a body."""

    def close(self) -> None:
        """Let go of the network."""


class PoseCue:
    """The hands of the body that a pose landmarker for single pictures finds."""

    def __init__(self, landmarker: Landmarker) -> None:
        """Take over `landmarker`, which is closed with this."""
        self._landmarker = landmarker

    def spots(self, frame: Frame) -> list[Spot]:
        """Return the places of a body's hands, the higher one first: who gestures raises a hand."""
        body = body_of(self._landmarker.look(frame, 0))
        return [] if body is None else spots_of(body, (frame.rgb.shape[1], frame.rgb.shape[0]))

    def close(self) -> None:
        """Let go of the network."""
        self._landmarker.close()


def spots_of(body: Body, size: tuple[int, int]) -> list[Spot]:
    """Return the places of the hands of `body` in a picture of `size` (width, height) px, the higher one first."""
    points: FloatArray = body.landmarks[:, :2] * np.array(size, np.float32)
    shoulders, hips = points[list(SHOULDERS)], points[list(HIPS)]
    across = float(np.linalg.norm(shoulders[0] - shoulders[1]))
    torso = float(np.linalg.norm(shoulders.mean(axis=0) - hips.mean(axis=0)))
    palm = max(across, TORSO_SHOULDERS * torso) / SHOULDER_PALMS
    middles = [points[list(hand)].mean(axis=0).tolist() for hand in HANDS]
    return sorted((Spot(x, y, palm) for x, y in middles), key=lambda spot: spot.y)
