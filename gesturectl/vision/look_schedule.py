"""When the next look is due: a function of the frames' times and of what moved, and of nothing else."""

from __future__ import annotations

from gesturectl.vision.watch import Interval

SLACK_S = 0.002
"""Frame times jitter about their raster: a look is not put off by a whole frame for so little."""


class LookSchedule:
    """Spends looks: at once when something begins to move, then at the interval of what is going on."""

    def __init__(self, burst: int) -> None:
        """`burst` looks are at hand at the start."""
        self._at_hand = float(burst)
        self._looked_t = float("-inf")
        self._last_t: float | None = None

    def due(self, t: float, interval: Interval, *, moving: bool) -> bool:
        """Tell whether to look at the frame at `t`, and count the look if so."""
        self._earn(t, interval, moving)
        wait_s = interval.moving_s if moving else interval.rest_s
        if t - self._looked_t >= wait_s - SLACK_S:
            self.looked(t)
            return True
        if moving and self._at_hand >= 1.0:
            self._at_hand -= 1.0
            self.looked(t)
            return True
        return False

    def looked(self, t: float) -> None:
        """Take notice of a look that was taken for another reason."""
        self._looked_t = t

    def restart(self) -> None:
        """Forget the times: the next frame is looked at."""
        self._looked_t, self._last_t = float("-inf"), None

    def _earn(self, t: float, interval: Interval, moving: bool) -> None:
        if self._last_t is not None and not moving:
            self._at_hand += (t - self._last_t) / interval.earn_s
        self._at_hand = min(self._at_hand, float(interval.burst))
        self._last_t = t
