"""One arm over time: where its palm is, seen as a hand or, where the hand is blurred or far, as the body's wrist.

So the same networks serve hands alone, bodies alone, and both.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.observation import Handedness, Observation
from gesturectl.recognition.rows import Rows
from gesturectl.recognition.torso import Torso, body_palms, torso_of
from gesturectl.recognition.tracks import MAX_GAP_S, HandTrack

HISTORY_S = 2.6
SCALE_S = 0.7
"""The scale of an arm is the median of its palm length over this time."""
REACH = 2.5
"""Palm lengths: a hand farther from a body's palm is not that body's."""
SHIFT_S = 0.3
"""Time constant of the mean shift from the body's palm to the hand's: it bridges frames without the hand."""
TORSO_S = 1.0
"""A body unseen for longer says nothing any more about where its arms are."""

STILL, STILL_PALM = 0.3, 1.15
"""Palm lengths within which the palm of an arm at rest trembles, and how much its length does. The smallest circle or
wave is larger, and so is the growth of a hand that is pushed forward."""


@dataclass(slots=True, eq=False)
class ArmTrack:
    """One arm.

    rows are its sightings of the last HISTORY_S seconds: t, x, y, palm (frame heights); t, the time of the newest
    side is the body's side once a body was seen; hand is the track of its hand, if that is followed
    scale is the palm length in frame heights, steady over SCALE_S
    """

    number: int
    born_t: float
    t: float = float("-inf")
    side: Handedness | None = None
    hand: HandTrack | None = None
    rows: Rows = field(default_factory=lambda: Rows(4))
    shift: FloatArray = field(default_factory=lambda: np.zeros(2, np.float32))
    scale: float = 1.0
    window: tuple[float, FloatArray] | None = None
    """The arm's past at equal steps of time and the time that it was made for (see arm_features)."""

    @property
    def handedness(self) -> Handedness:
        """The body's side where a body is seen, else what most sightings of the hand say."""
        if self.side is not None:
            return self.side
        return self.hand.handedness if self.hand else Handedness.RIGHT

    @property
    def place(self) -> FloatArray:
        """Where the palm is, (2,) frame heights."""
        return np.asarray(self.rows.table[-1, 1:3])

    def followed_hand(self, t: float) -> HandTrack | None:
        """Return its hand, None where none has been seen for longer than a hand is followed unseen."""
        return self.hand if self.hand is not None and t - self.hand.last.t <= MAX_GAP_S else None

    def speed(self, span_s: float) -> float:
        """Return the mean speed over the last `span_s` seconds in palm lengths a second (0 for a single sighting)."""
        return self.rows.speed(span_s) / self.scale

    def travelled(self, span_s: float) -> float:
        """Return the size of the box the palm moved in over the last `span_s` seconds, in palm lengths."""
        return self.rows.travelled(span_s) / self.scale

    def rested(self, span_s: float) -> bool:
        """Whether the arm neither moved nor came nearer over the last `span_s` seconds: it made no gesture."""
        (x, y, palm), (x0, y0, palm0) = self.rows.reach(span_s, slice(1, 4))
        return math.hypot(x - x0, y - y0) < STILL * self.scale and palm < STILL_PALM * palm0

    def add(self, t: float, place: FloatArray, palm: float) -> None:
        """Take a new sighting, forget those older than HISTORY_S."""
        self.rows.add(t, place, palm)
        self.rows.forget_before(t - HISTORY_S)
        self.scale = self.rows.median(3, SCALE_S)
        self.t = t


class ArmTracks:
    """The arms in view. `update` takes an observation and the tracks of the hands seen in it."""

    def __init__(self) -> None:
        self.arms: list[ArmTrack] = []
        self.torso: Torso | None = None
        self._born = 0

    def update(self, observation: Observation, hands: list[HandTrack]) -> None:
        """Follow the arms by hands and body."""
        t = observation.t
        self.arms = [arm for arm in self.arms if t - arm.t <= MAX_GAP_S]
        torso = torso_of(observation, self.torso)
        if torso or (self.torso and t - self.torso.t > TORSO_S):
            self.torso = torso
        palms = body_palms(observation) if torso else {}
        sides = _match(hands, palms, torso) if torso else {}
        for hand in hands:
            self._see_hand(t, hand, sides.get(hand.number), palms)
        for side, place in palms.items():
            if torso and side not in sides.values():
                self._see_wrist(t, side, place, torso)

    def seen(self, t: float) -> list[ArmTrack]:
        """Return the arms sighted at time `t`."""
        return [arm for arm in self.arms if arm.t == t]

    def clear(self) -> None:
        """Forget every arm."""
        self.arms, self.torso = [], None

    def _see_hand(
        self, t: float, hand: HandTrack, side: Handedness | None, palms: dict[Handedness, FloatArray]
    ) -> None:
        arm = self._by_side(side) or self._by_hand(hand)
        if arm is None or arm.t == t:
            arm = self._begin(t)
        for other in self.arms:
            if other is not arm and other.hand is hand:
                other.hand = None
        arm.hand, arm.side = hand, side or arm.side
        centre = hand.last.centre
        if side is not None:
            share = 1 - float(np.exp(-(t - arm.t) / SHIFT_S)) if arm.t > float("-inf") else 1.0
            arm.shift = (arm.shift + share * (centre - palms[side] - arm.shift)).astype(np.float32)
        arm.add(t, centre, hand.last.palm)

    def _see_wrist(self, t: float, side: Handedness, place: FloatArray, torso: Torso) -> None:
        arm = self._by_side(side) or self._begin(t)
        arm.side = side
        arm.add(t, place + arm.shift, arm.scale if arm.followed_hand(t) else torso.palm)

    def _by_side(self, side: Handedness | None) -> ArmTrack | None:
        return next((arm for arm in self.arms if side is not None and arm.side is side), None)

    def _by_hand(self, hand: HandTrack) -> ArmTrack | None:
        return next((arm for arm in self.arms if arm.hand is hand), None)

    def _begin(self, t: float) -> ArmTrack:
        self._born += 1
        arm = ArmTrack(self._born, t)
        self.arms.append(arm)
        return arm


def _match(hands: list[HandTrack], palms: dict[Handedness, FloatArray], torso: Torso) -> dict[int, Handedness]:
    """Return which hand track (by number) is whose side's; the nearest go first, none farther than REACH."""
    distances = sorted(
        (float(np.linalg.norm(hand.last.centre - place)) / torso.palm, hand.number, side)
        for hand in hands
        for side, place in palms.items()
    )
    found: dict[int, Handedness] = {}
    for distance, number, side in distances:
        if distance <= REACH and number not in found and side not in found.values():
            found[number] = side
    return found
