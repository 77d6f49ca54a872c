"""Features do not depend on where, how far, how wide, how often or in which mirror a hand is seen."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.observation import Handedness
from gesturectl.recognition.canonical import canonical_hand
from gesturectl.recognition.finger_features import FINGER_SIZE, finger_features
from gesturectl.recognition.motion_features import (
    MOTION_STEPS,
    PAIR_SIZE,
    STROKE_SIZE,
    HandWindow,
    pair_features,
    stroke_features,
)
from gesturectl.recognition.shape_features import SHAPE_SIZE, shape_features
from gesturectl.recognition.tracks import HandTracks

from .hands import hand_at, seen


@settings(max_examples=50, deadline=None)
@given(
    x=st.floats(0.2, 1.0),
    y=st.floats(0.3, 0.9),
    palm=st.floats(0.03, 0.3),
    aspect=st.floats(0.5, 2.4),
    left=st.booleans(),
)
def test_shape_features_are_invariant(x: float, y: float, palm: float, aspect: float, left: bool) -> None:
    side = Handedness.LEFT if left else Handedness.RIGHT
    reference = shape_features(canonical_hand(hand_at(0.5, 0.5), 4 / 3))
    other = shape_features(canonical_hand(hand_at(x, y, palm, side, aspect), aspect))
    assert reference.shape == (SHAPE_SIZE,)
    assert other == pytest.approx(reference, abs=2e-3)


def test_a_batch_has_the_features_of_its_hands() -> None:
    rng = np.random.default_rng(1)
    points = rng.normal(size=(5, 21, 3)).astype(np.float32)
    assert shape_features(points)[3] == pytest.approx(shape_features(points[3]), abs=1e-5)


def features_of(tracks: HandTracks, t: float) -> FloatArray:
    """Return the features of stroke and fingers but for the place in the frame."""
    window = HandWindow(tracks.tracks[0], t, MOTION_STEPS)
    stroke, fingers = stroke_features(window), finger_features([window], [Handedness.RIGHT])[0]
    assert (stroke.shape, fingers.shape) == ((STROKE_SIZE,), (FINGER_SIZE,))
    return np.concatenate([stroke[:-4], fingers])


def swipe(
    fps: float, start_t: float = 0.0, palm: float = 0.12, aspect: float = 4 / 3, offset: float = 0.0
) -> FloatArray:
    """Return the features at the end of a stroke of 5 palm lengths in 0.5 s, after 0.5 s of rest."""
    tracks, t = HandTracks(), 0.0
    while t <= 1.0 + 1e-9:
        share = np.clip((t - 0.5) / 0.5, 0, 1)
        tracks.update(
            seen(start_t + t, hand_at(0.3 + offset + 5 * palm * share, 0.6, palm, aspect=aspect), aspect=aspect)
        )
        t += 1 / fps
    return features_of(tracks, start_t + 1.0)


@pytest.mark.parametrize(
    "variant",
    [{"fps": 60.0}, {"fps": 20.0}, {"start_t": 1000.0}, {"palm": 0.06}, {"aspect": 16 / 9}, {"offset": 0.2}],
    ids=str,
)
def test_motion_features_are_invariant(variant: dict[str, float]) -> None:
    reference = swipe(fps=40.0)
    assert swipe(**({"fps": 40.0} | variant)) == pytest.approx(reference, abs=0.02)


def test_a_gap_in_the_stroke_changes_little() -> None:
    tracks, holed = HandTracks(), HandTracks()
    for i in range(41):
        t = i / 40
        o = seen(t, hand_at(0.3 + 0.6 * float(np.clip((t - 0.5) / 0.5, 0, 1)), 0.6))
        tracks.update(o)
        holed.update(o if not 0.6 < t < 0.9 else seen(t))
    assert features_of(holed, 1.0) == pytest.approx(features_of(tracks, 1.0), abs=0.05)


def test_fingers_of_a_left_hand_are_those_of_its_mirror_image() -> None:
    def features(side: Handedness) -> FloatArray:
        tracks = HandTracks()
        for i in range(31):
            x = 0.3 + 0.1 * i / 30
            tracks.update(seen(i / 30, hand_at(x if side is Handedness.RIGHT else 4 / 3 - x, 0.6, side=side)))
        return finger_features([HandWindow(tracks.tracks[0], 1.0, MOTION_STEPS)], [side])[0]

    assert features(Handedness.LEFT) == pytest.approx(features(Handedness.RIGHT), abs=1e-4)


def test_pair_features_know_apart_from_parallel() -> None:
    def features(right_hand_goes: float) -> FloatArray:
        tracks = HandTracks()
        for i in range(31):
            step = 0.2 * i / 30
            hands = hand_at(0.5 - step, 0.6), hand_at(0.9 + right_hand_goes * step, 0.6, side=Handedness.LEFT)
            tracks.update(seen(i / 30, *hands))
        left, right = sorted(tracks.tracks, key=lambda track: float(track.last.centre[0]))
        return pair_features(left, right, 1.0)

    apart, parallel = features(1), features(-1)
    assert apart.shape == (PAIR_SIZE,)
    assert np.abs(apart[:28]).max() > 1.0  # the vector between the hands changed
    assert np.abs(parallel[:28]).max() < 0.1
