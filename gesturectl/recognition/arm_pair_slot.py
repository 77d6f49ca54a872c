"""Gestures of both arms together: zoom and rotate, both with a signed value."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

import numpy as np

from gesturectl.domain.arrays import FloatArray, lengths
from gesturectl.domain.event import GestureEvent, Phase
from gesturectl.domain.observation import Handedness
from gesturectl.domain.trigger import TriggerSettings
from gesturectl.recognition.arm_features import (
    PAIR_STEPS,
    STEP_S,
    arm_window,
    other_window,
    pair_features,
    torso_values,
)
from gesturectl.recognition.arm_track import ArmTrack
from gesturectl.recognition.classifier import Classifier
from gesturectl.recognition.gates import at_rest
from gesturectl.recognition.intent import UNMEANT_PAIR, PairIntent
from gesturectl.recognition.meter import Meter
from gesturectl.recognition.slot import ContinuousGesture, Moment, Slot
from gesturectl.recognition.torso import Torso

PAIR_S = STEP_S * PAIR_STEPS
REST_S = 1.0
"""Both arms must have rested, at the same time, this recently before they begin a gesture: arms that meet by the way
of something else did not."""
STRICTER = 0.1
"""Scores of arms must be so much higher than those of hands for something to begin: bodies are seen all the time."""
LEAST_TURN = math.radians(5.0)
"""Arms between which the line has turned less than this in PAIR_S turn nothing: of 3,580 such looks at synthetic
motions (9,234 in all, hands that turn among them) none scored more than 0.17, and 0.3 is the least that counts."""
MIN_DISTANCE = 0.3
"""Palm lengths; hands that touch are taken as this far apart, so that the logarithm stays finite."""


def doublings(between: FloatArray) -> FloatArray:
    """Return how wide apart the palms are (n,) as a power of two, of the vectors (n, 2) between them, palm lengths."""
    return np.asarray(np.log2(np.maximum(lengths(between), MIN_DISTANCE)), dtype=np.float32)


def quarter_turns(between: FloatArray) -> FloatArray:
    """Return how far the line between the palms is turned (n,), in quarter turns with the clock as the user sees it.

    In an unmirrored picture, y downwards, the angle grows with the clock, which is against it for the user. Counted
    back from the newest, which is within two quarter turns of level.
    """
    newest_first = np.unwrap(np.arctan2(between[::-1, 1], between[::-1, 0]))
    return np.asarray(-newest_first[::-1] / (np.pi / 2), dtype=np.float32)


def _points_one_way(between: FloatArray) -> bool:
    """Whether vectors (n, 2) all point the same way, within LEAST_TURN."""
    angles = np.arctan2(between[:, 1], between[:, 0]).tolist()
    return bool(max(angles) - min(angles) < LEAST_TURN)


@dataclass(slots=True)
class _Signed:
    """One signed gesture: the network's labels for more and for less, what is measured, its direction under way."""

    name: str
    more: str
    less: str
    measure: Callable[[FloatArray], FloatArray]
    gesture: ContinuousGesture
    meter: Meter = field(default_factory=Meter)
    direction: str = ""

    def begin(self, measures: FloatArray) -> float:
        """Measure from the onset of a movement in `direction`; return the value reached by now."""
        return self.meter.begin(measures, growing=self.direction == self.more)


class ArmPairSlot(Slot):
    """The gestures of two arms; `left` is the one at image left."""

    def __init__(self, left: ArmTrack, right: ArmTrack, settings: Mapping[str, TriggerSettings]) -> None:
        super().__init__(settings)
        self.left, self.right = left, right
        known = (
            _Signed("zoom", "zoom_in", "zoom_out", doublings, ContinuousGesture("zoom")),
            _Signed("rotate", "rotate_cw", "rotate_ccw", quarter_turns, ContinuousGesture("rotate")),
        )
        self._signed = [one for one in known if one.name in self.triggers]
        self._rested_t = float("-inf")
        self._unmeant = ""

    @property
    def handedness(self) -> Handedness:
        """Both."""
        return Handedness.BOTH

    @property
    def hinder(self) -> str:
        """Why no gesture of both hands may begin now."""
        return self._unmeant

    def speaks(self, names: Collection[str]) -> bool:
        """Whether the arms are in, or near, one of these gestures."""
        return any(
            trigger.active or self.scores.get(name, 0.0) >= trigger.settings.exit
            for name, trigger in self.triggers.items()
            if name in names
        )

    def step(
        self,
        moment: Moment,
        network: Classifier,
        torso: Torso | None,
        intent: PairIntent,
        allowed: bool,
        names: Collection[str],
    ) -> list[GestureEvent]:
        """Score what the arms did together and feed the triggers; only gestures of `names` may begin.

        `intent` is asked before hands that turn begin.
        """
        self._unmeant = ""
        if at_rest(self.left, self.right):
            self._rested_t = moment.t
            self._set_order()
        ready = allowed and moment.t - self._rested_t <= REST_S
        resting = not ready or (self.left.rested(PAIR_S) and self.right.rested(PAIR_S))
        if resting and not self.active():
            return self._rest(moment)
        left = arm_window(self.left, moment.t, PAIR_STEPS)
        right = other_window(self.right, self.left, moment.t, PAIR_STEPS)
        between = right[:, :2] - left[:, :2]
        if "zoom" not in names and not self.active() and _points_one_way(between):
            return self._rest(moment)
        (found,) = network.judge(pair_features(left, right, torso_values(torso, self.left))[None])
        events: list[GestureEvent] = []
        for one in self._signed:
            free = (
                ready
                and one.name in names
                and not any(o is not one and self.triggers[o.name].active for o in self._signed)
            )
            scores = {name: found.get(name, 0.0) for name in (one.more, one.less)}
            events += self._step_signed(moment, one, scores, between, free, intent)
        return events

    def _rest(self, moment: Moment) -> list[GestureEvent]:
        """Feed the triggers where nothing can begin and nothing is under way: the network need not be asked."""
        return self.step_discrete(moment, self.triggers, dict.fromkeys(self.triggers, 0.0))

    def _set_order(self) -> None:
        """Find out anew which arm is at image left: at first one may have been a ghost of the other."""
        if not self.active() and self.left.place[0] > self.right.place[0]:
            self.left, self.right = self.right, self.left

    def _step_signed(
        self,
        moment: Moment,
        one: _Signed,
        scores: Mapping[str, float],
        between: FloatArray,
        free: bool,
        intent: PairIntent,
    ) -> list[GestureEvent]:
        trigger = self.triggers[one.name]
        likeliest = max(scores, key=lambda name: scores[name])
        score = sum(scores.values()) if free or trigger.active else 0.0
        self.scores[one.name] = score
        if trigger.active and likeliest != one.direction and scores[likeliest] >= trigger.entered_at(STRICTER):
            return self._turned_round(moment, one, likeliest, one.measure(between))
        phase = trigger.step(moment.t, score, STRICTER, begins=self._meant(one.name, score, intent, moment.t))
        if phase is None:
            return []
        measures = one.measure(between)
        if phase is Phase.BEGIN:
            one.direction = likeliest
            return one.gesture.events(self, moment, phase, one.begin(measures))
        return one.gesture.events(self, moment, phase, one.meter.value(float(measures[-1])))

    def _meant(self, name: str, score: float, intent: PairIntent, t: float) -> bool:
        """Whether hands that turn, and are about to begin, look meant; of arms without hands nothing is known."""
        left, right = (arm.followed_hand(t) for arm in (self.left, self.right))
        if left is None or right is None or name != "rotate" or not self.triggers[name].due(t, score, STRICTER):
            return True
        meant = intent.score(left, right, t, turning=True)
        self._unmeant = "" if meant >= intent.least else UNMEANT_PAIR.format(meant)
        return not self._unmeant

    def _turned_round(self, moment: Moment, one: _Signed, direction: str, measures: FloatArray) -> list[GestureEvent]:
        """End the gesture and begin it anew the other way: apart and together are two gestures."""
        one.direction = direction
        value = one.meter.value(float(measures[-1]))
        ended = one.gesture.events(self, moment, Phase.END, value)
        return ended + one.gesture.events(self, moment, Phase.BEGIN, one.begin(measures))

    def _last_value(self, name: str) -> float | None:
        return next(one.gesture.value for one in self._signed if one.name == name)
