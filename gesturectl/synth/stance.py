"""Where a hand is, how it is turned and shaped, at one moment."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from gesturectl.synth.hand import ANGLES
from gesturectl.synth.rotation import Floats
from gesturectl.synth.shape import HandShape

PLACE = slice(0, 2)
PALM = 2
ATTITUDE = slice(3, 6)
JOINTS = slice(6, 6 + ANGLES)
STANCE_SIZE = 6 + ANGLES


@dataclass(frozen=True, slots=True, eq=False)
class Stance:
    """One moment of one hand.

    x, y              place of the hand's centre (the middle knuckle) in frame heights from the middle of the frame
    palm              wrist to middle knuckle as seen palm to camera, in frame heights: says how far away the hand is
    roll, yaw, pitch  rad, of the person's arm; the shape's own attitude comes on top
    """

    x: float
    y: float
    palm: float
    shape: HandShape
    roll: float = 0.0
    yaw: float = 0.0
    pitch: float = 0.0
    mirrored: bool = False
    """A left hand: the shape's roll and yaw are turned round."""

    def vector(self) -> Floats:
        """Return all numbers as one (STANCE_SIZE,) vector, for interpolation."""
        sign = -1.0 if self.mirrored else 1.0
        attitude = (
            self.roll + sign * self.shape.roll,
            self.yaw + sign * self.shape.yaw,
            self.pitch + self.shape.pitch,
        )
        return np.array([self.x, self.y, self.palm, *attitude, *self.shape.angles])

    def at(self, x: float, y: float) -> Stance:
        """Return the stance at another place."""
        return replace(self, x=x, y=y)

    def moved(self, dx: float, dy: float) -> Stance:
        """Return the stance moved by frame heights."""
        return replace(self, x=self.x + dx, y=self.y + dy)

    def shaped(self, shape: HandShape) -> Stance:
        """Return the stance with another shape."""
        return replace(self, shape=shape)

    def turned(self, roll: float = 0.0, yaw: float = 0.0, pitch: float = 0.0) -> Stance:
        """Return the stance turned further by rad."""
        return replace(self, roll=self.roll + roll, yaw=self.yaw + yaw, pitch=self.pitch + pitch)
