"""One picture of a source."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gesturectl.domain.arrays import read_only


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One unmirrored picture: the person's right hand is at image left.

    t    seconds since the first frame of the source (below 0 during a lead-in); monotonic
    seq  number of the frame at the source, counting dropped ones
    rgb  uint8 (height, width, 3)
    """

    t: float
    seq: int
    rgb: NDArray[np.uint8]

    def __post_init__(self) -> None:
        object.__setattr__(self, "rgb", read_only("Frame.rgb", self.rgb, (None, None, 3), np.uint8))

    @property
    def aspect(self) -> float:
        """Width divided by height."""
        return int(self.rgb.shape[1]) / int(self.rgb.shape[0])
