"""Actions whose time has not come yet."""

from __future__ import annotations

from collections.abc import Iterable

from gesturectl.domain.binding import BoundAction


class Agenda:
    """Keeps actions until their time; in seconds of the source, like everything that is bound."""

    def __init__(self) -> None:
        self._later: list[BoundAction] = []

    def put(self, actions: Iterable[BoundAction]) -> None:
        """Keep actions for their times."""
        self._later = sorted((*self._later, *actions), key=lambda bound: bound.t)

    def take(self, t: float) -> tuple[BoundAction, ...]:
        """Return what is due at `t`, the earliest first."""
        due = tuple(bound for bound in self._later if bound.t <= t)
        self._later = self._later[len(due) :]
        return due

    def clear(self) -> None:
        """Forget everything."""
        self._later = []
