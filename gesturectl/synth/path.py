"""Putting the movements of one hand or body together, one after another."""

from __future__ import annotations

from typing import Generic, Protocol, TypeVar

from gesturectl.synth.movement import Ease, Movement
from gesturectl.synth.rotation import Floats


class State(Protocol):
    """What a path leads through: a hand's stance, a body's posture."""

    def vector(self) -> Floats:
        """Return all numbers as one vector, for interpolation."""


S = TypeVar("S", bound=State)


class Path(Generic[S]):
    """A growing list of movements. `t` is the time that it has reached, `here` the stance there."""

    def __init__(self, start: S) -> None:
        self.here = start
        self.t = 0.0
        self.movements: list[Movement] = []

    def to(
        self, stance: S, seconds: float, *, bow: tuple[float, float] = (0.0, 0.0), ease: Ease = Ease.JERK
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
