"""Looks by the time and by what moves."""

import pytest

from gesturectl.vision.look_schedule import LookSchedule
from gesturectl.vision.surge import Motion, Surge
from gesturectl.vision.watch import Interval

INTERVAL = Interval(rest_s=1.0, moving_s=0.2, begins_s=0.06, swells_s=0.1)


def looks(script: dict[range, Motion], fps: float = 30.0) -> list[int]:
    """Return the numbers of the frames that are looked at."""
    schedule = LookSchedule()
    return [n for span, motion in script.items() for n in span if schedule.due(n / fps, INTERVAL, motion)]


def test_at_rest_the_first_frame_and_then_one_a_second() -> None:
    assert looks({range(61): Motion.NONE}) == [0, 30, 60]


def test_while_something_moves_more_often() -> None:
    assert looks({range(13): Motion.STEADY}) == [0, 6, 12]


def test_when_motion_begins_at_once_and_every_other_frame() -> None:
    assert looks({range(11): Motion.NONE, range(11, 16): Motion.BEGINS}) == [0, 11, 13, 15]


def test_while_motion_swells_every_third_frame() -> None:
    assert looks({range(5): Motion.BEGINS, range(5, 12): Motion.SWELLS}) == [0, 2, 4, 7, 10]


@pytest.mark.parametrize("fps", [10.0, 15.0, 60.0])
def test_seconds_count_and_not_frames(fps: float) -> None:
    at_s = [n / fps for n in looks({range(round(2 * fps) + 1): Motion.NONE}, fps)]
    assert at_s == pytest.approx([0, 1, 2])


def test_a_look_for_another_reason_puts_off_the_next() -> None:
    schedule = LookSchedule()
    schedule.looked(0.5)
    assert not schedule.due(1.4, INTERVAL, Motion.NONE)
    assert schedule.due(1.5, INTERVAL, Motion.NONE)


def test_motion_that_goes_on_begins_no_more_until_there_is_more_of_it() -> None:
    surge = Surge()
    still = [surge.judge(n / 30, 0, 4) for n in range(30)]
    begun = [surge.judge(1 + n / 30, 50, 4) for n in range(60)]
    more = surge.judge(3.0, 200, 4)
    assert set(still) == {Motion.NONE}
    assert begun[0] is Motion.BEGINS
    assert begun[-1] is Motion.STEADY
    assert more is Motion.BEGINS


def test_motion_that_grows_for_long_swells_until_there_was_a_lull() -> None:
    surge = Surge()
    grown = [surge.judge(n / 30, round(10 * 1.4**n), 4) for n in range(12)]
    lull = [surge.judge(0.4 + n / 30, 0, 4) for n in range(60)]
    again = surge.judge(2.5, 200, 4)
    assert grown[:8] == [Motion.BEGINS] * 8
    assert set(grown[8:]) == {Motion.SWELLS}
    assert set(lull) == {Motion.NONE}
    assert again is Motion.BEGINS
