"""What the pointer's benchmark measures: figures that move the right way, and a user who can be trusted to fail."""

import numpy as np
import pytest

from gesturectl.control.pointer_motion import one_euro
from gesturectl.daemon.bench_pointer import LEAST_HIT, MOST_JITTER_PX, OURS, PointerReport
from gesturectl.daemon.bench_pointer_clicks import ClickFigures, Tried, measure_clicks
from gesturectl.daemon.bench_pointer_filters import FILTERS, measure_filters
from gesturectl.daemon.bench_pointer_fitts import CONDITIONS, FittsFigures, _Round, measure_fitts
from gesturectl.daemon.bench_pointer_player import MEASURED
from gesturectl.daemon.bench_pointer_seen import FrameAge
from gesturectl.daemon.bench_pointer_user import PINCH_S, REACTION_S, SimulatedUser
from gesturectl.daemon.bench_spread import Spread
from gesturectl.domain.pointer import PointerSettings
from gesturectl.synth.pointing import Pointing


@pytest.fixture(scope="module")
def filters():
    return measure_filters(2)


def test_a_still_hand_is_steady_and_a_moving_one_prompt_with_one_euro_alone(filters):
    ours, mean, none = (filters[name] for name in FILTERS)
    assert ours.rms_px <= MOST_JITTER_PX < none.rms_px
    assert ours.lag_p50_ms < 20 < mean.lag_p50_ms
    assert none.lag_p50_ms == pytest.approx(0, abs=3)


def test_turned_hands_click_small_targets():
    clicks = measure_clicks(1)
    assert len(clicks.tried) == 39
    assert clicks.share >= LEAST_HIT
    assert set(clicks.by_tilt()) == {0, 20, 40}


def test_clicks_that_do_not_land_are_counted():
    assert measure_clicks(1, settings=PointerSettings(click=False)).share == 0
    hit, missed = Tried((0, 0, 0), 0.2, True, True, 2.0), Tried((0, 40, 0), 0.2, False, False, None)
    figures = ClickFigures((hit, missed, missed, hit))
    assert figures.share == 0.5
    assert figures.by_tilt() == {0: (2, 2), 40: (0, 2)}
    assert figures.as_json()["clicked_once"] == 2


def test_a_simulated_user_reaches_its_targets():
    one = _Round(one_euro, np.random.default_rng(1), *CONDITIONS[1])
    hits = one.hits()
    assert len(hits) == 13
    assert one.given_up == 0
    assert all(REACTION_S + PINCH_S / 2 < hit.seconds < 8 for hit in hits)
    assert np.mean([hit.on_target for hit in hits]) > 0.8


def test_a_user_whose_pointer_stands_still_gives_up():
    user = SimulatedUser(np.random.default_rng(1))
    user.aim(0.0, np.array([500.0, 500.0]), 40)
    for k in range(200):
        user.step(k / 30, (100, 100))
    assert user.pinches == 0
    assert user.strokes > 3


def test_the_report_says_what_was_missed(filters):
    run = FittsFigures(2.5, 1.6, 0.01, 2.5, 100, 0)
    clicks = ClickFigures((Tried((0, 0, 0), 0.2, True, True, 2.0),))
    age = FrameAge(Spread(10, 60.0, 70.0, 80.0), Spread(10, 20.0, 30.0, 40.0))
    report = PointerReport(filters, {"fast": age}, clicks, dict.fromkeys(FILTERS, run), None, "a machine")
    assert not report.met
    assert report.text().count("MISSED") == 1
    assert "lag p50 at most 50 ms at 30 fps: MISSED" in report.text()
    said = report.as_json()
    assert said["filters"][OURS]["throughput_bits_s"] == 2.5
    assert said["met"] is False


def test_the_errors_are_those_that_were_measured():
    clip = Pointing(1, sway=0.0, palm=0.1).rest(6.0).clip()
    palms = np.array(
        [o.hands[0].landmarks[[0, 5, 9, 13, 17], :2].mean(axis=0) for o in clip.observations(30, MEASURED) if o.hands]
    )
    wavers = palms.std(axis=0) * np.array([4 / 3, 1]) / 0.1
    assert wavers == pytest.approx([0.005, 0.005], abs=0.0025)


def test_the_same_users_point_with_every_filter():
    one, again = (measure_fitts(1, seed=3) for _ in range(2))
    assert one == again
    assert {figures.clicks for figures in one.values()} == {len(CONDITIONS) * 13}
