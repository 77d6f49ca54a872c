"""One arm's strokes: swipes, circles, wave, push; by the hand where it is seen, else by the body's wrist."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from gesturectl.domain.event import GestureEvent
from gesturectl.domain.gesture import NONE
from gesturectl.domain.observation import Handedness
from gesturectl.domain.trigger import TriggerSettings
from gesturectl.recognition.arm_features import (
    STEP_S,
    STROKE_STEPS,
    arm_window,
    other_window,
    stroke_features,
    torso_values,
)
from gesturectl.recognition.arm_track import ArmTrack
from gesturectl.recognition.classifier import Classifier
from gesturectl.recognition.gates import ARM_S, ARM_SPEED, LAP_S
from gesturectl.recognition.intent import UNMEANT_ACT, ActIntent
from gesturectl.recognition.slot import Moment, Slot, Strictness
from gesturectl.recognition.torso import Torso

STRICTER = Strictness(0.25, "an arm is seen all the time")
"""Scores of arms must be so much higher than those of hands for something to begin."""
STROKE_S = STEP_S * STROKE_STEPS
LAP_MARGIN = 0.8
"""Palm lengths from the bottom edge of the picture: nearer to it the wrist is hardly in the picture, and what the hand
does is no stroke. Where the body is seen the network knows where the lap is."""


def judge_strokes(
    arms: Sequence[ArmTrack], network: Classifier, torso: Torso | None, t: float
) -> list[dict[str, float]]:
    """Return the scores of what each arm did, beside the first of the others, in one run of the network.

    Arms that all rest make nothing: the network need not be asked.
    """
    if all(arm.rested(STROKE_S) for arm in arms):
        return [dict.fromkeys(network.manifest.labels, 0.0) for _ in arms]
    others = [next((o for o in arms if o is not arm), None) for arm in arms]
    own = np.array([arm_window(arm, t, STROKE_STEPS) for arm in arms])
    beside = np.array([other_window(o, arm, t, STROKE_STEPS) for o, arm in zip(others, arms, strict=True)])
    torsos = np.array([torso_values(torso, arm) for arm in arms])
    return network.judge(stroke_features(own, beside, torsos))


class ArmSlot(Slot):
    """The strokes of one arm."""

    def __init__(self, arm: ArmTrack, settings: Mapping[str, TriggerSettings]) -> None:
        super().__init__(settings)
        self.track = arm
        self.armed = False
        self.strictness = STRICTER
        self._lap_since = arm.born_t
        self._unmeant = ""
        """Why what it was about to begin just now did not."""

    @property
    def handedness(self) -> Handedness:
        """The arm's side."""
        return self.track.handedness

    @property
    def hinder(self) -> str:
        """Why no stroke may begin now; "" if one may."""
        return self._unmeant if self.armed else "the hand has not come to rest since it appeared"

    def arm(self, t: float, torso: Torso | None) -> None:
        """Arm the slot once the arm has been there for ARM_S and rests, until it is lost or rests in the lap."""
        rests = self.track.speed(ARM_S / 2) < ARM_SPEED
        if not (rests and torso is None and self._in_lap):
            self._lap_since = t
            self.armed = self.armed or (rests and t - self.track.born_t >= ARM_S)
        elif t - self._lap_since >= LAP_S:
            self.armed = False

    @property
    def _in_lap(self) -> bool:
        return float(1.0 - self.track.place[1]) / self.track.scale < LAP_MARGIN

    def step(
        self, moment: Moment, found: Mapping[str, float], torso: Torso | None, acts: ActIntent, allowed: bool
    ) -> list[GestureEvent]:
        """Feed the triggers with what the network found."""
        scores = {name: score for name, score in found.items() if name in self.triggers}
        if not (allowed and self.armed) or (torso is None and self._in_lap):
            scores = dict.fromkeys(self.refused(scores), 0.0)  # what is active runs out
        return self.step_discrete(
            moment, self._likeliest_first(scores), scores, self._not_meant(scores, acts, moment.t)
        )

    def _not_meant(self, scores: Mapping[str, float], acts: ActIntent, t: float) -> list[str]:
        """Return what would begin and does not look meant; where no hand is seen nothing can be asked."""
        hand = self.track.followed_hand(t)
        seen = hand is not None and hand.last.t == t
        unmeant = acts.unmeant(hand, self.due(scores, t), t) if hand and seen else {}
        self._unmeant = UNMEANT_ACT.format(max(unmeant.values())) if unmeant else ""
        return list(unmeant)

    def _likeliest_first(self, scores: Mapping[str, float]) -> Iterable[str]:
        return sorted((name for name in scores if name != NONE), key=lambda name: -scores[name])
