"""Hands across the room: a part of the picture is looked at where the whole shows nothing.

MediaPipe's palm detector sees the whole picture shrunk to 192 px, and so misses hands beyond some 2 m; the network
that places the landmarks takes its cut from the full picture and needs a palm of about 8 px. So where something moved,
and no hand was found, one part at a time is looked at (`FarSearch`). A hand found there is followed in a view around
it, in which it is as large as one nearby, until it is lost, comes near or leaves the view; then the view follows, or
ends. Small hands count only when they are found again in other cuts (`SecondOpinion`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Hand
from gesturectl.vision.body_cue import BodyCue
from gesturectl.vision.far_search import FarSearch
from gesturectl.vision.hand_place import Size, palm_of, room_of, size_of, view_around
from gesturectl.vision.hands import HandFinder
from gesturectl.vision.known_hands import KnownHands, same_place
from gesturectl.vision.motion_check import MotionCheck, Notices
from gesturectl.vision.other_hand import OtherHand
from gesturectl.vision.second_opinion import SecondOpinion
from gesturectl.vision.view import View
from gesturectl.vision.watch import Interval

VIEW_PALMS = (10.0, 8.0, 6.0, 5.0)
"""Heights of a view in palm lengths; where it shows no hand the next one is tried. The first one has the picture's
shape, so that the other hand and the way of a swipe are in it; the others are square: the detector finds a hand the
better the larger it is in its input, of 36 hands of 12 px (two sets of photographs) 31 and 18 in the first view, 35 and
30 in the second, 36 and 32 in the third, 35 and 35 in the last."""
CHANCES = 2
"""So many frames are looked at in each: what a network tracked in the view before may hide a hand in the first one."""
CLOSE_PALMS = 7.0
"""Side of the square around what was almost a hand that is looked at once more."""
ROOM = 0.25
"""A hand nearer to the edge of its view than this share of its side is about to leave it."""
NEAR = 0.6
"""A view that has become narrower than this share of what it was in palms is too narrow: the hand came nearer."""
LARGEST_VIEW = 0.75
"""A view higher than this share of the picture shows nothing that the whole picture does not."""
BACK_S = 0.5
"""A view in which no hand is seen for so long ends."""


class ZoomedHands:
    """Finds hands as `near` does, and small ones beside. A function of the frames and their times alone."""

    def __init__(
        self,
        near: HandFinder,
        scout: HandFinder,
        pace: Interval,
        *,
        cue: BodyCue | None = None,
        motion: Notices | None = None,
    ) -> None:
        """`near` looks at the picture or a view, `scout` and `cue` at single parts; all are closed with this."""
        self._near, self._scout, self._cue = near, scout, cue
        self._motion = motion or MotionCheck()
        self._search = FarSearch(scout, cue, pace, self._motion)
        self._opinion = SecondOpinion(scout)
        self._zoomed = 0
        self._begin()

    def _begin(self) -> None:
        self._view: View | None = None
        self._level = 0  # of VIEW_PALMS
        self._fresh = False  # no hand was seen in this view yet
        self._shown = 0  # frames since the view was chosen
        self._tracked = False  # ... nor in one before, since one was found in the distance
        self._target: Sequence[Hand] = ()
        self._seen_t = float("-inf")
        self._known = KnownHands()
        self._other = OtherHand(self._search)
        self._search.restart()

    @property
    def ran(self) -> Mapping[str, int]:
        """On how many frames what ran."""
        search = self._search
        looks = {"look into the distance": search.looks, "look for a body in the distance": search.body_looks}
        return {**self._near.ran, **looks, "second opinion": self._opinion.asked, "zoomed": self._zoomed}

    def awake(self, t: float) -> bool:
        """Tell whether a hand is seen, or something has moved just before `t`."""
        return self._near.awake(t)

    def find(self, frame: Frame, t_ms: int) -> tuple[Hand, ...]:
        """Return the hands in `frame`."""
        if self._view is not None and self._view.size != size_of(frame):
            self._show_all()
        if self._view is not None:
            return self._find_in_view(self._view, frame, t_ms)
        hands = self._near.find(frame, t_ms)
        if not hands:
            return self._scout_for(frame, t_ms)
        self._motion.restart()
        self._search.clear()
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
        for part in (self._near, self._scout, self._cue):
            if part is not None:
                part.close()

    def _scout_for(self, frame: Frame, t_ms: int) -> tuple[Hand, ...]:
        """Look into the distance; zoom to what is found and is a hand."""
        seen = self._search.look(frame, t_ms)
        found = tuple(hand for hand in seen if self._opinion.agrees(hand, frame, t_ms))
        if seen and not found:
            self._search.look_closely(view_around(seen, size_of(frame), CLOSE_PALMS))
        if found:
            self._known.take(found, frame)
            self._seen_t, self._level, self._tracked = frame.t, 0, False
            self._other.begin(frame.t)
            self._zoom_to(found, size_of(frame))
        return found

    def _find_in_view(self, view: View, frame: Frame, t_ms: int) -> tuple[Hand, ...]:
        self._zoomed += 1
        seen = [view.to_picture(hand) for hand in self._near.find(view.crop(frame), t_ms)]
        hands = self._judged(seen, frame, t_ms)
        if len(hands) == 1:
            hands = self._judged((*hands, *self._other.look(view, hands[0], frame, t_ms)), frame, t_ms)
        self._known.take(hands, frame)
        if hands:
            self._seen_t, self._tracked = frame.t, True
        self._shown += 1
        if self._fresh and len(hands) < len(self._target) and not self._last_chance:
            if self._shown >= CHANCES:
                self._level += 1
                self._zoom_to(self._target, view.size)
            elif not seen:
                self._near.refocus()  # look again at once
        elif hands:
            self._fresh = False
            self._follow(view, hands)
        elif frame.t - self._seen_t > BACK_S:
            self._show_all()
            self._search.keep(view, frame.t)
        return hands

    def _judged(self, seen: Iterable[Hand], frame: Frame, t_ms: int) -> tuple[Hand, ...]:
        """Return the hands that were there before, or are found again in other cuts; one in one place."""
        hands: list[Hand] = []
        for hand in sorted(seen, key=lambda one: not self._knows(one, frame)):
            if not any(same_place(hand, one, frame) for one in hands) and self._is_hand(hand, frame, t_ms):
                hands.append(hand)
        return tuple(hands)

    def _is_hand(self, hand: Hand, frame: Frame, t_ms: int) -> bool:
        if self._knows(hand, frame):
            return True
        if self._known.refused(hand, frame):
            return False
        if self._opinion.agrees(hand, frame, t_ms):
            return True
        self._known.refuse(hand, frame)
        return False

    def _knows(self, hand: Hand, frame: Frame) -> bool:
        return self._known.knows(hand, frame, tracked=self._tracked)

    @property
    def _last_chance(self) -> bool:
        return self._level + 1 == len(VIEW_PALMS) and self._shown >= CHANCES

    def _follow(self, view: View, hands: Sequence[Hand]) -> None:
        """Move the view where a hand is about to leave it, widen it for one that came nearer."""
        palm = max(palm_of(hand, view.size) for hand in hands)
        room = min(room_of(view, hand) for hand in hands)
        if room < ROOM * view.height or view.height < NEAR * VIEW_PALMS[self._level] * palm:
            self._zoom_to(hands, view.size)

    def _zoom_to(self, hands: Sequence[Hand], size: Size) -> None:
        aspect = 1.0 if self._level else size[0] / size[1]
        view: View | None = view_around(hands, size, VIEW_PALMS[self._level], aspect)
        if view is not None and view.height > LARGEST_VIEW * size[1]:
            view = None
        if view != self._view:
            self._view, self._fresh, self._shown, self._target = view, True, 0, hands
            self._near.refocus()

    def _show_all(self) -> None:
        self._view = None
        self._motion.restart()
        self._search.clear()
        self._near.refocus()
