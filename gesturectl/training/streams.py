"""Streams of observations with the truth about them: what training and evaluation work on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from gesturectl.domain.label import GestureLabel
from gesturectl.domain.observation import Body, Observation

MIRROR_NAMES = {
    "swipe_left": "swipe_right",
    "swipe_right": "swipe_left",
    "circle_cw": "circle_ccw",
    "circle_ccw": "circle_cw",
    "rotate_cw": "rotate_ccw",
    "rotate_ccw": "rotate_cw",
    "left_arm_raised": "right_arm_raised",
    "right_arm_raised": "left_arm_raised",
    "left_arm_out": "right_arm_out",
    "right_arm_out": "left_arm_out",
    "lean_left": "lean_right",
    "lean_right": "lean_left",
    "tilt_left": "tilt_right",
    "tilt_right": "tilt_left",
    "turn_left": "turn_right",
    "turn_right": "turn_left",
    "both_arms_left": "none",
}
REVERSED_NAMES = {
    "swipe_left": "swipe_right",
    "swipe_right": "swipe_left",
    "swipe_up": "swipe_down",
    "swipe_down": "swipe_up",
    "circle_cw": "circle_ccw",
    "circle_ccw": "circle_cw",
}
"""What gestures are when a stream runs backwards; signed ones change their sign."""
MIRROR_SIGNED = ("rotate",)
"""Gestures whose sign a mirror turns round."""
BODY_SWAP = [0, 4, 5, 6, 1, 2, 3, 8, 7, 10, 9, *(i + 1 if i % 2 else i - 1 for i in range(11, 33))]
"""Which landmark of a body stands where in its mirror image: left and right change places."""


@dataclass(frozen=True, slots=True, eq=False)
class LabelledStream:
    """A stream and its labels.

    group     the person, or the generator
    doubtful  spans (from, to; s) that count neither way
    foreign   spans of gestures that are none of ours
    """

    name: str
    group: str
    observations: tuple[Observation, ...]
    labels: tuple[GestureLabel, ...]
    doubtful: tuple[tuple[float, float], ...] = ()
    foreign: tuple[tuple[float, float], ...] = ()

    @property
    def duration_s(self) -> float:
        """From the first to the last observation."""
        return self.observations[-1].t - self.observations[0].t if self.observations else 0.0


def mirrored(stream: LabelledStream) -> LabelledStream:
    """Return the stream as seen in a mirror: left hands become right ones, swipes turn round."""
    labels = tuple(
        replace(
            label,
            gesture=MIRROR_NAMES.get(label.gesture, label.gesture),
            handedness=label.handedness.other if label.handedness else None,
            sign=-label.sign if label.gesture in MIRROR_SIGNED else label.sign,
        )
        for label in stream.labels
    )
    observations = tuple(mirror_observation(o) for o in stream.observations)
    return replace(stream, name=f"{stream.name} mirrored", observations=observations, labels=labels)


def backwards(stream: LabelledStream) -> LabelledStream:
    """Return the stream as it would be if time ran backwards: the way back becomes the way there."""
    end = stream.observations[-1].t
    observations = tuple(replace(o, t=end - o.t, seq=k) for k, o in enumerate(reversed(stream.observations)))
    labels = tuple(
        replace(
            label,
            gesture=REVERSED_NAMES.get(label.gesture, label.gesture),
            start_s=end - label.end_s,
            end_s=end - label.start_s,
            sign=-label.sign,
        )
        for label in reversed(stream.labels)
    )
    doubtful = tuple((end - stop, end - start) for start, stop in reversed(stream.doubtful))
    return replace(stream, name=f"{stream.name} backwards", observations=observations, labels=labels, doubtful=doubtful)


def mirror_observation(observation: Observation) -> Observation:
    """Return the observation as seen in a mirror."""
    hands = tuple(hand.mirrored() for hand in observation.hands)
    body = _mirror_body(observation.body) if observation.body else None
    return replace(observation, hands=hands, body=body)


def _mirror_body(body: Body) -> Body:
    landmarks = body.landmarks[BODY_SWAP] * np.array([-1, 1, 1, 1], np.float32) + np.array([1, 0, 0, 0], np.float32)
    return Body(landmarks, body.world_landmarks[BODY_SWAP] * np.array([-1, 1, 1], np.float32))


def thinned(stream: LabelledStream, fps: float) -> LabelledStream:
    """Return the stream with at most `fps` observations a second."""
    kept: list[Observation] = []
    for observation in stream.observations:
        if not kept or observation.t - kept[-1].t >= 1 / fps - 1e-3:
            kept.append(observation)
    return replace(stream, observations=tuple(kept))


def total_duration_s(streams: Iterable[LabelledStream]) -> float:
    """Return the sum of the streams' durations."""
    return sum(stream.duration_s for stream in streams)
