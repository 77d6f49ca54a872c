"""The attention schedule: which hand networks run on a frame is decided by what is happening.

Two trackers share the frames. `pair` follows up to two hands; it searches the whole picture in every frame in which
it follows fewer, so one hand costs it as much as two. `single` follows one hand and does not search meanwhile. `scout`
finds one hand in a single picture: in one in which the followed hand is painted over it costs a search and no more.

nothing seen   `pair`, a few times a second; at once when something moves; rarely while nothing does
watching       `pair` on every frame: a hand has just come, was lost a moment ago, or two are there
following      one hand, alone for a while: `single`; `scout` about once a second, and at once when something moves
               elsewhere; `pair` in the very frame in which `single` loses the hand

The way from watching to following is gentle: both trackers run until `single` has the hand that `pair` sees, so no
frame goes without it. The way back costs nothing: the hands are known in the frame that led to it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum

import numpy as np

from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Hand
from gesturectl.vision.cover import covered
from gesturectl.vision.elsewhere import FEWEST_CELLS, Elsewhere
from gesturectl.vision.hand_filter import same_hand
from gesturectl.vision.hands import HandFinder
from gesturectl.vision.look_schedule import LookSchedule
from gesturectl.vision.motion_check import MotionCheck, Notices
from gesturectl.vision.surge import Motion, Surge
from gesturectl.vision.watch import Watch

AWAKE_S = 1.0
"""After the last motion the body is looked for at its usual rate for so long."""
LEAST_WAIT_S = 0.1
RETRY_S = 1.0
HANDOVER_FRAMES = 4
"""`single` is given so many frames to find the hand that `pair` sees, then no more for RETRY_S."""


class Ran(StrEnum):
    """What ran on a frame."""

    MOTION = "motion check"
    SEARCH = "search"
    WATCH = "two-hand tracking"
    FOLLOW = "one-hand tracking"
    SECOND = "look for a second hand"
    LOST = "look for the lost hand"


class AttentiveHands:
    """Finds hands as `fast` would, at a share of the cost. A function of the frames and their times alone."""

    def __init__(
        self,
        pair: HandFinder,
        single: HandFinder,
        scout: HandFinder,
        watch: Watch,
        *,
        motion: Notices | None = None,
    ) -> None:
        """`pair` tracks up to two hands, `single` one, `scout` finds one and tracks none; they are closed with this."""
        self._pair, self._single, self._scout, self._watch = pair, single, scout, watch
        self._motion = motion or MotionCheck()
        self._ran: Counter[Ran] = Counter()
        self._begin()

    def _begin(self) -> None:
        self._step = self._search
        self._search_looks = LookSchedule()
        self._second_looks = LookSchedule()
        self._moved_t = self._came_t = self._seen_t = float("-inf")
        self._crowd_t = float("-inf")  # when something else than one hand was seen last
        self._handover_t, self._tries = float("-inf"), 0
        self._surge, self._elsewhere = Surge(), Elsewhere(self._motion)

    @property
    def ran(self) -> Mapping[str, int]:
        """On how many frames what ran."""
        return {kind.value: self._ran[kind] for kind in Ran}

    def awake(self, t: float) -> bool:
        """Tell whether a hand is seen, or something has moved just before `t`."""
        return self._step != self._search or t - self._moved_t <= AWAKE_S

    def find(self, frame: Frame, t_ms: int) -> tuple[Hand, ...]:
        """Return the hands in `frame`."""
        return self._step(frame, t_ms)

    def restart(self) -> None:
        """Forget what was tracked and what moved."""
        for part in (self._pair, self._single, self._scout, self._motion):
            part.restart()
        self._begin()

    def refocus(self) -> None:
        """Forget what was seen and what moved, but for the networks' own memory, which mends itself in a frame."""
        self._motion.restart()
        self._begin()

    def close(self) -> None:
        """Let go of the networks."""
        for part in (self._pair, self._single, self._scout):
            part.close()

    def _search(self, frame: Frame, t_ms: int) -> tuple[Hand, ...]:
        """No hand is seen: look when it is time."""
        cells = self._motion.changed(frame)
        motion = Motion.NONE
        if cells is not None:
            motion = self._surge.judge(frame.t, int(np.count_nonzero(cells)), FEWEST_CELLS)
        if motion is not Motion.NONE:
            self._moved_t = frame.t
        there = frame.t - self._moved_t <= self._watch.leave_s
        interval = self._watch.present if there else self._watch.empty
        if not self._search_looks.due(frame.t, interval, motion):
            self._ran[Ran.MOTION] += 1
            return ()
        self._ran[Ran.SEARCH] += 1
        hands = self._pair.find(frame, t_ms)
        if hands:
            self._came_t = frame.t
            self._begin_to_watch(frame.t)
        return hands

    def _begin_to_watch(self, t: float) -> None:
        self._seen_t = self._crowd_t = t
        self._step = self._watch_all

    def _watch_all(self, frame: Frame, t_ms: int) -> tuple[Hand, ...]:
        """A hand came or went, or two are there: all that `fast` would do."""
        self._ran[Ran.WATCH] += 1
        hands = self._pair.find(frame, t_ms)
        if hands:
            self._seen_t = frame.t
        if len(hands) != 1:
            self._crowd_t = frame.t
        # What was there for a moment only is hardly a hand: it is not looked for as long.
        wait_s = min(self._watch.lost_s, LEAST_WAIT_S + self._seen_t - self._came_t)
        if frame.t - self._seen_t > wait_s:
            self._give_up(frame.t)
        elif frame.t - self._crowd_t >= self._watch.settle_s and frame.t >= self._handover_t:
            self._hand_over(frame, t_ms, hands[0])
        return hands

    def _give_up(self, t: float) -> None:
        # The memory of the motion check is from before the hand came: all would seem to move.
        self._motion.restart()
        self._surge = Surge()
        self._search_looks.looked(t)
        self._moved_t = t  # whoever the hand belongs to is still there
        self._step = self._search

    def _hand_over(self, frame: Frame, t_ms: int, hand: Hand) -> None:
        """Let `single` find the hand that `pair` sees; follow the hand with it once it has."""
        self._tries += 1
        found = self._single.find(frame, t_ms)
        if any(same_hand(hand, one, frame.aspect) for one in found):
            self._tries = 0
            self._follow_alone(frame.t, hand)
        elif self._tries >= HANDOVER_FRAMES:
            self._tries, self._handover_t = 0, frame.t + RETRY_S

    def _follow_alone(self, t: float, hand: Hand) -> None:
        self._elsewhere.begin(t, hand)
        self._second_looks.looked(t)
        self._step = self._follow

    def _follow(self, frame: Frame, t_ms: int) -> tuple[Hand, ...]:
        """One hand is followed: look for another when it is time, and for this one when it is lost."""
        hands = self._single.find(frame, t_ms)
        if not hands:
            self._ran[Ran.LOST] += 1
            hands = self._pair.find(frame, t_ms)
            self._begin_to_watch(frame.t)
            return hands
        motion = self._elsewhere.check(frame, hands[0])
        if motion is None or not self._second_looks.due(frame.t, self._watch.second, motion):
            self._ran[Ran.FOLLOW] += 1
            return hands
        self._ran[Ran.SECOND] += 1
        return (*hands, *self._another(hands[0], frame, t_ms))

    def _another(self, hand: Hand, frame: Frame, t_ms: int) -> tuple[Hand, ...]:
        """Look for another hand than this one."""
        found = self._scout.find(covered(frame, hand), t_ms)
        others = tuple(one for one in found if not same_hand(one, hand, frame.aspect))
        if others:
            self._begin_to_watch(frame.t)
        return others
