"""A part of the picture that is looked at as if it were the whole: a digital zoom."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Hand


@dataclass(frozen=True, slots=True)
class View:
    """The part from column `left` to `right` and row `top` to `bottom` of a picture of `size` (width, height) px."""

    left: int
    top: int
    right: int
    bottom: int
    size: tuple[int, int]

    @classmethod
    def around(cls, x: float, y: float, height: float, size: tuple[int, int], aspect: float | None = None) -> View:
        """Return the part `height` px high around column `x` and row `y`, moved and cut so that it lies inside.

        It is as wide as it is high times `aspect`, the picture's own where none is given.
        """
        wide = height * (size[0] / size[1] if aspect is None else aspect)
        spans = []
        for middle, length, whole in ((x, wide, size[0]), (y, height, size[1])):
            length = min(max(round(length), 1), whole)
            begin = min(max(round(middle - length / 2), 0), whole - length)
            spans.append((begin, begin + length))
        (left, right), (top, bottom) = spans
        return cls(left, top, right, bottom, size)

    @property
    def corners(self) -> tuple[int, int, int, int]:
        """Left, top, right, bottom."""
        return self.left, self.top, self.right, self.bottom

    @property
    def width(self) -> int:
        """Columns."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """Rows."""
        return self.bottom - self.top

    def crop(self, frame: Frame) -> Frame:
        """Return this part of `frame`."""
        part = np.ascontiguousarray(frame.rgb[self.top : self.bottom, self.left : self.right])
        return Frame(frame.t, frame.seq, part)

    def to_picture(self, hand: Hand) -> Hand:
        """Return a hand seen in this part as the whole picture shows it; z stays on the scale of x."""
        width, height = self.size
        scale = np.array([self.width / width, self.height / height, self.width / width], np.float32)
        origin = np.array([self.left / width, self.top / height, 0.0], np.float32)
        return Hand(hand.handedness, hand.score, hand.landmarks * scale + origin, hand.world_landmarks)
