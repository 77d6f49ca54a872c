"""Pointer mode: a hand moves the pointer, pinches press its buttons, a closed hand scrolls.

Pure: hands and times come in, actions go out. Every press has its release, whatever happens.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from gesturectl.control.pointer_buttons import PointerButtons
from gesturectl.control.pointer_filter import Smooths
from gesturectl.control.pointer_fist import Fist
from gesturectl.control.pointer_grip import Grip, grip_of
from gesturectl.control.pointer_motion import PointerMotions, guided, one_euro
from gesturectl.control.pointer_scroll import PointerScroll
from gesturectl.domain.action import Action
from gesturectl.domain.binding import BoundAction
from gesturectl.domain.observation import Handedness
from gesturectl.domain.pointer import FollowedHand, PointerGuide, PointerSettings
from gesturectl.domain.pointer_action import PointerRewind, PointerSwitch, PointerTake, PointerWish

Smoother = Callable[[PointerSettings], Smooths]

NAME = "pointer"
"""What actions of pointer mode name as their rule."""
LOST_S = 0.3
"""A hand unseen for longer lets go of everything; blur hides a hand for less."""
LAP_PALMS = 1.1
"""A hand whose palm is nearer to the bottom edge of the picture, in palm lengths, lies in the lap or on a keyboard: it
does not take the pointer. One that has it may go there."""
SAME_PLACE_PALMS = 0.7
"""A hand that appears this near to where the one that is missed was last is that one."""
SEEN_S = 0.15
"""A new hand must have been in view this long, in every frame."""
LINGER_S = 1.2
"""How long pointer mode stays on after the gesture that held it on has ended: it ends when the fingers pinch, and must
be held anew before it counts again."""


class _Grasp:
    """One hand that has the pointer."""

    def __init__(self, settings: PointerSettings, smoother: Smoother, hand: FollowedHand, t: float) -> None:
        self.number, self.handedness = hand.number, hand.handedness
        self.seen_t = t
        self.motions = PointerMotions(settings, smoother)
        self.buttons = PointerButtons()
        self.fist = Fist()
        self.scroll = PointerScroll(settings.scroll_steps)
        self._hand = hand

    def find(self, hands: Sequence[FollowedHand]) -> FollowedHand | None:
        """Return this hand among those seen now; one in its very place, where it was mistaken for a new one, is it."""
        found = next((hand for hand in hands if hand.number == self.number), None)
        if found is None:
            found = next((hand for hand in hands if _same_place(hand, self._hand)), None)
            if found is not None:
                self.motions.begin_anew()
                self.number = found.number
        self._hand = found or self._hand
        return found


class Pointer:
    """The stage beside the binder. `step` every frame; `switch` it on and off."""

    def __init__(self, settings: PointerSettings | None = None, *, smoother: Smoother = one_euro) -> None:
        """`smoother` makes the filter; another one than the One Euro filter is for comparing them."""
        self._smoother = smoother
        self._settings = settings or PointerSettings()
        self.on = False
        self._leave_t: float | None = None
        self.held_on = False
        """Whether a gesture that is held has switched it on."""
        self._grasp: _Grasp | None = None
        self._seen_since: dict[int, float] = {}
        self._yield_until_t = float("-inf")
        self._now_t = float("-inf")

    @property
    def hand(self) -> Handedness | None:
        """The hand that has the pointer now."""
        return self._grasp.handedness if self._grasp else None

    def state(self) -> str:
        """Say what pointer mode is at: for `status` and `why`."""
        if not self.on:
            return "off"
        if self._now_t < self._yield_until_t:
            return "on: the real mouse has the pointer"
        return f"on: the {self._grasp.handedness.value} hand has the pointer" if self._grasp else "on: no hand seen"

    def switch(self, switch: PointerSwitch, t: float, seq: int) -> tuple[BoundAction, ...]:
        """Switch pointer mode on or off; return what must be let go."""
        on = not self.on if switch.wish is PointerWish.TOGGLE else switch.wish is PointerWish.ON
        if switch.held:
            return self._switch_held(on, t)
        self._leave_t, self.held_on = None, False
        return self._turn(on, t, seq)

    def step(self, t: float, seq: int, hands: Sequence[FollowedHand]) -> tuple[BoundAction, ...]:
        """Return what the hands of this frame do."""
        self._now_t = t
        actions = list(self._leave_in_time(t, seq))
        if not self.on:
            return tuple(actions)
        actions += self._drop_lost(t, seq, hands)
        if t >= self._yield_until_t:
            hand = self._followed(t, hands)
            if hand is not None:
                actions += _bound(t, seq, self._moves(t, hand))
        return tuple(actions)

    def yield_to_mouse(self, t: float, seq: int) -> tuple[BoundAction, ...]:
        """The real mouse was moved: let go of everything, and leave the pointer alone for a while."""
        self._yield_until_t = t + self._settings.yield_s
        return self.release(t, seq)

    def release(self, t: float, seq: int) -> tuple[BoundAction, ...]:
        """Let go of everything and of the hand: it was lost, or gesturectl pauses, reloads or ends."""
        grasp, self._grasp, self._seen_since = self._grasp, None, {}
        return tuple(_bound(t, seq, grasp.buttons.release())) if grasp else ()

    def has(self, handedness: Handedness | None) -> bool:
        """Whether a gesture of that hand, or of both, is made with the hand that has the pointer."""
        hand = self.hand
        return hand is not None and handedness in (hand, Handedness.BOTH)

    def _switch_held(self, on: bool, t: float) -> tuple[BoundAction, ...]:
        if on and not self.on:
            self.on = self.held_on = True
        if self.held_on:  # what a toggle has switched on, a gesture does not switch off
            self._leave_t = None if on else t
        return ()

    def _turn(self, on: bool, t: float, seq: int) -> tuple[BoundAction, ...]:
        self.on = on
        return () if on else self.release(t, seq)

    def _leave_in_time(self, t: float, seq: int) -> tuple[BoundAction, ...]:
        if self._leave_t is None:
            return ()
        if self._grasp is not None and (self._grasp.buttons.busy or self._grasp.fist.sure):
            self._leave_t = t
        if t - self._leave_t < LINGER_S:
            return ()
        self._leave_t, self.held_on = None, False
        return self._turn(False, t, seq)

    def _drop_lost(self, t: float, seq: int, hands: Sequence[FollowedHand]) -> tuple[BoundAction, ...]:
        grasp = self._grasp
        if grasp is None or t - grasp.seen_t <= LOST_S or grasp.find(hands) is not None:
            return ()
        return self.release(t, seq)

    def _followed(self, t: float, hands: Sequence[FollowedHand]) -> FollowedHand | None:
        """Return the hand that has the pointer; one that may take it must have been in view for a moment."""
        if self._grasp is not None:
            return self._grasp.find(hands)
        hand = self._candidate(t, hands)
        if hand is not None:
            self._grasp = _Grasp(self._settings, self._smoother, hand, t)
        return hand

    def _candidate(self, t: float, hands: Sequence[FollowedHand]) -> FollowedHand | None:
        """Return the hand that may take the pointer. A ghost comes and goes; a hand is there in every frame."""
        self._seen_since = {hand.number: self._seen_since.get(hand.number, t) for hand in hands}
        wanted = self._settings.hand
        able = [
            hand
            for hand in hands
            if (wanted is None or hand.handedness is wanted)
            and t - self._seen_since[hand.number] >= SEEN_S - 1e-6
            and _is_raised(hand)
        ]
        return min(able, key=lambda hand: float(hand.points[9, 1]), default=None)

    def _moves(self, t: float, hand: FollowedHand) -> list[Action]:
        grasp = self._grasp
        assert grasp is not None
        first = grasp.seen_t == t
        grasp.seen_t, grasp.handedness = t, hand.handedness
        still = grasp.buttons.still or grasp.fist.suspected
        moves: list[Action] = [*grasp.motions.step(t, hand, still=still)]
        moves += self._fingers(t, grip_of(hand), grasp)
        return [PointerTake(t), *moves] if first else moves

    def _fingers(self, t: float, grip: Grip, grasp: _Grasp) -> list[Action]:
        """Return what fingers do: scroll when the hand is closed, else click. A button that is down stays a pinch."""
        fist, way = grasp.fist, grasp.motions.travelled
        if self._settings.scroll and grasp.buttons.pressed is None:
            fist.step(t, grip)
        if fist.sure:
            grasp.buttons.refuse()
            return [*grasp.scroll.step(way)]
        grasp.scroll.release()
        done = grasp.buttons.step(t, grip, way, doubtful=fist.suspected) if self._settings.click else []
        for each in done:
            if isinstance(each, PointerRewind):
                grasp.motions.rewound(each.to_t)
        return done


def _is_raised(hand: FollowedHand) -> bool:
    return 1.0 - float(guided(hand, PointerGuide.HAND)[1]) >= LAP_PALMS * hand.palm


def _same_place(one: FollowedHand, other: FollowedHand) -> bool:
    apart = guided(one, PointerGuide.HAND) - guided(other, PointerGuide.HAND)
    return float(np.linalg.norm(apart)) < SAME_PLACE_PALMS * other.palm


def _bound(t: float, seq: int, actions: Sequence[Action]) -> list[BoundAction]:
    return [BoundAction(t, seq, NAME, action) for action in actions]
