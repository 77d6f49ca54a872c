"""Scores of motions: near to the takes, not nearer to anything else, and unlike what hands do all day."""

from __future__ import annotations

import numpy as np
import pytest

from gesturectl.recognition.motion_scores import motion_scores, near_takes, sizes, stretched
from gesturectl.training.caution import MARGIN, cautions, likeness_of

CLEAR, UNCLEAR, FAR = 0.5, 0.0, np.array([np.inf])


def score(near, other=FAR, usual=FAR, unlike=CLEAR):
    """Return the score of the only gesture, whose radius is 1."""
    cosines = None if unlike is None else np.array([[unlike]])
    return motion_scores(np.array([[near]]), np.ones(1), np.ones(1), other, usual, cosines)[0, 0]


def test_three_takes_count_the_nearest_most():
    assert near_takes(np.array([[5.0, 1.0, 2.0, 3.0]])) == pytest.approx(0.6 * 1 + 0.3 * 2 + 0.1 * 3)
    assert near_takes(np.array([[4.0]])) == pytest.approx(4)
    assert near_takes(np.zeros((2, 0))).tolist() == [np.inf, np.inf]


def test_what_is_near_and_unlike_the_usual_is_the_gesture():
    assert score(0.8) > 0.9
    assert score(0.8, unlike=UNCLEAR) < 0.5
    assert score(1.5) < 0.1
    assert score(0.8, unlike=None) > 0.9  # what is usual is not known


def test_a_usual_motion_may_be_as_near_but_the_users_own_idle_time_may_not():
    as_near = np.array([0.8])
    assert score(0.8, usual=as_near) > 0.5
    assert score(0.8, other=as_near) == pytest.approx(0.5)
    assert score(0.8, other=np.array([0.7])) < 0.5


def test_the_nearest_of_two_gestures_is_found_and_the_other_not():
    near = np.array([[0.5, 0.8]])
    found = motion_scores(near, np.ones(2), np.ones(2), FAR, FAR, np.full((1, 2), CLEAR))[0]
    assert found[0] > 0.9
    assert found[1] < 0.5


def test_other_sizes_and_tempos_are_farther_slightly_other_ones_are_not():
    near = np.ones(1)
    assert stretched(near, np.array([0.1]), np.array([-0.1])) == pytest.approx(1)
    assert stretched(near, np.array([0.0]), np.log([2.0])) > 1.2
    assert stretched(near, np.log([0.2]), None) > 1.1


def test_what_is_larger_has_a_larger_size():
    path = np.random.default_rng(0).normal(size=(1, 32, 18)).astype(np.float32)
    assert sizes(path * 2**0.25) - sizes(path) == pytest.approx(np.log(2))


def test_a_gesture_is_as_cautious_as_everyday_movement_is_like_it():
    evidence = np.array([[2.0, -5.0], [1.0, 3.0], [-1.0, 4.0]])
    lasts_s = np.array([[0.0, 0.0], [0.5, 1.0]])
    found = likeness_of(evidence, np.array([0.7, 0.7, 2.0]), lasts_s)
    assert found.evidence.tolist() == [2.0, 3.0]  # what lasts too long is not like it
    assert found.count.tolist() == [1, 1]
    assert cautions(np.array([2.0, -0.5])).tolist() == [pytest.approx(2 + MARGIN), 0.0]


def test_caution_asks_for_more():
    careful = motion_scores(np.array([[0.8]]), np.ones(1), np.ones(1), FAR, FAR, np.array([[CLEAR]]), np.array([9.0]))
    assert score(0.8) > 0.9
    assert careful[0, 0] < 0.5
