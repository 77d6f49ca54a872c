"""How a body stands: where, how turned, its arms, its head."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from gesturectl.synth.rotation import Floats

PLACE = slice(0, 2)
TORSO = slice(2, 5)
HEAD = slice(5, 8)
ARMS = slice(8, 16)
POSTURE_SIZE = 16

Arm = tuple[float, float, float, float]
"""Degrees: lift and turn of the upper arm, then of the forearm. Lift: 0 hangs, 90 level, 180 up. Turn of a lifted
arm: 0 to its own side, 90 to the front, 180 to the other side."""

HANGING: Arm = (9, 35, 14, 70)


@dataclass(frozen=True, slots=True)
class Posture:
    """One moment of one body.

    x, y   place of the hips' middle, m, from the picture's middle at the person's depth
    torso  roll, yaw, pitch, degrees;  head  the same, on top of the torso
    left, right  the arms
    """

    x: float = 0.0
    y: float = 0.45
    torso: tuple[float, float, float] = (0.0, 0.0, 0.0)
    head: tuple[float, float, float] = (0.0, 0.0, 0.0)
    left: Arm = HANGING
    right: Arm = HANGING

    def vector(self) -> Floats:
        """Return all numbers as one (POSTURE_SIZE,) vector, angles in rad, for interpolation."""
        return np.array([self.x, self.y, *np.radians([*self.torso, *self.head, *self.left, *self.right])])

    def arms(self, left: Arm, right: Arm) -> Posture:
        """Return the posture with other arms."""
        return replace(self, left=left, right=right)

    def held(self, torso: tuple[float, float, float]) -> Posture:
        """Return the posture with another torso."""
        return replace(self, torso=torso)

    def looking(self, head: tuple[float, float, float]) -> Posture:
        """Return the posture with another head."""
        return replace(self, head=head)
