"""A part of the picture looked at as if it were the whole."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Hand, Handedness
from gesturectl.vision.view import View

SIZE = (640, 480)


def test_a_hand_seen_in_a_part_lies_where_that_part_is() -> None:
    view = View(320, 240, 480, 360, SIZE)
    points = np.full((21, 3), 0.5, np.float32)
    seen = view.to_picture(Hand(Handedness.LEFT, 0.9, points, points))
    assert seen.landmarks[0] == pytest.approx([400 / 640, 300 / 480, 0.5 / 4])
    assert seen.handedness is Handedness.LEFT


def test_the_crop_is_that_part_of_the_picture() -> None:
    rgb = np.arange(480 * 640 * 3, dtype=np.uint32).reshape(480, 640, 3).astype(np.uint8)
    part = View(10, 20, 110, 80, SIZE).crop(Frame(1.5, 7, rgb))
    assert (part.t, part.seq) == (1.5, 7)
    assert np.array_equal(part.rgb, rgb[20:80, 10:110])


@given(st.floats(-100, 740), st.floats(-100, 580), st.floats(0.1, 2000))
def test_a_view_lies_inside_the_picture(x: float, y: float, height: float) -> None:
    view = View.around(x, y, height, SIZE)
    assert 0 <= view.left < view.right <= 640
    assert 0 <= view.top < view.bottom <= 480
