"""The search for hands that are too small for the whole picture: one part of it at a time, where something moved.

A place where something moved is looked at as a whole, then for a body, whose hands are looked at closely in the next
frames, then corner by corner: a hand alone, or a person from the hip up, is found in the whole place, a person who is
seen whole by the body.
"""

from __future__ import annotations

from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Hand
from gesturectl.vision.body_cue import BodyCue
from gesturectl.vision.hand_place import Size, size_of
from gesturectl.vision.hands import HandFinder
from gesturectl.vision.look_schedule import LookSchedule
from gesturectl.vision.motion_check import Cells
from gesturectl.vision.moving_places import MovingPlaces, Place
from gesturectl.vision.surge import Motion
from gesturectl.vision.view import View
from gesturectl.vision.watch import Interval

CORNER = 0.6
"""A corner of a place is so large a share of its sides."""
CORNERS = 4
SPOT_PALMS = 8.0
"""Side of the square that is looked at where a body's hand should be."""
AROUND = 0.25
"""A hand that was lost in a view may have left it: this share of its sides around it is looked at, too."""
JUST_S = 1.5
"""For so long after the last motion it is looked for as often as while something moves: it has just come to rest."""
MEMORY_S = 6.0
"""Where something moved, a hand is looked for until so long after."""


class FarSearch:
    """Looks at one part of the picture at a time. A function of the frames and their times alone."""

    def __init__(self, scout: HandFinder, cue: BodyCue | None, pace: Interval) -> None:
        """`scout` finds a hand in a single picture, `cue` a body's hands; both are lent."""
        self._scout, self._cue, self._pace = scout, cue, pace
        self.looks = self.body_looks = 0
        self.restart()

    def restart(self) -> None:
        """Forget what moved."""
        self._places, self._schedule = MovingPlaces(), LookSchedule()
        self._moved_t, self._turn = float("-inf"), 0
        self._spots: list[View] = []
        self._closely = False  # the last look was one at what was almost a hand

    def clear(self) -> None:
        """Forget every place: a hand was found elsewhere."""
        self._places.clear()
        self._spots = []

    def keep(self, view: View, t: float) -> None:
        """Look around here from now on, and first: a hand was here until `t`."""
        self._moved_t = t
        left, top, right, bottom = (x / view.size[i % 2] for i, x in enumerate(view.corners))
        across, down = AROUND * (right - left), AROUND * (bottom - top)
        self._places.keep((max(left - across, 0), max(top - down, 0), min(right + across, 1), min(bottom + down, 1)))

    def look_closely(self, view: View) -> None:
        """Look here next: something there was almost a hand. A second time in a row this is not heeded."""
        if not self._closely:
            self._spots.insert(0, view)
        self._closely = not self._closely

    def look(self, frame: Frame, t_ms: int, cells: Cells | None) -> tuple[Hand, ...]:
        """Return what looks like a hand in the part whose turn it is, if it is time for one.

        cells  what changed in the whole picture, None where that is not known
        """
        moves = cells is not None and self._places.add(frame.t, cells)
        if moves:
            self._moved_t = frame.t
        if frame.t - self._moved_t > MEMORY_S:
            return ()
        if self._spots:
            return self.look_at(self._spots.pop(0), frame, t_ms)
        motion = Motion.STEADY if frame.t - self._moved_t <= JUST_S else Motion.NONE
        if not self._schedule.due(frame.t, self._pace, motion):
            return ()
        return self._take_turn(self._places.places(), frame, t_ms)

    def look_at(self, view: View, frame: Frame, t_ms: int) -> tuple[Hand, ...]:
        """Return what looks like a hand in this part."""
        self.looks += 1
        return tuple(view.to_picture(hand) for hand in self._scout.find(view.crop(frame), t_ms))

    def _take_turn(self, places: list[Place], frame: Frame, t_ms: int) -> tuple[Hand, ...]:
        """Look at the next part: every place, the body in every place, their corners in turn."""
        if not places:
            return ()
        parts = [-1, *([] if self._cue is None else [None]), *range(CORNERS)]
        place, part = places[self._turn % len(places)], parts[self._turn // len(places) % len(parts)]
        self._turn += 1
        if part is None:
            self._spots = self.body_spots(_view(place, size_of(frame)), frame)
            return ()
        return self.look_at(_view(place if part < 0 else _corner(place, part), size_of(frame)), frame, t_ms)

    def body_spots(self, view: View, frame: Frame) -> list[View]:
        """Return where the hands of a body in this part should be, each in a square of its own."""
        if self._cue is None:
            return []
        self.body_looks += 1
        spots = self._cue.spots(view.crop(frame))
        return [View.around(view.left + x, view.top + y, SPOT_PALMS * p, view.size, 1.0) for x, y, p in spots]


def _corner(place: Place, number: int) -> Place:
    """Return a corner of a place, clockwise from the upper left."""
    left, top, right, bottom = place
    wide, high = CORNER * (right - left), CORNER * (bottom - top)
    x = left if number in (0, 3) else right - wide
    y = top if number in (0, 1) else bottom - high
    return x, y, x + wide, y + high


def _view(place: Place, size: Size) -> View:
    left, top, right, bottom = (round(share * size[i % 2]) for i, share in enumerate(place))
    return View(left, top, max(right, left + 1), max(bottom, top + 1), size)
