"""A gesture that began and whose rule is not decided yet: a longer one may still come of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from gesturectl.control.attempts import Attempt
from gesturectl.domain.binding import Binding
from gesturectl.domain.event import GestureEvent

_ROUNDING = 1e-6


class Chance(Enum):
    """How a rule stands."""

    READY = "ready"
    OPEN = "open"
    """It may still come true."""
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Choice:
    """A rule that the gesture may fire, with the attempt that it completes if it is a sequence."""

    binding: Binding
    attempt: Attempt | None = None


@dataclass(slots=True, eq=False)
class Waiting:
    """One gesture, from its begin until its rule is decided.

    choices  best first;  longer  sequences that go on from here
    left_t   when the gesture was left;  over  nothing more will come
    """

    event: GestureEvent
    choices: tuple[Choice, ...]
    longer: tuple[Attempt, ...]
    left_t: float | None = None
    over: bool = False

    def verdict(self, t: float) -> Choice | None:
        """Return the choice that is ready at `t`, all better ones being gone; None if there is none, or not yet."""
        for choice in self.choices:
            if not self.over and self._outlasted(choice):
                return None
            chance = self._chance(choice.binding, t)
            if chance is Chance.READY:
                return choice
            if chance is Chance.OPEN:
                return None
        return None

    def hopeless(self, t: float) -> bool:
        """Say whether nothing can come of it any more."""
        return all(self._chance(choice.binding, t) is Chance.GONE for choice in self.choices)

    def _outlasted(self, choice: Choice) -> bool:
        length = len(choice.binding.lead)
        return any(each.alive and len(each.binding.lead) > length for each in self.longer)

    def _chance(self, binding: Binding, t: float) -> Chance:
        until_t = t if self.left_t is None else self.left_t
        if until_t - self.event.t >= binding.hold_s - _ROUNDING:
            return Chance.READY
        return Chance.GONE if self.over or self.left_t is not None else Chance.OPEN
