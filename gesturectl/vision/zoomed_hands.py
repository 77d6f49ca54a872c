"""Hands across the room: a part of the picture is looked at where the whole shows nothing.

MediaPipe's palm detector sees the whole picture shrunk to 192 px, and so misses hands beyond some 2 m; the network
that places the landmarks takes its cut from the full picture and needs a palm of about 8 px. So where something moved,
and no hand was found, one such place is looked at at a time. A hand found there is followed in a view around it, in
which it is as large as one nearby, until it is lost, comes near or leaves the view; then the view follows, or ends.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Hand
from gesturectl.vision.hand_filter import MIDDLE_KNUCKLE, PALM, WRIST
from gesturectl.vision.hands import HandFinder
from gesturectl.vision.look_schedule import LookSchedule
from gesturectl.vision.motion_check import MotionCheck, Notices
from gesturectl.vision.moving_places import MovingPlaces, Place
from gesturectl.vision.surge import Motion
from gesturectl.vision.view import View
from gesturectl.vision.watch import Interval

VIEW_PALMS = 10.0
"""Height of a view: the other hand, and the way of a swipe, are in it."""
NARROW_PALMS = 7.0
"""Height of a view for a hand that is not found in the usual one: the detector sees it half as large again."""
PATIENCE_S = 0.25
"""A hand that is not seen in a fresh view for so long is looked for in a narrower one."""
ROOM_PALMS = 2.5
"""A hand nearer to the edge of its view is about to leave it."""
NEAR_PALMS = 5.0
"""A view of fewer palms has become too narrow: the hand came nearer."""
LARGEST_VIEW = 0.75
"""A view higher than this share of the picture shows nothing that the whole picture does not."""
CORNER = 0.6
"""A corner of a place is so large a share of its sides."""
BACK_S = 1.0
"""A view in which no hand is seen for so long ends."""
MEMORY_S = 6.0
"""Where something moved, a hand is looked for until so long after."""


class ZoomedHands:
    """Finds hands as `near` does, and small ones beside. A function of the frames and their times alone."""

    def __init__(self, near: HandFinder, scout: HandFinder, pace: Interval, *, motion: Notices | None = None) -> None:
        """`near` looks at the picture or a view, `scout` at single places; both are closed with this."""
        self._near, self._scout, self._pace = near, scout, pace
        self._motion = motion or MotionCheck()
        self._looks = self._zoomed = 0
        self._begin()

    def _begin(self) -> None:
        self._view: View | None = None
        self._fresh = False  # no hand was seen in this view yet
        self._target: tuple[Hand, ...] = ()
        self._seen_t = self._moved_t = float("-inf")
        self._places, self._schedule, self._turn = MovingPlaces(), LookSchedule(), 0

    @property
    def ran(self) -> Mapping[str, int]:
        """On how many frames what ran."""
        return {**self._near.ran, "look into the distance": self._looks, "zoomed": self._zoomed}

    def awake(self, t: float) -> bool:
        """Tell whether a hand is seen, or something has moved just before `t`."""
        return self._near.awake(t)

    def find(self, frame: Frame, t_ms: int) -> tuple[Hand, ...]:
        """Return the hands in `frame`."""
        if self._view is not None and self._view.size != _size(frame):
            self._show_all()
        if self._view is not None:
            return self._find_in_view(self._view, frame, t_ms)
        hands = self._near.find(frame, t_ms)
        if not hands:
            return self._scout_for(frame, t_ms)
        self._motion.restart()
        self._places.clear()
        return hands

    def restart(self) -> None:
        """Forget what was tracked and what moved."""
        for part in (self._near, self._scout, self._motion):
            part.restart()
        self._begin()

    def refocus(self) -> None:
        """Forget the view: another picture comes next."""
        self._near.refocus()
        self._begin()

    def close(self) -> None:
        """Let go of the networks."""
        self._near.close()
        self._scout.close()

    def _find_in_view(self, view: View, frame: Frame, t_ms: int) -> tuple[Hand, ...]:
        self._zoomed += 1
        hands = tuple(view.to_picture(hand) for hand in self._near.find(view.crop(frame), t_ms))
        if hands:
            self._seen_t, self._fresh = frame.t, False
            self._follow(view, hands)
        elif self._fresh and frame.t - self._seen_t > PATIENCE_S:
            self._zoom_to(self._target, view.size, NARROW_PALMS)
            self._fresh = False
        elif frame.t - self._seen_t > BACK_S:
            self._show_all()
            self._moved_t = frame.t
            self._places.keep(_place(view))
        return hands

    def _scout_for(self, frame: Frame, t_ms: int) -> tuple[Hand, ...]:
        """Look at one of the places where something moved, when it is time."""
        cells = self._motion.changed(frame)
        moves = cells is not None and self._places.add(frame.t, cells)
        if moves:
            self._moved_t = frame.t
        if frame.t - self._moved_t > MEMORY_S:
            return ()
        if not self._schedule.due(frame.t, self._pace, Motion.STEADY if moves else Motion.NONE):
            return ()
        places = self._places.places()
        if not places:
            return ()
        place = _view(_part(places, self._turn), _size(frame))
        self._looks += 1
        self._turn += 1
        found = tuple(place.to_picture(hand) for hand in self._scout.find(place.crop(frame), t_ms))
        if found:
            self._seen_t = frame.t
            self._zoom_to(found, _size(frame))
        return found

    def _follow(self, view: View, hands: tuple[Hand, ...]) -> None:
        """Move the view where a hand is about to leave it, widen it for one that came nearer."""
        palm, boxes = _palm(hands, view.size), [_centre(hand, view.size) for hand in hands]
        room = min(_room(view, x, y) for x, y in boxes)
        if room < ROOM_PALMS * palm or view.height < NEAR_PALMS * palm:
            self._zoom_to(hands, view.size)

    def _zoom_to(self, hands: tuple[Hand, ...], size: tuple[int, int], palms: float = VIEW_PALMS) -> None:
        palm = _palm(hands, size)
        centres = np.array([_centre(hand, size) for hand in hands])
        x, y = centres.mean(axis=0).tolist()
        spread = np.ptp(centres, axis=0) / np.array([size[0] / size[1], 1.0])
        height = max(palms * palm, float(spread.max()) + 2 / 3 * palms * palm)
        view = View.around(x, y, height, size) if height <= LARGEST_VIEW * size[1] else None
        if view != self._view:
            self._view, self._fresh, self._target = view, True, hands
            self._near.refocus()

    def _show_all(self) -> None:
        self._view = None
        self._motion.restart()
        self._places.clear()
        self._near.refocus()


def _part(places: list[Place], turn: int) -> Place:
    """Return a place, or one of its corners: every place first, then their corners in turn.

    The hands of a person who is seen whole are small in the place that this person takes.
    """
    left, top, right, bottom = places[turn % len(places)]
    corner = turn // len(places) % 5 - 1
    if corner < 0:
        return left, top, right, bottom
    wide, high = CORNER * (right - left), CORNER * (bottom - top)
    x = left if corner in (0, 3) else right - wide
    y = top if corner in (0, 1) else bottom - high
    return x, y, x + wide, y + high


def _size(frame: Frame) -> tuple[int, int]:
    return int(frame.rgb.shape[1]), int(frame.rgb.shape[0])


def _view(place: Place, size: tuple[int, int]) -> View:
    left, top, right, bottom = (round(share * size[i % 2]) for i, share in enumerate(place))
    return View(left, top, max(right, left + 1), max(bottom, top + 1), size)


def _place(view: View) -> Place:
    width, height = view.size
    return view.left / width, view.top / height, view.right / width, view.bottom / height


def _palm(hands: tuple[Hand, ...], size: tuple[int, int]) -> float:
    """Return the palm length of the largest hand, px."""
    lengths = [np.linalg.norm((h.landmarks[MIDDLE_KNUCKLE, :2] - h.landmarks[WRIST, :2]) * size) for h in hands]
    return float(max(lengths))


def _centre(hand: Hand, size: tuple[int, int]) -> tuple[float, float]:
    """Return the middle of the palm, px."""
    x, y = (hand.landmarks[list(PALM), :2].mean(axis=0) * size).tolist()
    return x, y


def _room(view: View, x: float, y: float) -> float:
    """Return how far a point is from the nearest edge of the view beyond which the picture goes on, px."""
    width, height = view.size
    gaps = [
        x - view.left if view.left > 0 else float("inf"),
        view.right - x if view.right < width else float("inf"),
        y - view.top if view.top > 0 else float("inf"),
        view.bottom - y if view.bottom < height else float("inf"),
    ]
    return min(gaps)
