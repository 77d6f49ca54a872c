"""What makes two motions alike, and how near, and how clearly nearer than to others, something must be."""

from __future__ import annotations

import numpy as np
import pytest

from gesturectl.recognition.motion_cut import Motion
from gesturectl.recognition.path_distance import path_distances, path_matrix
from gesturectl.recognition.personal_scores import CLEAREST, CLEARNESS, scores_of


def hook(times, size=1.0, turned=False):
    """Return a motion down and then up to the side, at times (N,) that run from 0 to 1."""
    x = np.where(times < 0.4, 0.0, (times - 0.4) * 5)
    y = np.where(times < 0.4, times * 3, 1.2 - (times - 0.4) * 4)
    way = size * np.stack([y, x] if turned else [x, y], axis=1)
    parts = np.zeros((len(times), 7, 2), np.float32)
    return Motion((times * 0.8).astype(np.float32), way.astype(np.float32), parts, np.ones(7, np.float32))


def away(one, other):
    return float(path_distances(path_matrix(one), path_matrix(other)[None])[0])


def test_rest_before_and_after_and_tempo_count_little():
    even = np.linspace(0, 1, 40)
    rested = hook(even)
    at = np.concatenate([np.zeros(30, int), np.arange(40), np.full(30, 39)])
    slow = Motion(np.linspace(0, 2, 100), rested.anchors[at], np.zeros((100, 7, 2)), rested.weights)
    assert away(rested, slow) < 0.3 * away(rested, hook(even, turned=True))


def test_larger_motions_may_differ_by_more_though_not_in_proportion():
    even = np.linspace(0, 1, 40)
    small, large = (away(hook(even, size), hook(even, size, turned=True)) for size in (1.0, 3.0))
    assert small < large < 2 * small


def test_a_hand_that_rests_has_a_path():
    path = path_matrix(Motion(np.linspace(0, 1, 10), np.zeros((10, 2)), np.zeros((10, 7, 2)), np.ones(7)))
    assert path.shape == (32, 18)
    assert not path.any()


@pytest.mark.parametrize(("rival", "found"), [(np.inf, True), (1.5 * CLEAREST, True), (1.25, False), (1.0, False)])
def test_what_is_clearly_nearer_than_its_rivals_may_be_farther(rival, found):
    near = np.array([[1.2]])
    score = scores_of(near, np.array([1.0]), np.ones(1), np.array([rival]), CLEARNESS)[0, 0]
    assert (score >= 0.5) == found
    assert scores_of(near, np.array([1.0]), np.ones(1), np.array([rival]))[0, 0] < 0.5
