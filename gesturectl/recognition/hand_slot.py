"""One hand's gestures: held shapes, strokes and the pinch."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.event import GestureEvent, Phase
from gesturectl.domain.gesture import GESTURES, GestureKind
from gesturectl.domain.observation import Handedness
from gesturectl.domain.trigger import TriggerSettings
from gesturectl.recognition.canonical import canonical_points
from gesturectl.recognition.classifier import Classifier
from gesturectl.recognition.meter import Meter
from gesturectl.recognition.motion_features import MOTION_STEPS, HandWindow, pinch_features, stroke_features
from gesturectl.recognition.shape_features import shape_features
from gesturectl.recognition.slot import ContinuousGesture, Moment, Reading, Slot
from gesturectl.recognition.tracks import HandTrack

ARM_S = 0.3
"""A new hand must have been in view this long, and slow, before it may gesture: raising a hand is not a gesture."""
ARM_SPEED = 1.5
"""Palm lengths a second below which a hand counts as resting."""
LAP_MARGIN, LAP_S = 1.1, 0.4
"""Palm lengths from the bottom edge of the picture, and seconds: nearer to it a hand with its fingers down is not
whole in the picture (fingertips are about 1.1 palm lengths from the middle of the palm). One that rests there so long
lies in the lap or on a keyboard; it must be raised, and rest, before it may gesture: raising it is no swipe."""
HOLD_TRAVEL, HOLD_TRAVEL_S = 0.7, 0.5
"""A hand that moved farther than this (palm lengths) during this time holds no shape."""
SMOOTHING_S = 0.1
"""Time constant of the mean over shape scores: one misread frame is forgiven."""
AFTER_STROKE_S = 0.8
"""After a stroke the hand goes back: for this long no other stroke may begin, nor a held shape."""
_MOVES = "the hand was moving: one that travels holds no shape"
_BUSY = "the hand was in another gesture, or both hands showed the same"


class HandSlot(Slot):
    """The gestures of one track."""

    def __init__(self, track: HandTrack, settings: Mapping[str, TriggerSettings]) -> None:
        super().__init__(settings)
        self.track = track
        self.armed = False
        self._lap_since = track.born_t
        self.shapes = [n for n in self.triggers if GESTURES[n].kind is GestureKind.SHAPE]
        self.strokes = [
            n for n in self.triggers if GESTURES[n].kind is GestureKind.MOTION and not GESTURES[n].continuous
        ]
        self._pinch, self._meter = ContinuousGesture("pinch"), Meter()
        self._mean: FloatArray | None = None
        self._mean_t = 0.0
        self._kept_back: dict[str, float] = {}
        self._hinder = ""

    @property
    def handedness(self) -> Handedness:
        """The track's handedness."""
        return self.track.handedness

    @property
    def hinder(self) -> str:
        """Why no shape may begin now: the hand has only just appeared, moves, or is at something else."""
        if not self.armed:
            return "the hand has not come to rest since it appeared"
        return self._hinder

    @property
    def claim(self) -> str:
        """The shape that this hand surely shows now, "" if none."""
        shown = {n: max(self.scores.get(n, 0.0), self._kept_back.get(n, 0.0)) for n in self.shapes}
        return next((n for n, s in shown.items() if s >= self.triggers[n].settings.enter), "")

    def reading(self) -> Reading:
        """Return the likeliest gesture now, also a shape that is kept back: its score never reaches a trigger."""
        reading = super().reading()
        name = max(self._kept_back, key=lambda n: self._kept_back[n], default="")
        if not name or self.active() or self._kept_back[name] <= reading.score:
            return reading
        enter = self.triggers[name].settings.enter
        return Reading(self.handedness, name, self._kept_back[name], "idle", enter, self.hinder)

    def arm(self, t: float) -> None:
        """Arm the hand once it has been there for ARM_S and rests; it stays so until it is lost or rests in the lap."""
        rests = self.track.speed(ARM_S / 2) < ARM_SPEED
        if not (rests and self.track.bottom_margin < LAP_MARGIN):
            self._lap_since = t
            self.armed = self.armed or (rests and t - self.track.born_t >= ARM_S)
        elif t - self._lap_since >= LAP_S:
            self.armed = False

    def shape_scores(self, classifier: Classifier, t: float) -> dict[str, float]:
        """Return the smoothed scores of the shape classifier; `none` included."""
        points = canonical_points(self.track.last.points, self.handedness)
        prediction = classifier.predict(shape_features(points))
        if self._mean is None:
            self._mean = prediction.scores
        else:
            share = 1 - float(np.exp(-(t - self._mean_t) / SMOOTHING_S))
            self._mean = (self._mean + share * (prediction.scores - self._mean)).astype(np.float32)
        self._mean_t = t
        return {name: float(s) for name, s in zip(prediction.labels, self._mean, strict=True)}

    def step_shapes(self, moment: Moment, scores: Mapping[str, float], allowed: bool) -> list[GestureEvent]:
        """Feed the shapes' triggers; only what is active goes on where nothing may begin."""
        still = allowed and self.armed and self.track.travelled(HOLD_TRAVEL_S) < HOLD_TRAVEL
        self._hinder = "" if still else _BUSY if not allowed else _MOVES
        self._kept_back = {} if still else {n: scores.get(n, 0.0) for n in self.shapes}
        fed = {n: scores.get(n, 0.0) if still or self.triggers[n].active else 0.0 for n in self.shapes}
        return self.step_discrete(moment, self.shapes, fed)

    def step_motion(
        self, moment: Moment, strokes: Classifier, pinches: Classifier, allowed: bool
    ) -> list[GestureEvent]:
        """Score the last second's motion and feed the triggers of strokes and of the pinch."""
        window = HandWindow(self.track, moment.t, MOTION_STEPS)
        predictions = (strokes.predict(stroke_features(window)), pinches.predict(pinch_features(window)))
        scores = {n: p.score(n) for p in predictions for n in p.labels if n in self.triggers}
        in_lap = self.track.bottom_margin < LAP_MARGIN  # a hand that falls into the lap is no swipe down
        if not (allowed and self.armed) or in_lap:
            scores = self._refuse(scores)
        events = self.step_discrete(moment, [n for n in self.strokes if n in scores], scores)
        if "pinch" in scores:
            events += self._step_pinch(moment, scores["pinch"], window.pinch_gap())
        return events

    def _refuse(self, scores: Mapping[str, float]) -> dict[str, float]:
        """Let what is active run out; what began before the hand was armed, or with both, does not count later."""
        for name, score in scores.items():
            self.triggers[name].refuse(score)
        return {name: 0.0 for name in scores if self.triggers[name].active}

    def _step_pinch(self, moment: Moment, score: float, gaps: FloatArray) -> list[GestureEvent]:
        phase = self.triggers["pinch"].step(moment.t, score)
        value = self._meter.begin(gaps) if phase is Phase.BEGIN else self._meter.value(float(gaps[-1]))
        return self._pinch.events(self, moment, phase, value)

    def _last_value(self, name: str) -> float | None:
        return self._pinch.value if name == "pinch" else None
