"""A person who takes poses and makes movements, one after another."""

from __future__ import annotations

import zlib

import numpy as np

from gesturectl.domain.label import GestureLabel
from gesturectl.domain.observation import Handedness
from gesturectl.synth.arms import draw_arm
from gesturectl.synth.body_clip import NEAR_M, BodyClip
from gesturectl.synth.path import Path
from gesturectl.synth.posture import Posture

_CLEAR = 0.9
"""A pose is clear when this share of the time of getting there is over."""


def draw_stand(rng: np.random.Generator) -> Posture:
    """Return some person's way of standing or sitting before the camera, doing nothing."""
    roll, yaw, pitch = (float(rng.normal(0, size)) for size in (2.5, 7, 3))
    x, y = float(rng.uniform(-0.25, 0.25)), float(rng.uniform(0.38, 0.62))
    head = float(rng.normal(0, 2)), float(rng.normal(0, 4)), float(rng.normal(0, 6))
    start = Posture(x, y, (roll, yaw, pitch), head)
    return start.arms(draw_arm("hanging", rng), draw_arm("hanging", rng))


class BodyModel:
    """Builds a clip: `path` grows with every movement, `labels` tell which of them mean something."""

    def __init__(self, name: str, seed: int) -> None:
        self.name, self.seed = name, seed
        self.rng = np.random.default_rng([seed, zlib.crc32(name.encode())])
        self.stand = draw_stand(self.rng)
        self.path = Path(self.stand)
        self.labels: list[GestureLabel] = []
        self.near_m = NEAR_M

    def uniform(self, low: float, high: float) -> float:
        """Return a number between `low` and `high`."""
        return float(self.rng.uniform(low, high))

    def chance(self, share: float) -> bool:
        """Return True in `share` of the cases."""
        return bool(self.rng.uniform() < share)

    def count(self, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`."""
        return int(self.rng.integers(low, high + 1))

    def rest(self, low_s: float, high_s: float) -> tuple[float, float]:
        """Stay for a while; return from when to when."""
        return self.path.rest(self.uniform(low_s, high_s))

    def pose(self, posture: Posture, gesture: str | None = None, side: Handedness | None = None) -> None:
        """Take a posture, hold it, go back; label it if it is a gesture."""
        self.rest(0.5, 1.2)
        begin, end = self.path.to(posture, self.uniform(0.4, 0.95))
        until = self.rest(1.1, 2.6)[1]
        self.path.to(self.stand, self.uniform(0.45, 1.0))
        self.rest(0.4, 0.9)
        if gesture is not None:
            self.label(gesture, begin + _CLEAR * (end - begin), until, side)

    def label(self, gesture: str, start_s: float, end_s: float, side: Handedness | None = None, sign: int = 0) -> None:
        """Say that a gesture was made, with its sign if it has one."""
        self.labels.append(GestureLabel(gesture, start_s, end_s, sign, side))

    def clip(self) -> BodyClip:
        """Return the finished clip."""
        return BodyClip(self.name, self.seed, self.path.movements, self.labels, self.path.t, self.near_m)
