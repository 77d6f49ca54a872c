"""The synthetic body: labels, sides, visibility, reproducibility."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from gesturectl.domain.gesture import GESTURES, GestureKind
from gesturectl.domain.observation import Body
from gesturectl.errors import UsageError
from gesturectl.synth.arm_reach import arm_to
from gesturectl.synth.body import BODY_MOTIONS, make_body_clip
from gesturectl.synth.body_clip import BodyClip
from gesturectl.synth.body_poses import BODY_POSES
from gesturectl.synth.body_stills import stills
from gesturectl.synth.noise import NO_NOISE
from gesturectl.synth.posture import Posture
from gesturectl.synth.rotation import Floats
from gesturectl.synth.skeleton import BodyBuild, body_points

NOSE, LEFT_SHOULDER, RIGHT_SHOULDER, LEFT_WRIST, RIGHT_WRIST = 0, 11, 12, 15, 16


def held(name: str, seed: int) -> tuple[BodyClip, Body]:
    clip = make_body_clip(name, seed)
    (label,) = clip.labels
    body = clip.truth((label.start_s + label.end_s) / 2).body
    assert body is not None
    return clip, body


def test_every_body_gesture_has_its_motion() -> None:
    wanted = {name for name, gesture in GESTURES.items() if gesture.kind is GestureKind.BODY}
    assert wanted | {"zoom"} == {gesture for motion in BODY_MOTIONS.values() for gesture in motion.gestures}


@pytest.mark.parametrize("name", BODY_MOTIONS)
def test_labels_and_seeds(name: str) -> None:
    for seed in range(2):
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
        ("hands_on_head", [LEFT_WRIST, RIGHT_WRIST], []),
    ],
)
def test_raised_hands_are_above_the_shoulders_and_the_others_below(
    name: str, raised: list[int], hanging: list[int]
) -> None:
    for seed in range(10):
        y = held(name, seed)[1].landmarks[:, 1]
        shoulders = y[[LEFT_SHOULDER, RIGHT_SHOULDER]]
        assert (y[raised] < shoulders.max() + 0.25 * np.ptp(y[[LEFT_SHOULDER, 23]])).all()
        assert (y[hanging] > shoulders.min()).all()


def test_the_persons_left_is_at_image_right() -> None:
    for seed in range(10):
        x = held("both_arms_raised", seed)[1].landmarks[:, 0]
        assert x[LEFT_SHOULDER] > x[RIGHT_SHOULDER]


def test_crossed_arms_cross() -> None:
    for seed in range(10):
        x = held("arms_crossed", seed)[1].landmarks[:, 0]
        assert x[LEFT_WRIST] < x[RIGHT_WRIST]


def at_rest_and_held(name: str, seed: int) -> tuple[Floats, Floats]:
    """Return the points (33, 3), m, before a pose and in it."""
    clip = make_body_clip(name, seed)
    (label,) = clip.labels
    before, held = clip.points_m(np.array([0.0, (label.start_s + label.end_s) / 2]))
    return before, held


@pytest.mark.parametrize(
    ("name", "landmark", "to_image_right"),
    [
        ("lean_left", LEFT_SHOULDER, 1),
        ("lean_right", LEFT_SHOULDER, -1),
        ("turn_left", NOSE, 1),
        ("turn_right", NOSE, -1),
    ],
)
def test_left_is_the_persons_own(name: str, landmark: int, to_image_right: int) -> None:
    for seed in range(10):
        before, held = at_rest_and_held(name, seed)
        moved = (held[landmark] - held[23]) - (before[landmark] - before[23])
        assert moved[0] * to_image_right > 0.01


@pytest.mark.parametrize(("name", "lower"), [("tilt_left", 7), ("tilt_right", 8)])
def test_the_ear_on_the_side_of_a_tilt_is_the_lower_one(name: str, lower: int) -> None:
    for seed in range(10):
        held = at_rest_and_held(name, seed)[1]
        assert held[lower, 1] > held[15 - lower, 1] + 0.01


@pytest.mark.parametrize(
    ("name", "left", "right"),
    [("t_pose", 1, -1), ("left_arm_out", 1, 0), ("right_arm_out", 0, -1), ("both_arms_left", 1, 1)],
)
def test_arms_out_are_level_and_to_their_side(name: str, left: int, right: int) -> None:
    for seed in range(10):
        held = at_rest_and_held(name, seed)[1]
        for shoulder, wrist, side in ((LEFT_SHOULDER, LEFT_WRIST, left), (RIGHT_SHOULDER, RIGHT_WRIST, right)):
            if side:
                assert (held[wrist, 0] - held[shoulder, 0]) * side > 0.1
                assert abs(held[wrist, 1] - held[shoulder, 1]) < 0.25


def test_hands_clap_twice_or_more() -> None:
    for seed in range(10):
        clip = make_body_clip("clap", seed)
        points = clip.points_m(np.arange(0.0, clip.duration_s, 0.02))
        gaps = np.linalg.norm(points[:, LEFT_WRIST] - points[:, RIGHT_WRIST], axis=1)
        near, far = gaps.min() + 0.03, gaps.min() + 0.08
        states = [gap < near for gap in gaps if gap < near or gap > far]
        assert sum(now and not before for before, now in pairwise(states)) >= 2


@pytest.mark.parametrize(("name", "axis"), [("nod", 1), ("shake", 0)])
def test_heads_swing_about_their_axis(name: str, axis: int) -> None:
    for seed in range(10):
        clip = make_body_clip(name, seed)
        (label,) = clip.labels
        points = clip.points_m(np.arange(label.start_s, label.end_s, 0.02))
        nose = points[:, NOSE] - points[:, [7, 8]].mean(axis=1)
        across = nose[:, [1 - axis]]
        assert np.ptp(nose[:, axis]) > 1.5 * np.ptp(across)


def test_an_arm_reaches_where_it_is_told() -> None:
    place = np.array([-0.07, -0.12, -0.1])
    for elbow_deg in (0.0, 45.0, 90.0):
        arm = arm_to(place, elbow_deg)
        points = body_points(Posture().arms(arm, arm).vector()[None], BodyBuild())[0]
        for shoulder, wrist, side in ((LEFT_SHOULDER, LEFT_WRIST, 1), (RIGHT_SHOULDER, RIGHT_WRIST, -1)):
            np.testing.assert_allclose(points[wrist] - points[shoulder], place * (side, 1, 1), atol=1e-6)


@pytest.mark.parametrize("name", [*BODY_POSES, "random"])
def test_stills_are_many_bodies_of_one_pose(name: str) -> None:
    bodies = stills(name, np.random.default_rng(3), persons=4, each=3)
    again = stills(name, np.random.default_rng(3), persons=4, each=3)
    assert bodies.shape == (12, 33, 4)
    assert np.isfinite(bodies).all()
    assert ((bodies[..., 3] >= 0) & (bodies[..., 3] <= 1)).all()
    np.testing.assert_array_equal(bodies, again)


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
