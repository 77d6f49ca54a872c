"""The search for the other hand of somebody across the room of whom one hand is followed in a view."""

from __future__ import annotations

import numpy as np

from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Hand
from gesturectl.vision.far_search import FarSearch
from gesturectl.vision.hand_place import middle_of, palm_of, view_around
from gesturectl.vision.look_schedule import LookSchedule
from gesturectl.vision.surge import Motion
from gesturectl.vision.view import View
from gesturectl.vision.watch import Interval

PACE = Interval(rest_s=0.5, moving_s=0.5, begins_s=0.5)
ASIDE = 0.75
"""The middle of what is looked at beside the view is so many of its widths from its own: they overlap by a quarter."""
PERSON_PALMS = 20.0
"""Side of the square around a hand in which its body is looked for."""
OTHER_PALMS = 2.0
"""A place of a body's hand that is nearer to the followed hand is its own."""


class OtherHand:
    """Looks at the left of the view, at its right, and at the place where the body has its other hand, in turn."""

    def __init__(self, search: FarSearch) -> None:
        """`search` does the looking."""
        self._search, self._schedule = search, LookSchedule()
        self._turn, self._spots = 0, list[View]()

    def begin(self, t: float) -> None:
        """Wait from `t` on: the view has yet to show the hand that was found."""
        self._schedule.looked(t)

    def look(self, view: View, hand: Hand, frame: Frame, t_ms: int) -> tuple[Hand, ...]:
        """Return what looks like a hand, if it is time to look."""
        if self._spots:
            return self._search.look_at(self._spots.pop(), frame, t_ms)
        if not self._schedule.due(frame.t, PACE, Motion.NONE):
            return ()
        side = (self._turn + 1) % 3 - 1
        self._turn += 1
        if side < 1:
            aside = (-1, 1)[side] * ASIDE * view.width
            return self._beside(view, aside, frame, t_ms)
        palm, (x, y) = palm_of(hand, view.size), middle_of(hand, view.size)
        spots = self._search.body_spots(view_around([hand], view.size, PERSON_PALMS), frame)
        middles = [((one.left + one.right) / 2, (one.top + one.bottom) / 2) for one in spots]
        away = [float(np.hypot(a - x, b - y)) > OTHER_PALMS * palm for a, b in middles]
        self._spots = [spot for spot, other in zip(spots, away, strict=True) if other][:1]
        return ()

    def _beside(self, view: View, aside: float, frame: Frame, t_ms: int) -> tuple[Hand, ...]:
        x, y = (view.left + view.right) / 2 + aside, (view.top + view.bottom) / 2
        return self._search.look_at(View.around(x, y, view.height, view.size, 1.0), frame, t_ms)
