"""A photograph shrunk into a background."""

from __future__ import annotations

import numpy as np
import pytest

from gesturectl.synth.collage import collage, with_grain

BACKGROUND = np.zeros((48, 64, 3), np.uint8)
PHOTO = np.full((100, 80, 3), 200, np.uint8)


def test_points_move_with_the_photograph() -> None:
    corners = np.array([[0, 0], [80, 100]], np.float32)
    made = collage(PHOTO, corners, BACKGROUND, (640, 480), 0.5, np.array([1.0, 0.0], np.float32))
    assert made is not None
    assert made.points.tolist() == [[600, 0], [640, 50]]
    assert (made.picture[:50, 600:] == 200).all()
    assert (made.picture[60:] == 0).all()


def test_a_photograph_larger_than_the_background_does_not_fit() -> None:
    place = np.zeros(2, np.float32)
    assert collage(PHOTO, np.zeros((1, 2), np.float32), BACKGROUND, (64, 48), 0.5, place) is None


def test_grain_has_the_given_level() -> None:
    grained = with_grain(np.full((200, 200, 3), 128, np.uint8), np.random.default_rng(0), 3.0)
    assert float(grained.std()) == pytest.approx(3.0, abs=0.3)
