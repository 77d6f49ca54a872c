"""Sequences of gestures under way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gesturectl.control.rank import takes_hand
from gesturectl.domain.binding import Binding
from gesturectl.domain.event import GestureEvent


@dataclass(slots=True, eq=False)
class Attempt:
    """One sequence that was begun: `made` of its gestures so far, the last at `last_t`."""

    binding: Binding
    made: int
    last_t: float
    alive: bool = True

    @property
    def complete(self) -> bool:
        """Whether every gesture of it was made."""
        return self.made == len(self.binding.gestures)

    def goes_on_with(self, event: GestureEvent) -> bool:
        """Say whether `event` is its next gesture, in time and by its hand."""
        return (
            not self.complete
            and self.binding.gestures[self.made] == event.gesture
            and takes_hand(self.binding, event)
            and event.t - self.last_t <= self.binding.within_s
        )


class Attempts:
    """What was made of which sequence. Any other gesture that is bound to something breaks a sequence."""

    def __init__(self) -> None:
        self._open: list[Attempt] = []

    def note(self, event: GestureEvent, sequences: Iterable[Binding]) -> tuple[Attempt, ...]:
        """Take a gesture that began; return the attempts that it went on with, begun or completed."""
        sequences = tuple(sequences)
        on = []
        for attempt in self._open:
            if attempt.binding in sequences and attempt.goes_on_with(event):
                attempt.made, attempt.last_t = attempt.made + 1, event.t
                on.append(attempt)
            elif not attempt.complete:
                attempt.alive = False
        begun = [Attempt(each, 0, event.t) for each in sequences]
        for attempt in begun:
            if attempt.goes_on_with(event):
                attempt.made = 1
                on.append(attempt)
        self._open = [each for each in (*self._open, *on) if each.alive]
        self._open = list(dict.fromkeys(self._open))
        return tuple(on)

    def expire(self, t: float) -> None:
        """Give up those whose next gesture has not come in time."""
        for each in self._open:
            if not each.complete and t - each.last_t > each.binding.within_s:
                each.alive = False
        self._open = [each for each in self._open if each.alive]

    def clear(self) -> None:
        """Give up all."""
        for each in self._open:
            each.alive = False
        self._open = []
