"""When the next look is due: a function of the frames' times and of what moved, and of nothing else."""

from __future__ import annotations

from gesturectl.vision.surge import Motion
from gesturectl.vision.watch import Interval

SLACK_S = 0.002
"""Frame times jitter about their raster: a look is not put off by a whole frame for so little."""


class LookSchedule:
    """Spends looks at the interval that fits what is going on; the first one at once."""

    def __init__(self) -> None:
        self._looked_t = float("-inf")

    def due(self, t: float, interval: Interval, motion: Motion) -> bool:
        """Tell whether to look at the frame at `t`, and count the look if so."""
        waits_s = {
            Motion.NONE: interval.rest_s,
            Motion.STEADY: interval.moving_s,
            Motion.BEGINS: interval.begins_s,
            Motion.SWELLS: interval.swells_s or interval.begins_s,
        }
        if t - self._looked_t < waits_s[motion] - SLACK_S:
            return False
        self._looked_t = t
        return True

    def looked(self, t: float) -> None:
        """Take notice of a look that was taken for another reason."""
        self._looked_t = t
