from __future__ import annotations

import pytest

from gesturectl.vision.media_time import MediaTime


def test_lead_in_begins_at_zero() -> None:
    clock = MediaTime()
    assert [clock.advance(t) for t in (-1.0, -0.93, 0.0, 0.0667)] == [0, 70, 1000, 1067]


def test_milliseconds_always_rise() -> None:
    clock = MediaTime()
    assert [clock.advance(t) for t in (0.0, 0.0001, 0.0002, 0.0011, 0.5)] == [0, 1, 2, 3, 500]


@pytest.mark.parametrize(("t", "breaks"), [(1.0, False), (1.033, False), (2.0, False), (2.5, True), (0.9, True)])
def test_breaks(t: float, breaks: bool) -> None:
    clock = MediaTime(max_gap_s=1.0)
    assert not clock.breaks_at(t)
    clock.advance(1.0)
    assert clock.breaks_at(t) is breaks


def test_restart_begins_again() -> None:
    clock = MediaTime()
    clock.advance(5.0)
    clock.restart()
    assert not clock.breaks_at(0.0)
    assert clock.advance(0.0) == 0
