"""The monitors of a desktop, and where a pointer can be on them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Monitor:
    """A monitor's place on the desktop, px: its pixels are x .. x + width - 1, y .. y + height - 1."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The last column of pixels."""
        return self.x + self.width - 1

    @property
    def bottom(self) -> int:
        """The last row of pixels."""
        return self.y + self.height - 1

    def nearest(self, place: Place) -> Place:
        """Return the place on this monitor that is nearest to `place`."""
        return min(max(place[0], self.x), self.right), min(max(place[1], self.y), self.bottom)


class Screens:
    """All monitors together. Places between them can be passed, places beyond them cannot."""

    def __init__(self, monitors: Sequence[Monitor]) -> None:
        """Raises ValueError without any monitor."""
        self.monitors = tuple(monitor for monitor in monitors if monitor.width > 0 and monitor.height > 0)
        if not self.monitors:
            raise ValueError("Screens: no monitors")
        self.left = min(monitor.x for monitor in self.monitors)
        self.top = min(monitor.y for monitor in self.monitors)
        self.right = max(monitor.right for monitor in self.monitors)
        self.bottom = max(monitor.bottom for monitor in self.monitors)

    def nearest(self, place: Place) -> Place:
        """Return the place on a monitor that is nearest to `place`."""
        return min((monitor.nearest(place) for monitor in self.monitors), key=lambda near: _square(near, place))

    def passable(self, place: Place) -> Place:
        """Return `place` if it is on a monitor or in a gap between two, else the nearest place on one.

        A pointer that is pushed into a gap stays at its edge until it has been pushed half across; beyond an outer
        edge nothing is kept, so that it comes back at once.
        """
        return place if self._in_gap(place) else self.nearest(place)

    def at_share(self, x: float, y: float) -> Place:
        """Return the place at a share (0..1) of the whole desktop's width and height."""
        return self.nearest((self.left + x * (self.right - self.left), self.top + y * (self.bottom - self.top)))

    def off_corner(self, place: tuple[int, int]) -> tuple[int, int]:
        """Return `place`, or the pixel beside it if it is a corner of the desktop: a mouse in a corner pauses us."""
        x, y = place
        if x in (self.left, self.right) and y in (self.top, self.bottom):
            x += 1 if x == self.left else -1
        return x, y

    def _in_gap(self, place: Place) -> bool:
        x, y = place
        beside = [monitor for monitor in self.monitors if monitor.y <= y <= monitor.bottom]
        above = [monitor for monitor in self.monitors if monitor.x <= x <= monitor.right]
        across = any(m.right < x for m in beside) and any(m.x > x for m in beside)
        along = any(m.bottom < y for m in above) and any(m.y > y for m in above)
        return across or along


def _square(one: Place, other: Place) -> float:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2
