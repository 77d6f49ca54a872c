"""A camera that rests, is exchanged, sleeps with the computer, or is not there yet."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest
from vision_fakes import FakeDevice, FakeOpener, HandClock, LossySource, numbered

from gesturectl.domain.frame import Frame
from gesturectl.errors import SourceError
from gesturectl.vision.camera import CameraSource
from gesturectl.vision.capture import Capture, CaptureState
from gesturectl.vision.reconnect import Reconnect
from gesturectl.vision.suspend import SleepWatch

QUICK = Reconnect(first_wait_s=0.001, longest_wait_s=0.002, tries=float("inf"), patient=True)
DEADLINE_S = 20.0


def endless(number: int = 1) -> FakeDevice:
    device = FakeDevice(numbered(number) for _ in iter(int, 1))
    device.before_grab = lambda: time.sleep(0.001)
    return device


def camera(*devices: FakeDevice, name: str = "0") -> CameraSource:
    return CameraSource(name, opener=FakeOpener(*devices), cameras=tuple)


def until(happened: Callable[[], object]) -> None:
    deadline = time.monotonic() + DEADLINE_S
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.001)


def next_frame(capture: Capture) -> Frame:
    frame = capture.take(DEADLINE_S)
    assert frame is not None
    return frame


def test_a_resting_camera_is_released_by_its_reader_and_comes_back() -> None:
    first, second = endless(), endless()
    with Capture(camera(first, second)) as capture:
        before = next_frame(capture)
        capture.rest()
        until(lambda: capture.stats().state is CaptureState.RESTING)
        assert first.releasing_threads
        assert set(first.releasing_threads) == first.reading_threads
        while capture.take(0.01) is not None:  # what was read before
            pass
        assert capture.stats().fps == 0.0
        capture.wake()
        after = next_frame(capture)
        assert after.t > before.t
        assert after.seq > before.seq
    assert second.releasing_threads


def test_a_resting_camera_can_be_closed() -> None:
    capture = Capture(camera(endless()))
    next_frame(capture)
    capture.rest()
    until(lambda: capture.stats().state is CaptureState.RESTING)
    capture.close()
    assert capture.stats().state is CaptureState.ENDED


def test_frames_count_on_when_another_camera_is_taken() -> None:
    told: list[SourceError | None] = []
    old = endless(1)
    with Capture(camera(old)) as capture:
        before = next_frame(capture)
        capture.turn_to(camera(endless(5), name="1"), told.append)
        until(lambda: told)
        assert told == [None]
        until(lambda: next_frame(capture).rgb[0, 0, 0] == numbered(5)[0, 0, 0])
        after = next_frame(capture)
        assert after.t > before.t
        assert after.seq > before.seq
        assert capture.name == "camera 1"
    assert old.releasing_threads


def test_a_camera_that_does_not_open_leaves_the_one_before() -> None:
    told: list[SourceError | None] = []
    with Capture(camera(endless(), endless()), reconnect=QUICK) as capture:
        next_frame(capture)
        capture.turn_to(camera(name="1"), told.append)
        until(lambda: told)
        assert isinstance(told[0], SourceError)
        next_frame(capture)
        assert capture.name == "camera 0"
        assert not capture.over


def test_a_camera_that_is_exchanged_while_it_rests_stays_dark() -> None:
    told: list[SourceError | None] = []
    new = endless(7)
    with Capture(camera(endless())) as capture:
        next_frame(capture)
        capture.rest()
        until(lambda: capture.stats().state is CaptureState.RESTING)
        capture.turn_to(camera(new, name="1"), told.append)
        until(lambda: told)
        assert not new.reading_threads
        capture.wake()
        until(lambda: new.reading_threads)


def test_the_patient_wait_for_a_camera_that_never_was_there_and_say_why() -> None:
    with Capture(LossySource([-1, -1, -1, 5, -1]), reconnect=QUICK) as capture:
        assert next_frame(capture).seq <= 4
        until(lambda: capture.stats().problem)
        assert capture.stats().state is CaptureState.RECONNECTING
        assert not capture.over


def test_the_impatient_do_not() -> None:
    with Capture(LossySource([-1])) as capture, pytest.raises(SourceError, match="refused"):
        capture.take(DEADLINE_S)


def test_after_a_sleep_of_the_computer_the_camera_is_opened_again() -> None:
    awake, always = HandClock(), HandClock()
    first, second = endless(), endless()
    with Capture(camera(first, second), sleep_watch=SleepWatch(awake, always)) as capture:
        next_frame(capture)
        always.now_s += 600.0
        until(lambda: second.reading_threads)
        next_frame(capture)
        assert first.releasing_threads
    assert threading.get_ident() not in first.releasing_threads


def test_a_corrected_clock_is_no_sleep() -> None:
    awake, always = HandClock(), HandClock()
    watch = SleepWatch(awake, always)
    always.now_s += 1.0
    assert watch.slept_s() == 0.0
    awake.now_s += 50.0
    always.now_s += 50.0
    assert watch.slept_s() == 0.0
    always.now_s += 30.0
    assert watch.slept_s() == pytest.approx(30.0)
    assert watch.slept_s() == 0.0
