"""Gestures of both hands together: zoom."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.event import GestureEvent, Phase
from gesturectl.domain.observation import Handedness
from gesturectl.domain.trigger import TriggerSettings
from gesturectl.recognition.arm_pair_slot import doublings
from gesturectl.recognition.classifier import Classifier
from gesturectl.recognition.gates import at_rest
from gesturectl.recognition.intent import UNMEANT_PAIR, PairIntent
from gesturectl.recognition.meter import Meter
from gesturectl.recognition.motion_features import PAIR_STEPS, HandWindow, pair_features
from gesturectl.recognition.slot import ContinuousGesture, Moment, Slot
from gesturectl.recognition.tracks import HandTrack

REST_S = 0.8
"""Both hands must have rested, at the same time, this recently before they begin a gesture: hands that meet by the way
of something else did not."""


class PairSlot(Slot):
    """The gestures of two tracks; `left` is the hand at image left."""

    def __init__(self, left: HandTrack, right: HandTrack, settings: Mapping[str, TriggerSettings]) -> None:
        super().__init__(settings)
        self.left, self.right = left, right
        self._zoom, self._meter = ContinuousGesture("zoom"), Meter()
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

    def step(self, moment: Moment, classifier: Classifier, intent: PairIntent, allowed: bool) -> list[GestureEvent]:
        """Score what the hands did together and feed the triggers."""
        if "zoom" not in self.triggers:  # a network trained without two-hand data
            return []
        if at_rest(self.left, self.right):
            self._rested_t = moment.t
            self._set_order()
        score = 0.0
        if allowed and (self.triggers["zoom"].active or moment.t - self._rested_t <= REST_S):
            (found,) = classifier.judge(pair_features(self.left, self.right, moment.t)[None])
            score = found["zoom"]
        self.scores["zoom"] = score
        phase = self.triggers["zoom"].step(moment.t, score if self._meant(score, intent, moment.t) else 0.0)
        if phase is None:
            return []
        spread = self._log_distance(moment.t)
        value = self._meter.begin(spread) if phase is Phase.BEGIN else self._meter.value(float(spread[-1]))
        return self._zoom.events(self, moment, phase, value)

    def _meant(self, score: float, intent: PairIntent, t: float) -> bool:
        """Whether a zoom that is about to begin looks meant; what has begun is asked no more."""
        self._unmeant = ""
        trigger = self.triggers["zoom"]
        if not trigger.active and score >= trigger.settings.enter:
            meant = intent.score(self.left, self.right, t)
            self._unmeant = "" if meant >= intent.least else UNMEANT_PAIR.format(meant)
        return not self._unmeant

    def _set_order(self) -> None:
        """Find out anew which hand is at image left: at first one may have been a ghost of the other."""
        if not self.triggers["zoom"].active and self.left.last.centre[0] > self.right.last.centre[0]:
            self.left, self.right = self.right, self.left

    def _log_distance(self, t: float) -> FloatArray:
        """Return log2 of the distance between the hands over the window."""
        left, right = HandWindow(self.left, t, PAIR_STEPS), HandWindow(self.right, t, PAIR_STEPS)
        between = right.centre * self.right.scale - left.centre * self.left.scale
        unit = (self.left.scale + self.right.scale) / 2
        return doublings(np.asarray(between / unit, dtype=np.float32))

    def _last_value(self, name: str) -> float | None:
        return self._zoom.value
