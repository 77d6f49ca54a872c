"""A hand that is painted over: gone from the picture, everything else as it was."""

from __future__ import annotations

import numpy as np
import pytest

from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Hand, Handedness
from gesturectl.vision.cover import covered


def hand(left: float, right: float, top: float, bottom: float) -> Hand:
    points = np.zeros((21, 3), np.float32)
    points[:, 0], points[:, 1] = np.linspace(left, right, 21), np.linspace(top, bottom, 21)
    return Hand(Handedness.RIGHT, 0.9, points, points)


def scene() -> Frame:
    """Grey with a white hand from (20, 10) to (40, 40)."""
    picture = np.full((60, 80, 3), 50, np.uint8)
    picture[10:40, 20:40] = 255
    return Frame(1.0, 7, picture)


def test_the_hand_is_gone_and_all_else_is_as_it_was() -> None:
    frame = scene()
    shown = covered(frame, hand(20 / 80, 40 / 80, 10 / 60, 40 / 60))
    assert (shown.rgb == 50).all()
    assert (shown.t, shown.seq) == (1.0, 7)
    assert frame.rgb[20, 30, 0] == 255


def test_a_hand_that_is_partly_outside_is_painted_over_as_far_as_it_is_seen() -> None:
    shown = covered(scene(), hand(-0.5, 40 / 80, 10 / 60, 40 / 60))
    assert len(np.unique(shown.rgb[20:30, :30])) == 1
    assert (shown.rgb[55:] == 50).all()


@pytest.mark.parametrize("box", [(1.5, 1.7, 0.1, 0.2), (0.1, 0.2, -0.9, -0.7)])
def test_a_hand_outside_leaves_the_picture_alone(box: tuple[float, float, float, float]) -> None:
    frame = scene()
    assert (covered(frame, hand(*box)).rgb == frame.rgb).all()
