"""Hands across the room: a part of the picture is looked at where the whole shows nothing.

MediaPipe's palm detector sees the whole picture shrunk to 192 px, and so misses hands beyond some 2 m; the network
that places the landmarks takes its cut from the full picture and needs a palm of about 8 px. So where something moved,
and no hand was found, one part at a time is looked at (`FarSearch`). A hand found there is followed in a view around
it, in which it is as large as one nearby, until it is lost, comes near or leaves the view; then the view follows, or
ends; while it is empty, the search goes on. Small hands count only when they are found again in the mirror
(`SecondOpinion`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Hand
from gesturectl.vision.body_cue import BodyCue
from gesturectl.vision.far_search import FarSearch
from gesturectl.vision.hand_place import size_of, view_around
from gesturectl.vision.hands import HandFinder
from gesturectl.vision.known_hands import KnownHands, same_place
from gesturectl.vision.motion_check import MotionCheck, Notices
from gesturectl.vision.other_hand import OtherHand
from gesturectl.vision.second_opinion import SecondOpinion
from gesturectl.vision.view import View
from gesturectl.vision.watch import Interval
from gesturectl.vision.zoom import Zoom

CLOSE_PALMS = 7.0
"""Side of the square around what was almost a hand that is looked at once more."""
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
        around: Notices | None = None,
    ) -> None:
        """`near` looks at the picture or a view, `scout` and `cue` at single parts; all are closed with this.

        motion  of what `near` looks at: they may share it;  around  of the whole picture while `near` looks at a view
        """
        self._near, self._scout, self._cue = near, scout, cue
        self._motion = motion or MotionCheck()
        self._around = around or MotionCheck()
        self._search = FarSearch(scout, cue, pace)
        self._opinion = SecondOpinion(scout)
        self._zoomed = 0
        self._begin()

    def _begin(self) -> None:
        self._zoom = Zoom(self._near.refocus)
        self._tracked = False  # a hand was seen in a view since one was found in the distance
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
        if self._zoom.view is not None and self._zoom.view.size != size_of(frame):
            self._show_all()
        if self._zoom.view is not None:
            return self._find_in_view(self._zoom.view, frame, t_ms)
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
        seen = self._search.look(frame, t_ms, self._motion.changed(frame))
        return self._zoom_to(seen, frame, t_ms)

    def _zoom_to(self, seen: tuple[Hand, ...], frame: Frame, t_ms: int) -> tuple[Hand, ...]:
        found = tuple(hand for hand in seen if self._opinion.agrees(hand, frame, t_ms))
        if seen and not found:
            self._search.look_closely(view_around(seen, size_of(frame), CLOSE_PALMS))
        if found:
            self._known.take(found, frame)
            self._seen_t, self._tracked = frame.t, False
            self._other.begin(frame.t)
            self._zoom.begin(found, size_of(frame))
        return found

    def _find_in_view(self, view: View, frame: Frame, t_ms: int) -> tuple[Hand, ...]:
        """Return the hands in a view; one that is new beside another counts from the next frame on: ghosts flash up."""
        self._zoomed += 1
        seen = [view.to_picture(hand) for hand in self._near.find(view.crop(frame), t_ms)]
        hands = self._judged(seen, frame, t_ms)
        both = self._judged((*hands, *self._other_hand(view, hands, frame, t_ms)), frame, t_ms)
        if both:
            self._around.restart()
        elif found := self._look_around(frame, t_ms):
            return found
        shown = self._known.seen_before(both, frame) or both
        self._known.take(both, frame)
        if hands:
            self._seen_t, self._tracked = frame.t, True
        if len(both) > len(hands):
            self._zoom.take_in(both, view.size)
        elif self._zoom.fresh:
            self._zoom.judge(view, hands)
        elif hands:
            self._zoom.follow(view, hands)
        elif frame.t - self._seen_t > BACK_S:
            self._show_all()
            self._search.keep(view, frame.t)
        return shown

    def _look_around(self, frame: Frame, t_ms: int) -> tuple[Hand, ...]:
        """Look where something moves while the view is empty: a hand that is being raised has left it already."""
        return self._zoom_to(self._search.look(frame, t_ms, self._around.changed(frame)), frame, t_ms)

    def _other_hand(self, view: View, hands: Sequence[Hand], frame: Frame, t_ms: int) -> tuple[Hand, ...]:
        if self._zoom.fresh or len(hands) != 1:
            return ()
        return self._other.look(view, hands[0], frame, t_ms)

    def _judged(self, seen: Iterable[Hand], frame: Frame, t_ms: int) -> tuple[Hand, ...]:
        """Return the hands that were there before, or are found again in the mirror; one in one place."""
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

    def _show_all(self) -> None:
        self._zoom.clear()
        self._motion.restart()
        self._near.refocus()
