"""The attention schedule with real networks: the same gestures as with every network on every frame."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from gesturectl.domain.event import GestureEvent, Phase
from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Observation
from gesturectl.domain.settings import Attention
from gesturectl.recognition.recognizer import load_recognizer
from gesturectl.synth.motion import make_clip
from gesturectl.vision.bundles import provide, shipped_models_dir
from gesturectl.vision.estimator_settings import EstimatorSettings
from gesturectl.vision.mediapipe_estimator import MediaPipeEstimator

pytestmark = [pytest.mark.vision]
FRAME_S = 1 / 30


@dataclass
class Run:
    observations: list[Observation]
    begun: list[GestureEvent]
    ran: dict[str, int]

    @property
    def names(self) -> list[tuple[str, object]]:
        return [(event.gesture, event.handedness) for event in self.begun]


def run(frames: list[Frame], attention: Attention) -> Run:
    settings = EstimatorSettings(body=False, attention=attention)
    estimator = MediaPipeEstimator(settings, hand_bundle=provide("hand_landmarker_full"), body_bundle=None)
    try:
        observations = [estimator.estimate(frame) for frame in frames]
        ran = dict(estimator.ran)
    finally:
        estimator.close()
    recognizer = load_recognizer(shipped_models_dir())
    events = [event for observation in observations for event in recognizer.step(observation)]
    return Run(observations, [event for event in events if event.phase is Phase.BEGIN], ran)


@pytest.mark.parametrize(("motion", "seed", "gesture"), [("zoom_in", 1, "zoom"), ("swipe_left", 0, "swipe_left")])
def test_the_same_gestures_at_the_same_time(motion: str, seed: int, gesture: str) -> None:
    frames = list(make_clip(motion, seed, palm=0.1, tilt_deg=0.0).frames(fps=30))
    fast, balanced = run(frames, Attention.FAST), run(frames, Attention.BALANCED)
    assert gesture in [event.gesture for event in fast.begun]
    assert balanced.names == fast.names
    for one, other in zip(fast.begun, balanced.begun, strict=True):
        assert abs(other.t - one.t) <= 2 * FRAME_S + 1e-6
    assert fast.ran["two-hand tracking"] == len(frames)
    assert balanced.ran["two-hand tracking"] < 0.9 * len(frames)


def test_two_runs_see_the_same() -> None:
    """What runs follows from the frames and their times alone."""
    frames = list(make_clip("swipe_left", 0).frames(fps=30))[:90]
    one, other = (run(frames, Attention.BALANCED) for _ in range(2))
    assert one.ran == other.ran
    for a, b in zip(one.observations, other.observations, strict=True):
        assert [hand.landmarks.tolist() for hand in a.hands] == [hand.landmarks.tolist() for hand in b.hands]
