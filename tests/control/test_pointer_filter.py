from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gesturectl.control.pointer_curve import FASTEST_PX, SLOWEST_PX, gain_px
from gesturectl.control.pointer_filter import OneEuro, share

STEP_S = 1 / 30


def smoothed(places, *, start_t: float = 0.0, step_s: float = STEP_S, min_cutoff_hz: float = 1.0, beta: float = 2.0):
    euro = OneEuro(min_cutoff_hz, beta)
    return np.array([euro.smooth(start_t + k * step_s, np.array([x, 0.0]))[0] for k, x in enumerate(places)])


def test_the_paper_s_algorithm_step_by_step():
    euro = OneEuro(1.0, 0.5)
    assert euro.smooth(0.0, np.array([2.0, 0.0]))[0] == 2.0
    speed = share(0.1, 1.0) * (3.0 - 2.0) / 0.1
    expected = 2.0 + share(0.1, 1.0 + 0.5 * speed) * (3.0 - 2.0)
    assert euro.smooth(0.1, np.array([3.0, 0.0]))[0] == pytest.approx(expected)


@given(
    st.lists(st.floats(-5, 5), min_size=2, max_size=30),
    st.floats(-100, 100).filter(lambda t: t == 0 or abs(t) > 1e-3),
)
def test_a_first_time_of_zero_is_like_any_other(places, start_t):
    assert np.allclose(smoothed(places), smoothed(places, start_t=start_t), atol=1e-6)


def test_the_true_step_of_time_counts():
    slow, quick = smoothed([0.0] + [1.0] * 15, step_s=1 / 15), smoothed([0.0] + [1.0] * 30)
    assert slow[-1] == pytest.approx(quick[-1], abs=0.02)
    skipped = OneEuro(1.0, 0.0)
    skipped.smooth(0.0, np.zeros(2))
    one_step = skipped.smooth(0.2, np.ones(2))[0]
    assert one_step > smoothed([0.0, 1.0], beta=0.0)[-1]


@given(st.floats(-3, 3), st.floats(0.2, 5), st.floats(0, 5))
def test_a_still_place_stays_where_it_is(place, cutoff_hz, beta):
    assert np.allclose(smoothed([place] * 20, min_cutoff_hz=cutoff_hz, beta=beta), place)


def test_noise_shrinks_and_motion_lags_little():
    rng = np.random.default_rng(1)
    still = rng.normal(0, 0.005, 300)
    assert smoothed(still)[60:].std() < 0.4 * still.std()
    moving = np.arange(60) * STEP_S * 4.0  # palm lengths at 4 a second
    late_s = (moving - smoothed(moving))[30:].mean() / 4.0
    assert late_s < 0.03


def test_it_begins_anew_after_a_gap_and_ignores_a_time_that_does_not_rise():
    euro = OneEuro(1.0, 0.0)
    euro.smooth(0.0, np.zeros(2))
    assert euro.smooth(5.0, np.ones(2))[0] == 1.0
    assert euro.smooth(5.0, np.full(2, 9.0))[0] == 1.0
    assert euro.smooth(4.0, np.full(2, 9.0))[0] == 1.0


def test_one_cutoff_for_both_axes_keeps_a_straight_path_straight():
    euro = OneEuro(1.0, 2.0)
    path = [euro.smooth(k * STEP_S, np.array([0.3 * k, 0.1 * k])) for k in range(20)]
    assert all(y == pytest.approx(x / 3, abs=1e-9) for x, y in path)


@pytest.mark.parametrize("wrong", [(0, 1), (1, -1), (-1, 0)])
def test_settings_that_make_no_sense_are_refused(wrong):
    with pytest.raises(ValueError, match="OneEuro"):
        OneEuro(*wrong)


def test_faster_hands_take_the_pointer_farther():
    gains = [gain_px(speed) for speed in np.linspace(0, 12, 100)]
    assert gains[0] == pytest.approx(SLOWEST_PX)
    assert gains[-1] == pytest.approx(FASTEST_PX, rel=0.01)
    assert all(later > earlier for earlier, later in pairwise(gains))
