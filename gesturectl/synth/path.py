"""Putting the movements of one hand together, one after another."""

from __future__ import annotations

from gesturectl.synth.stance import Stance
from gesturectl.synth.track import Ease, Movement


class Path:
    """A growing list of movements. `t` is the time that it has reached, `here` the stance there."""

    def __init__(self, start: Stance) -> None:
        self.here = start
        self.t = 0.0
        self.movements: list[Movement] = []

    def to(
        self, stance: Stance, seconds: float, *, bow: tuple[float, float] = (0.0, 0.0), ease: Ease = Ease.JERK
    ) -> tuple[float, float]:
        """Move to `stance` in `seconds`; return from when to when."""
        begin, end = self.t, self.t + seconds
        self.movements.append(Movement(begin, end, self.here.vector(), stance.vector(), bow, ease))
        self.here, self.t = stance, end
        return begin, end

    def rest(self, seconds: float) -> tuple[float, float]:
        """Stay for `seconds`; return from when to when."""
        return self.to(self.here, seconds)

    def rest_until(self, t: float) -> None:
        """Stay until `t`."""
        if t > self.t:
            self.rest(t - self.t)
