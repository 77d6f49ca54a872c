"""The pointer in the hand of pointer mode, until the real mouse takes it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Protocol

from gesturectl.desktop.screens import Place, Screens
from gesturectl.domain.pointer_action import PointerAim, PointerGlide, PointerMotion, PointerRewind, PointerTake

TAKEN_PX = 3
"""A pointer found farther than this from where it was put was moved by somebody else."""
_MEMORY_S = 1.0


class MovesPointer(Protocol):
    """What is needed of a backend."""

    def pointer(self) -> tuple[int, int]:
        """Return where the pointer is, px."""
        ...

    def point_at(self, x: int, y: int) -> None:
        """Move the pointer there, px."""
        ...


class HandPointer:
    """Carries out the motions of pointer mode. Remembers where the pointer was in the last second.

    screens     asked for at every taking in hand, for monitors come and go
    on_taken    told once when the real mouse has moved the pointer; until the next PointerTake nothing is moved then
    """

    def __init__(self, backend: MovesPointer, screens: Callable[[], Screens], on_taken: Callable[[], None]) -> None:
        self._backend = backend
        self._ask_screens = screens
        self._on_taken = on_taken
        self._screens: Screens | None = None
        self._virtual: Place = (0.0, 0.0)
        self._put: tuple[int, int] | None = None
        self._past: deque[tuple[float, Place]] = deque()

    @property
    def in_hand(self) -> bool:
        """Whether the hand has the pointer."""
        return self._put is not None

    def move(self, motion: PointerMotion) -> None:
        """Carry one motion out; nothing while the real mouse has the pointer."""
        if isinstance(motion, PointerTake):
            self._take(motion.t)
        elif self.still_in_hand():
            self._go(motion.t, self._goal(motion))

    def still_in_hand(self) -> bool:
        """Whether the pointer is where the hand has put it; if it is not, it is let go and that is told."""
        if self._put is None:
            return False
        x, y = self._backend.pointer()
        if max(abs(x - self._put[0]), abs(y - self._put[1])) <= TAKEN_PX:
            return True
        self._put = None
        self._on_taken()
        return False

    def _take(self, t: float) -> None:
        self._screens = self._ask_screens()
        self._put = self._backend.pointer()
        self._virtual = (float(self._put[0]), float(self._put[1]))
        self._past.clear()
        self._past.append((t, self._virtual))

    def _goal(self, motion: PointerMotion) -> Place:
        assert self._screens is not None
        match motion:
            case PointerGlide():
                return self._screens.passable((self._virtual[0] + motion.dx, self._virtual[1] + motion.dy))
            case PointerAim():
                return self._screens.at_share(motion.x, motion.y)
            case PointerRewind():
                return next((place for t, place in reversed(self._past) if t <= motion.to_t), self._past[0][1])
            case PointerTake():
                return self._virtual

    def _go(self, t: float, goal: Place) -> None:
        assert self._screens is not None
        self._virtual = goal
        x, y = self._screens.nearest(goal)
        pixel = self._screens.off_corner((round(x), round(y)))
        if pixel != self._put:
            self._backend.point_at(*pixel)
            # Where it has gone is asked, not assumed: an X server keeps the pointer on the monitors itself.
            self._put = self._backend.pointer()
        self._past.append((t, goal))
        while t - self._past[0][0] > _MEMORY_S:
            self._past.popleft()
