"""A turned picture is whole, and turned the way that it says."""

from __future__ import annotations

import numpy as np
import pytest

from gesturectl.vision.turned_picture import turned_picture


@pytest.mark.parametrize("degrees", [-35.0, 20.0, 90.0])
def test_what_is_above_the_middle_goes_clockwise(degrees: float) -> None:
    picture = np.zeros((120, 200, 3), np.uint8)
    picture[8:16, 96:104] = 255  # 48 above the middle
    found = turned_picture(picture, degrees)
    rows, columns = np.nonzero(found[..., 0] > 128)
    x, y = columns.mean() - (found.shape[1] - 1) / 2, rows.mean() - (found.shape[0] - 1) / 2
    assert np.degrees(np.arctan2(x, -y)) == pytest.approx(degrees, abs=1.0)
    assert np.hypot(x, y) == pytest.approx(48, abs=1.0)


def test_nothing_is_cut_off() -> None:
    assert turned_picture(np.zeros((100, 300, 3), np.uint8), 90.0).shape == (300, 100, 3)
    assert (turned_picture(np.full((50, 80, 3), 7, np.uint8), 35.0) == 7).all()
