"""The view in which small hands are followed: how large a part of the picture it is, and where."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gesturectl.domain.observation import Hand
from gesturectl.vision.hand_place import Size, palm_of, room_of, view_around
from gesturectl.vision.view import View

VIEW_PALMS = (10.0, 8.0, 6.0, 5.0)
"""Heights of a view in palm lengths; where it shows no hand the next one is tried. The first one has the picture's
shape, so that the other hand and the way of a swipe are in it; the others are square: the detector finds a hand the
better the larger it is in its input, of 36 hands of 12 px (two sets of photographs) 31 and 18 in the first view, 35 and
30 in the second, 36 and 32 in the third, 35 and 35 in the last."""
CHANCES = 2
"""So many frames are looked at in each: what a network tracked in the view before may hide a hand in the first one."""
SURE = 3
"""A view is taken once it has shown its hands in so many frames on end."""
ROOM = 0.25
"""A hand nearer to the edge of its view than this share of its side is about to leave it."""
NEAR = 0.6
"""A view that has become narrower than this share of what it was in palms is too narrow: the hand came nearer."""
LARGEST_VIEW = 0.75
"""A view higher than this share of the picture shows nothing that the whole picture does not."""


class Zoom:
    """Keeps a view, None for the whole picture, and `refocus`es who looks at it when it changes.

    fresh  the view has yet to show its hands
    """

    def __init__(self, refocus: Callable[[], None]) -> None:
        self._refocus = refocus
        self.clear()

    def clear(self) -> None:
        """Forget the view."""
        self.view: View | None = None
        self.fresh = False
        self._level = 0  # of VIEW_PALMS
        self._shown = self._row = 0  # frames since the view was chosen, and the last ones that showed its hands
        self._target: Sequence[Hand] = ()

    def begin(self, hands: Sequence[Hand], size: Size) -> None:
        """Take the widest view of hands that were found in a picture of `size`."""
        self._level = 0
        self._take(hands, size)

    def take_in(self, hands: Sequence[Hand], size: Size) -> None:
        """Take a view of hands of which the one so far did not show all."""
        self._level = max(self._level, 1)
        self._take(hands, size)

    def judge(self, view: View, hands: Sequence[Hand]) -> None:
        """Keep a fresh view that shows its hands in frame after frame; take a narrower one for one that fails."""
        self._shown += 1
        if len(hands) >= len(self._target):
            self._row += 1
            self.fresh = self._row < SURE
            self.follow(view, hands)
            return
        self._row = 0
        if self._shown < CHANCES:
            if not hands:
                self._refocus()  # look again at once
        elif self._level + 1 < len(VIEW_PALMS):
            self._level += 1
            self._take(self._target, view.size)
        else:
            self.fresh = False

    def follow(self, view: View, hands: Sequence[Hand]) -> None:
        """Move the view where a hand is about to leave it, widen it for one that came nearer."""
        palm = max(palm_of(hand, view.size) for hand in hands)
        room = min(room_of(view, hand) for hand in hands)
        if room < ROOM * view.height or view.height < NEAR * VIEW_PALMS[self._level] * palm:
            self._take(hands, view.size)

    def _take(self, hands: Sequence[Hand], size: Size) -> None:
        aspect = 1.0 if self._level else size[0] / size[1]
        view: View | None = view_around(hands, size, VIEW_PALMS[self._level], aspect)
        if view is not None and view.height > LARGEST_VIEW * size[1]:
            view = None
        if view != self.view:
            self.view, self.fresh, self._target = view, True, hands
            self._shown = self._row = 0
            self._refocus()
