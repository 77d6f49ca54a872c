"""Measuring: percentiles by stage, the moment of the grab, the rate."""

from __future__ import annotations

import pytest

from gesturectl.daemon.latency import GrabClock, Rate, StageTimes


def test_percentiles_of_a_stage() -> None:
    times = StageTimes()
    for ms in range(1, 101):
        times.add("estimate", ms / 1000)
    latency = times.percentiles()["estimate"]
    assert latency.p50_ms == pytest.approx(50.5)
    assert latency.p95_ms == pytest.approx(95.05)


def test_measured_takes_the_clock_twice() -> None:
    clock = iter([1.0, 1.25]).__next__
    times = StageTimes(clock)
    with times.measured("bind"):
        pass
    assert times.percentiles()["bind"].p50_ms == pytest.approx(250)


def test_a_frame_that_waited_is_older_than_its_taking() -> None:
    grabs = GrabClock()
    for t, taken_s in [(0.0, 50.030), (0.033, 50.034), (0.066, 50.150)]:
        grabs.note(t, taken_s)
    assert grabs.grabbed_s(0.066) == pytest.approx(50.067)


def test_rate_counts_the_latest_seconds() -> None:
    rate = Rate(window_s=1.0)
    assert rate.hz == 0.0
    for moment in [0.0, 5.0, 5.1, 5.2, 5.3]:
        rate.count(moment)
    assert rate.hz == pytest.approx(10.0)
