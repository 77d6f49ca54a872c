"""Gates against the Midas touch: each says why a hand may not begin a gesture now, or "" that it may.

A gate looks at one hand's track. It never decides what a gesture is: that is learned.
"""

from __future__ import annotations

import math
from typing import Protocol

from gesturectl.recognition.tracks import HandTrack

ARM_S = 0.3
"""A new hand must have been in view this long, and slow, before it may gesture: raising a hand is not a gesture."""
ARM_SPEED = 1.5
"""Palm lengths a second below which a hand counts as resting."""
ARM_TRAVEL = 0.3
"""Palm lengths that it may have moved within ARM_S: the hand of somebody who walks by stands still for a moment at each
end of its swing."""
LAP_MARGIN, LAP_S = 1.1, 0.4
"""Palm lengths from the bottom edge of the picture, and seconds: nearer to it a hand with its fingers down is not
whole in the picture (fingertips are about 1.1 palm lengths from the middle of the palm). One that rests there so long
lies in the lap or on a keyboard; it must be raised, and rest, before it may gesture: raising it is no swipe. A hand
whose fingers point up may be whole in the picture down there, too: then it is shown."""
HOLD_TRAVEL, HOLD_TRAVEL_S = 0.7, 0.5
"""A hand that moved farther than this (palm lengths) during this time holds no shape; nor does one that does not rest
just now (STILL_S, STILL_WAY): it may be beginning a stroke."""
FINGER_TRAVEL, FINGER_TRAVEL_S = 1.0, 0.4
"""A hand that moved farther than this during this time makes nothing with its fingers; nods and flicks move it less."""
FAR_PALM = 0.03
"""A palm of less than this share of the picture's height is seen in a zoom only, and so small (12 to 20 px of 720) that
the fingers of a hand that holds still seem to tap: of 30 rendered hands at 12 px two clicked."""
STILL_S, STILL_WAY = 0.2, 0.3
"""A hand rests that has moved less than so many palm lengths for so many seconds; hands that talk turn in less."""
BESIDE_TRAVEL, BESIDE_TRAVEL_S = 1.2, 0.7
"""Where the other hand moved farther than this during this time, a motion is not one hand's own."""


TOO_FAR = "the hand is too far away for what its fingers tap"
LEAVING = "the hand is about to leave the picture: it may be withdrawn"
LEAVING_S, LEAVING_SPAN_S = 0.2, 0.1
"""A hand that would be beyond an edge in this time, if it went on as in the last LEAVING_SPAN_S, makes no stroke: it
counts once it slows down, as meant strokes do, and not at all where it leaves. Set on synthetic clips of seeds 500 to
539: of 15 false swipes 4 are left (0.3 s: 2), none of 692 gestures is lost, swipes begin 20 ms later (0.3 s: 47)."""


class Followed(Protocol):
    """What can be asked of a followed hand or arm."""

    def speed(self, span_s: float) -> float:
        """Return the mean speed over the last `span_s` seconds in palm lengths a second."""

    def travelled(self, span_s: float) -> float:
        """Return the size of the box it moved in over the last `span_s` seconds, in palm lengths."""


def at_rest(*tracks: Followed) -> bool:
    """Whether all of these rest, not only for the moment of a turn."""
    return all(t.speed(STILL_S / 2) < ARM_SPEED and t.travelled(STILL_S) < STILL_WAY for t in tracks)


def rests_beside(other: Followed) -> bool:
    """Whether the other hand leaves a motion to the one."""
    return other.travelled(BESIDE_TRAVEL_S) < BESIDE_TRAVEL


def is_leaving(track: HandTrack) -> bool:
    """Whether the hand is on its way out of the picture, beyond its left, right or upper edge."""
    return track.leaves_in(LEAVING_SPAN_S) < LEAVING_S


def is_far(track: HandTrack) -> bool:
    """Whether a hand is so small that its fingers only seem to move."""
    return track.scale < FAR_PALM


class Arming:
    """A new hand must be present and slow before it may gesture; one in the lap must be raised and rest anew."""

    def __init__(self, track: HandTrack) -> None:
        self._track = track
        self._lap_since = track.born_t
        self.armed = False
        self._was_armed = False

    def step(self, t: float) -> None:
        """Look at the hand at time `t`; once armed it stays so until it is lost or rests in the lap."""
        rests = self._track.speed(ARM_S / 2) < ARM_SPEED
        if not (rests and self.in_lap):
            self._lap_since = t
            self.armed = self.armed or (rests and t - self._track.born_t >= ARM_S and self._stays)
        elif t - self._lap_since >= LAP_S:
            self.armed = False
        self._was_armed = self._was_armed or self.armed

    @property
    def _stays(self) -> bool:
        return self._track.travelled(ARM_S) < ARM_TRAVEL

    @property
    def in_lap(self) -> bool:
        """Whether the hand is so low that it is not whole in the picture: one with its fingers up may be."""
        shown = self._track.upright and self._track.above_bottom
        return self._track.bottom_margin < LAP_MARGIN and not shown

    @property
    def falls_into_lap(self) -> bool:
        """Whether it is on its way there: one whose fingers point up is not."""
        return self._track.bottom_margin < LAP_MARGIN and not self._track.upright

    @property
    def hinder(self) -> str:
        """Why the hand may not begin a gesture."""
        if self.armed:
            return ""
        if self._was_armed:
            return "the hand has rested in the lap: it must be raised and come to rest first"
        return "the hand has not come to rest since it appeared"


class Steadiness:
    """Fast hands hold no shape, and make nothing with their fingers."""

    def __init__(self, farthest: float, span_s: float, hinder: str, now: float = math.inf) -> None:
        """`farthest` palm lengths the hand may have moved within the last `span_s` seconds, `now` within STILL_S."""
        self._farthest, self._span_s, self._why, self._now = farthest, span_s, hinder, now

    def hinder(self, track: HandTrack) -> str:
        """Why the hand may not begin a gesture."""
        stays = track.travelled(self._span_s) < self._farthest and track.travelled(STILL_S) < self._now
        return "" if stays else self._why


HOLDING = Steadiness(HOLD_TRAVEL, HOLD_TRAVEL_S, "the hand was moving: one that travels holds no shape", STILL_WAY)
FINGERING = Steadiness(FINGER_TRAVEL, FINGER_TRAVEL_S, "the hand was moving: fingers count only while it stays")
