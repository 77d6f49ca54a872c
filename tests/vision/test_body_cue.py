"""Where a body's hands should be."""

from __future__ import annotations

import numpy as np
import pytest

from gesturectl.domain.observation import Body
from gesturectl.vision.body_cue import spots_of

SIZE = (640, 480)


def body(shoulders_px: float) -> Body:
    """A person who stands with the left hand raised; sideways where the shoulders are near each other."""
    points = np.zeros((33, 4), np.float32)
    middle = np.array([320.0, 200.0])
    places = {11: (shoulders_px / 2, 0), 12: (-shoulders_px / 2, 0), 23: (10, 60), 24: (-10, 60)}
    places |= {15: (40, -40), 17: (44, -46), 19: (40, -48), 16: (-30, 60), 18: (-30, 66), 20: (-32, 68)}
    for number, offset in places.items():
        points[number, :2] = (middle + offset) / SIZE
    return Body(points, np.zeros((33, 3), np.float32))


def test_the_raised_hand_comes_first() -> None:
    first, second = spots_of(body(38.0), SIZE)
    assert (first.x, first.y) == pytest.approx((320 + 124 / 3, 200 - 134 / 3), abs=0.1)
    assert second.y > 200


@pytest.mark.parametrize("shoulders_px", [38.0, 5.0])
def test_palms_are_as_large_as_the_body_says_also_from_the_side(shoulders_px: float) -> None:
    palms = {round(spot.palm, 1) for spot in spots_of(body(shoulders_px), SIZE)}
    assert len(palms) == 1
    assert palms.pop() == pytest.approx(11.0, abs=1.5)  # the torso is 60 px, five and a half palms
