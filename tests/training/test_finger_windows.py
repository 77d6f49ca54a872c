"""Which windows of a stream teach which gesture of the fingers, and what recorded hands become."""

from __future__ import annotations

import numpy as np
import pytest

from gesturectl.domain.label import GestureLabel
from gesturectl.domain.observation import Handedness
from gesturectl.recognition.finger_features import FINGER_SIZE
from gesturectl.synth.motion import make_clip
from gesturectl.training.finger_windows import CLOSED, collect_fingers, finger_label
from gesturectl.training.landmark_data import LabelledHands
from gesturectl.training.real_fingers import OPEN, OTHERS, RealFingers
from gesturectl.training.streams import LabelledStream
from gesturectl.training.synthetic import stream_of, synthetic_hands

RIGHT, LEFT = Handedness.RIGHT, Handedness.LEFT


def stream(*labels: GestureLabel, closed: tuple[tuple[float, float], ...] = ()) -> LabelledStream:
    return LabelledStream("test", "test", (), labels, closed)


GRAB = stream(GestureLabel("grab", 1.0, 1.5, 0, RIGHT), closed=((1.5, 4.0),))
TAPS = stream(GestureLabel("click", 1.0, 1.2, 0, RIGHT), GestureLabel("double_click", 1.3, 1.5, 0, RIGHT))
FIST = stream(GestureLabel("fist", 1.0, 3.0, 0, RIGHT))


@pytest.mark.parametrize(
    ("what", "t", "label"),
    [
        (GRAB, 0.5, "none"),
        (GRAB, 1.2, None),  # half closed: it may yet be anything
        (GRAB, 1.5, "grab"),
        (GRAB, 3.0, CLOSED),  # carries
        (GRAB, 4.2, None),  # opens
        (GRAB, 4.6, "none"),
        (TAPS, 1.05, "none"),  # so far it may be a pinch
        (TAPS, 1.2, "click"),
        (TAPS, 1.5, "double_click"),
        (TAPS, 2.0, "none"),
        (FIST, 0.95, "none"),  # a fist that is shown is no grab, neither while it closes
        (FIST, 1.1, CLOSED),
        (FIST, 3.1, None),
    ],
)
def test_windows_have_the_label_of_what_has_just_happened(what: LabelledStream, t: float, label: str | None) -> None:
    assert finger_label(what, t, RIGHT) == label


def test_the_other_hand_makes_nothing() -> None:
    assert finger_label(TAPS, 1.2, LEFT) == "none"


def test_windows_of_a_clip_hold_its_gestures() -> None:
    rng = np.random.default_rng(0)
    windows = collect_fingers([stream_of(make_clip("grab", seed), "grab", 20.0) for seed in (1, 2)], rng)
    assert windows.features.shape == (len(windows.labels), FINGER_SIZE)
    assert set(windows.labels.tolist()) == {"none", "grab", CLOSED}


def test_recorded_hands_become_grabs_and_clicks() -> None:
    points, _ = synthetic_hands(np.random.default_rng(0))
    names = np.array([*OPEN, *OTHERS, "fist", "ok"])
    hands = LabelledHands(points[:600], names[np.arange(600) % len(names)], np.full(600, ""))
    streams = list(RealFingers(hands, np.random.default_rng(1)).streams(2, 10.0))
    labels = {label.gesture for one in streams for label in one.labels}
    assert {"grab", "click"} <= labels
    for one in streams:
        assert all(label.end_s <= one.duration_s for label in one.labels)
        assert all(len(observation.hands) == 1 for observation in one.observations)
