"""The body's gestures: held poses of arms, trunk and head from one look, movements from the last second and a half."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.event import GestureEvent
from gesturectl.domain.gesture import NONE
from gesturectl.domain.observation import Observation
from gesturectl.domain.trigger import TriggerSettings
from gesturectl.recognition.body_features import LEFT_WRIST, RIGHT_WRIST, body_features
from gesturectl.recognition.body_motion_features import body_motion_features
from gesturectl.recognition.body_track import BODY_GAP_S, BodyTrack
from gesturectl.recognition.classifier import Classifier
from gesturectl.recognition.slot import Moment, Reading, Slot

ARM_S = 0.5
"""A body must have been in view this long before it may gesture: who comes in does not command."""
SMOOTHING_S = 0.12
"""Time constant of the mean over a pose's scores: one misread look is forgiven."""
SEEN = 0.25
"""Visibility below which a wrist is a guess. On photographs of crossed arms, the hardest to see, one wrist in a hundred
is below 0.33; wrists outside the picture are below 0.1."""
SEEN_MOVING = {"clap": 0.5}
"""For a movement more: guesses jump from look to look, and may meet as hands do. In none of 13,658 recorded looks at
persons who gesture before their bodies (Wuerzburg's streams) a wrist is below."""
WRISTS: dict[str, tuple[int, ...]] = {
    "left_arm_raised": (LEFT_WRIST,),
    "left_arm_out": (LEFT_WRIST,),
    "right_arm_raised": (RIGHT_WRIST,),
    "right_arm_out": (RIGHT_WRIST,),
    **dict.fromkeys(
        ("both_arms_raised", "arms_crossed", "both_arms_left", "t_pose", "hands_on_head", "clap"),
        (LEFT_WRIST, RIGHT_WRIST),
    ),
}
"""The wrists that must be seen for a gesture."""
POSES = WRISTS.keys() - {"clap"}
"""Gestures that the arms hold."""
_NEW = "the body has only just come into view"
_UNSEEN = "a wrist of that gesture is not seen"


class BodySlot(Slot):
    """The gestures of the body in view."""

    def __init__(self, settings: Mapping[str, TriggerSettings]) -> None:
        super().__init__(settings)
        self._track = BodyTrack()
        self._looked: dict[str, float] = {}
        self._looked_t = 0.0
        self._kept_back: dict[str, str] = {}

    @property
    def posing(self) -> bool:
        """Whether a pose of the arms is held."""
        return any(name in POSES for name in self.active())

    def step(
        self, moment: Moment, observation: Observation, poses: Classifier, motions: Classifier
    ) -> list[GestureEvent]:
        """Take an observation; without a body for BODY_GAP_S what is held is let go of."""
        if self._track.see(observation):
            self._look(moment.t, poses, motions)
        elif not self._looked:
            return []
        elif moment.t > self._track.seen_t:
            if moment.t - self._track.seen_t <= BODY_GAP_S:
                return []
            self.forget()
            return self.let_go(moment)
        self._kept_back = self._gate(moment.t)
        fed = {n: 0.0 if n in self._kept_back else s for n, s in self._looked.items()}
        return self.step_discrete(moment, [n for n in self.triggers if n in fed], fed)

    def forget(self) -> None:
        """Forget the body."""
        self._track.clear()
        self._looked, self._kept_back, self.scores = {}, {}, {}

    def reading(self) -> Reading:
        """Return the likeliest gesture now, also one that is kept back, and why it is."""
        reading = super().reading()
        name = max(self._kept_back, key=lambda n: self._looked[n], default="")
        if not name or self.active() or self._looked[name] <= reading.score:
            return reading
        return Reading(
            None, name, self._looked[name], "idle", self.triggers[name].settings.enter, self._kept_back[name]
        )

    def _look(self, t: float, poses: Classifier, motions: Classifier) -> None:
        """Score a new look: poses as a mean over time, movements as they are."""
        look = self._track.last
        held = poses.predict(body_features(look.landmarks, look.aspect))
        moved = motions.predict(body_motion_features(self._track, t))
        share = 1.0
        if len(self._track.looks) > 1:
            share -= float(np.exp(-(t - self._looked_t) / SMOOTHING_S))
        for name in (n for n in held.labels if n != NONE):
            before = self._looked.get(name, 0.0)
            self._looked[name] = before + share * (held.score(name) - before)
        self._looked |= {n: moved.score(n) for n in moved.labels if n != NONE}
        self._looked_t = t

    def _gate(self, t: float) -> dict[str, str]:
        """Return the gestures that may not begin now, and why; what is active goes on."""
        names = [n for n in self._looked if n in self.triggers and not self.triggers[n].active]
        if t - self._track.born_t < ARM_S:
            return dict.fromkeys(names, _NEW)
        return {n: _UNSEEN for n in names if not wrists_seen(n, self._track.last.landmarks)}


def wrists_seen(gesture: str, landmarks: FloatArray) -> bool:
    """Return whether the wrists that a gesture needs are seen in (33, 4) landmarks."""
    least = SEEN_MOVING.get(gesture, SEEN)
    return all(landmarks[wrist, 3] >= least for wrist in WRISTS.get(gesture, ()))
