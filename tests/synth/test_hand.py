"""The hand's kinematics: bones keep their length, left mirrors right."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from gesturectl.domain.observation import HAND_LIMBS, Handedness
from gesturectl.errors import UsageError
from gesturectl.synth.build import average_build, random_build
from gesturectl.synth.hand import ANGLES, joints
from gesturectl.synth.rotation import Floats, facing
from gesturectl.synth.shape import LEAST_DIFFERENCE, SHAPES, difference, random_shape, shape, varied

HELD = ("open_palm", "fist", "point", "victory", "thumb_up", "thumb_down", "ok")
angles = arrays(np.float64, ANGLES, elements=st.floats(-2.0, 2.0))


def bone_lengths(points: Floats) -> Floats:
    return np.array([np.linalg.norm(points[a] - points[b]) for a, b in HAND_LIMBS])


@given(angles)
def test_bones_keep_their_length_whatever_the_angles(turns: Floats) -> None:
    build = average_build()
    np.testing.assert_allclose(bone_lengths(joints(turns, build)), bone_lengths(joints(np.zeros(ANGLES), build)))


@given(angles)
def test_left_is_the_mirror_image_of_right(turns: Floats) -> None:
    build = average_build()
    right, left = joints(turns, build), joints(turns, build, Handedness.LEFT)
    np.testing.assert_allclose(left, right * [-1, 1, 1])


def test_many_hands_at_once_equal_one_by_one() -> None:
    rng = np.random.default_rng(0)
    turns = rng.uniform(-1, 1, (5, ANGLES))
    together = joints(turns, average_build())
    np.testing.assert_allclose(together, np.stack([joints(one, average_build()) for one in turns]))


def test_an_open_right_hand_points_up_with_the_thumb_at_image_right() -> None:
    points = joints(SHAPES["open_palm"].angles, average_build())
    assert (points[[8, 12, 16, 20], 1] < points[[5, 9, 13, 17], 1]).all()
    assert points[4, 0] > points[8, 0] > points[20, 0]


def test_bending_brings_fingers_towards_the_viewer_and_the_palm() -> None:
    open_, fist = (joints(SHAPES[name].angles, average_build()) for name in ("open_palm", "fist"))
    middles, tips = [6, 10, 14, 18], [8, 12, 16, 20]
    assert (fist[middles, 2] < open_[middles, 2] - 0.01).all()
    assert (np.linalg.norm(fist[tips], axis=1) < 0.7 * np.linalg.norm(open_[tips], axis=1)).all()


@pytest.mark.parametrize(("name", "sign"), [("thumb_up", -1), ("thumb_down", 1)])
def test_thumb_shapes_point_where_they_say(name: str, sign: int) -> None:
    one = SHAPES[name]
    points = joints(one.angles, average_build()) @ facing(one.roll, one.yaw, one.pitch).T
    others = np.delete(points, [3, 4], axis=0)
    assert sign * points[4, 1] > (sign * others[:, 1]).max()


def test_the_ring_of_ok_is_closed() -> None:
    points = joints(SHAPES["ok"].angles, average_build())
    assert np.linalg.norm(points[4] - points[8]) < 0.025


def test_people_differ_but_not_much() -> None:
    usual = average_build().palm_m
    sizes = [random_build(np.random.default_rng(seed)).palm_m for seed in range(50)]
    assert np.std(sizes) > 0.001
    assert all(0.88 * usual < size < 1.12 * usual for size in sizes)


def test_fingers_that_touch_differ_alike() -> None:
    def spread(name: str) -> float:
        rng = np.random.default_rng(0)
        angles = np.array([varied(shape(name), rng).angles for _ in range(200)])
        return float(np.degrees(angles[:, 1] - angles[:, 5]).std())  # between index and middle finger

    assert spread("stop") < 1.5 < 3 < spread("victory")


def test_random_shapes_resemble_none_of_the_held_ones() -> None:
    rng = np.random.default_rng(1)
    for _ in range(100):
        made = random_shape(rng)
        assert min(difference(made.angles, SHAPES[name].angles) for name in HELD) > LEAST_DIFFERENCE


def test_a_varied_shape_stays_nearer_to_itself_than_to_any_other() -> None:
    rng = np.random.default_rng(2)
    upright = [name for name in HELD if not name.startswith("thumb")]
    for name in upright:
        made = varied(SHAPES[name], rng)
        assert min(upright, key=lambda other: difference(made.angles, SHAPES[other].angles)) == name


def test_an_unknown_shape_is_an_error_that_names_the_shapes() -> None:
    with pytest.raises(UsageError, match="clam") as caught:
        shape("clam")
    assert "open_palm" in caught.value.remedy
