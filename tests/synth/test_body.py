"""The synthetic body: labels, sides, visibility, reproducibility."""

from __future__ import annotations

import numpy as np
import pytest

from gesturectl.domain.gesture import GESTURES, GestureKind
from gesturectl.domain.observation import Body
from gesturectl.errors import UsageError
from gesturectl.synth.body import BODY_MOTIONS, make_body_clip
from gesturectl.synth.body_clip import BodyClip
from gesturectl.synth.noise import NO_NOISE

LEFT_SHOULDER, RIGHT_SHOULDER, LEFT_WRIST, RIGHT_WRIST = 11, 12, 15, 16


def held(name: str, seed: int) -> tuple[BodyClip, Body]:
    clip = make_body_clip(name, seed)
    (label,) = clip.labels
    body = clip.truth((label.start_s + label.end_s) / 2).body
    assert body is not None
    return clip, body


def test_every_body_gesture_has_its_motion() -> None:
    wanted = {name for name, gesture in GESTURES.items() if gesture.kind is GestureKind.BODY}
    assert wanted == {gesture for motion in BODY_MOTIONS.values() for gesture in motion.gestures}


@pytest.mark.parametrize("name", BODY_MOTIONS)
def test_labels_and_seeds(name: str) -> None:
    for seed in range(3):
        clip, again = make_body_clip(name, seed), make_body_clip(name, seed)
        assert tuple(label.gesture for label in clip.labels) == BODY_MOTIONS[name].gestures
        assert all(0 < label.start_s < label.end_s < clip.duration_s for label in clip.labels)
        for a, b in zip(clip.observations(5), again.observations(5), strict=True):
            assert (a.body is None) == (b.body is None)
            if a.body is not None and b.body is not None:
                np.testing.assert_array_equal(a.body.landmarks, b.body.landmarks)


@pytest.mark.parametrize(
    ("name", "raised", "hanging"),
    [
        ("left_arm_raised", [LEFT_WRIST], [RIGHT_WRIST]),
        ("right_arm_raised", [RIGHT_WRIST], [LEFT_WRIST]),
        ("both_arms_raised", [LEFT_WRIST, RIGHT_WRIST], []),
    ],
)
def test_raised_hands_are_above_the_shoulders_and_the_others_below(
    name: str, raised: list[int], hanging: list[int]
) -> None:
    for seed in range(10):
        y = held(name, seed)[1].landmarks[:, 1]
        shoulders = y[[LEFT_SHOULDER, RIGHT_SHOULDER]]
        assert (y[raised] < shoulders.min()).all()
        assert (y[hanging] > shoulders.max()).all()


def test_the_persons_left_is_at_image_right() -> None:
    for seed in range(10):
        x = held("both_arms_raised", seed)[1].landmarks[:, 0]
        assert x[LEFT_SHOULDER] > x[RIGHT_SHOULDER]


def test_crossed_arms_cross() -> None:
    for seed in range(10):
        x = held("arms_crossed", seed)[1].landmarks[:, 0]
        assert x[LEFT_WRIST] < x[RIGHT_WRIST]


def test_bones_keep_their_length() -> None:
    points = make_body_clip("random_arms", 1).points_m(np.linspace(0, 5, 40))
    for a, b in ((11, 13), (13, 15), (12, 14), (14, 16), (11, 12), (23, 25)):
        lengths = np.linalg.norm(points[:, a] - points[:, b], axis=1)
        np.testing.assert_allclose(lengths, lengths[0])


def test_what_is_outside_the_picture_is_said_to_be_unseen() -> None:
    for seed in range(5):
        body = make_body_clip("stand", seed).truth(1.0).body
        assert body is not None
        flat, seen = body.landmarks[:, :2], body.landmarks[:, 3]
        inside = ((flat > 0.05) & (flat < 0.95)).all(axis=1)
        outside = ((flat < -0.15) | (flat > 1.15)).any(axis=1)
        assert (seen[inside] > 0.9).all()
        assert (seen[outside] < 0.5).all()


def test_without_noise_observations_are_the_truth_at_any_frame_rate() -> None:
    clip = make_body_clip("arms_crossed", 4)
    for fps in (10, 15):
        for seen in clip.observations(fps, NO_NOISE):
            truth = clip.truth(seen.t).body
            assert seen.body is not None
            assert truth is not None
            np.testing.assert_allclose(seen.body.landmarks, truth.landmarks, atol=1e-5)


def test_an_unknown_motion_is_refused() -> None:
    with pytest.raises(UsageError, match="moonwalk"):
        make_body_clip("moonwalk")
