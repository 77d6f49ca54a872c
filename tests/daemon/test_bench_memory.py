"""Start-up, resident memory and its growth."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import numpy as np
import pytest

from gesturectl.daemon.bench_memory import Growth, MemoryReport, _first_gesture, _growth, _observed
from gesturectl.domain.observation import Observation
from gesturectl.errors import GesturectlError
from gesturectl.synth.motion import make_script

SAYS = 'import time; print(\'{"type": "event", "t": %s}\', flush=True); time.sleep(30)'


def test_the_gestures_own_time_is_no_start_up() -> None:
    took_s, resident_mb = _first_gesture([sys.executable, "-c", SAYS % 0.0])
    less_s, _ = _first_gesture([sys.executable, "-c", SAYS % 100.0])
    assert 0 < took_s < 30
    assert less_s < 0
    assert 1 < resident_mb < 200


def test_a_process_that_recognizes_nothing_is_an_error() -> None:
    with pytest.raises(GesturectlError, match="recognized nothing"):
        _first_gesture([sys.executable, "-c", "pass"])


def test_memory_that_is_kept_is_growth() -> None:
    kept: list[bytearray] = []

    def hoarded(count: int) -> Iterator[Observation]:
        for number in range(count):
            kept.append(bytearray(b"x") * 1_000_000)  # larger than what malloc keeps in hand
            yield Observation(number / 30, number, 4 / 3)

    growth = _growth(hoarded(200), 200, networks=False)
    assert growth.slope_mb > 50_000
    assert growth.end_mb - growth.start_mb > 100
    kept.clear()


def test_recognizer_and_rules_do_not_grow() -> None:
    clip = make_script(("thumb_up", "swipe_left"), 0)
    assert _growth(_observed(clip, 2000), 2000, networks=False).slope_mb < 300


def test_the_slope_and_its_error_are_those_of_the_second_half() -> None:
    rng = np.random.default_rng(0)
    readings = [(n, 100.0 + min(n, 500) + 0.002 * max(n - 500, 0) + rng.normal(0, 0.05)) for n in range(0, 1000, 10)]
    growth = Growth.of(readings, 1000)
    assert growth.slope_mb == pytest.approx(200, abs=3 * growth.error_mb)
    assert 1 < growth.error_mb < 10
    assert growth.start_mb == pytest.approx(120, abs=1)


def test_the_report_says_whether_the_targets_were_met() -> None:
    report = MemoryReport(1.2, 300.0, {"all": Growth(3000, 250.0, 251.0, 0.4, 0.2)}, "a machine")
    assert report.met
    assert "+0.4 ± 0.2 MB for 100,000" in report.text()
    assert not MemoryReport(3.0, 300.0, {}, "a machine").met
