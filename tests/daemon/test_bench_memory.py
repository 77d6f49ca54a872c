"""Start-up, resident memory and its growth."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from gesturectl.daemon.bench_memory import MemoryReport, _first_gesture, _growth_mb, _observed
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

    assert _growth_mb(hoarded(200), 200, networks=False) > 50_000
    kept.clear()


def test_recognizer_and_rules_do_not_grow() -> None:
    clip = make_script(("thumb_up", "swipe_left"), 0)
    assert _growth_mb(_observed(clip, 2000), 2000, networks=False) < 300


def test_the_report_says_whether_the_targets_were_met() -> None:
    report = MemoryReport(1.2, 300.0, {"every network": (0.4, 3000)}, "a machine")
    assert report.met
    assert "0.4 MB for 100,000 frames" in report.text()
    assert not MemoryReport(3.0, 300.0, {}, "a machine").met
