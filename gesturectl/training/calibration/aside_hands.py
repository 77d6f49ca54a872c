"""A hand that rests in the picture while the other one is shown makes no take, not even when it is left alone there."""

from __future__ import annotations

from collections.abc import Sequence

from gesturectl.recognition.motion_cut import MOVES, RESTS
from gesturectl.recognition.tracks import HandTrack

LOWER = 1.5
"""Palm lengths: a hand that rests so far below the other is set aside."""


class AsideHands:
    """Knows the resting hands from frame to frame."""

    def __init__(self) -> None:
        self._numbers: set[int] = set()

    def without(self, seen: Sequence[HandTrack]) -> list[HandTrack]:
        """Return the hands that may act. A hand that was set aside acts again once it moves."""
        self._numbers -= {track.number for track in seen if track.speed() >= MOVES}
        left = [track for track in seen if track.number not in self._numbers]
        left.sort(key=lambda track: float(track.last.centre[1]))
        if len(left) > 1 and _rests_below(left[0], left[-1]):
            self._numbers.add(left.pop().number)
        return left


def _rests_below(upper: HandTrack, lower: HandTrack) -> bool:
    below = float(lower.last.centre[1] - upper.last.centre[1])
    return lower.speed() < RESTS and below > LOWER * lower.scale
