"""From a picture to keypoints."""

from __future__ import annotations

from typing import Protocol

from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Observation


class Estimator(Protocol):
    """Finds hands and a body in frames, one observation for each frame."""

    def estimate(self, frame: Frame) -> Observation:
        """Return what is seen in `frame`; frames come in order of time."""

    def close(self) -> None:
        """Let go of the networks; `estimate` may not be called afterwards."""
