from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from vision_fakes import FakeDevice, FakeOpener, HandClock, LossySource, ScriptedSource, numbered

from gesturectl.errors import SourceError
from gesturectl.vision.camera import CameraSource
from gesturectl.vision.capture import Capture, CaptureState
from gesturectl.vision.pacing import Paced
from gesturectl.vision.reconnect import Reconnect
from gesturectl.vision.source import Pace
from gesturectl.vision.sources import open_source
from gesturectl.vision.stream import StreamSource

AT_ONCE = Reconnect(first_wait_s=0.0, longest_wait_s=0.0, tries=3)


def until(condition: Callable[[], bool], deadline_s: float = 10.0) -> None:
    end_s = time.monotonic() + deadline_s
    while not condition():
        assert time.monotonic() < end_s, "waited too long"
        threading.Event().wait(0.005)


def test_fast_file_gives_every_frame_without_a_thread() -> None:
    source = ScriptedSource([n / 10 for n in range(50)])
    threads = threading.active_count()
    with Capture(source) as capture:
        seqs = []
        for frame in capture.frames():
            seqs.append(frame.seq)
            assert threading.active_count() == threads
    stats = capture.stats()
    assert seqs == list(range(50))
    assert (stats.read, stats.dropped, stats.state) == (50, 0, CaptureState.ENDED)
    assert stats.fps == pytest.approx(10.0)
    assert source.closed >= 1


def test_newest_frame_wins_for_a_slow_reader() -> None:
    clock = HandClock()
    source = Paced(ScriptedSource([n / 30 for n in range(20)]), clock=clock, sleep=clock.sleep)
    capture = Capture(source)
    capture.start()
    until(lambda: capture.stats().state is CaptureState.ENDED)
    seqs = [frame.seq for frame in capture.frames()]
    assert seqs == [19]
    assert (capture.stats().read, capture.stats().dropped) == (20, 19)
    capture.close()


def test_real_pace_takes_the_time_of_the_media_and_counts_every_frame() -> None:
    begin_s = time.monotonic()
    with Capture(Paced(ScriptedSource([n / 50 for n in range(10)]))) as capture:
        seqs = [frame.seq for frame in capture.frames()]
    assert time.monotonic() - begin_s >= 9 / 50
    assert len(seqs) + capture.stats().dropped == 10
    assert seqs[-1] == 9


def test_both_paces_give_the_same_times_for_the_same_numbers(write_video: Callable[..., Path]) -> None:
    path = str(write_video("a.mp4", frames=12, fps=60.0))
    seen = {}
    for pace in Pace:
        with Capture(open_source(path, pace=pace, lead_in_s=0.05)) as capture:
            seen[pace] = [(frame.seq, frame.t) for frame in capture.frames()]
    assert [seq for seq, _ in seen[Pace.FAST]] == list(range(15))
    assert set(seen[Pace.REALTIME]) <= set(seen[Pace.FAST])
    assert seen[Pace.REALTIME][-1] == seen[Pace.FAST][-1]


def test_lost_camera_is_opened_again_and_numbers_go_on() -> None:
    capture = Capture(LossySource([3, -1, -1, 2, 0, 0, 2]), reconnect=AT_ONCE)
    with pytest.raises(SourceError, match="did not come back in 3 tries") as caught:
        for _ in capture.frames():
            pass
    assert capture.stats().read == 7
    assert caught.value.remedy == "Plug it in."
    assert capture.over


def test_connections_that_give_no_frame_use_up_the_tries() -> None:
    source = LossySource([1] + [0] * 100)
    with pytest.raises(SourceError, match="did not come back in 3 tries"):
        list(Capture(source, reconnect=AT_ONCE).frames())
    assert len(source._script) == 97


def test_states_are_told() -> None:
    source = LossySource([2])
    with Capture(source, reconnect=Reconnect(first_wait_s=60.0)) as capture:
        assert capture.take(5.0) is not None
        until(lambda: capture.stats().state is CaptureState.RECONNECTING)
        assert capture.stats().fps == 0.0
    until(lambda: capture.stats().state is CaptureState.ENDED)


def test_a_camera_that_never_opened_is_an_error_at_once() -> None:
    with pytest.raises(SourceError, match="lossy is refused"):
        list(Capture(LossySource([]), reconnect=AT_ONCE).frames())


def test_a_camera_that_opens_but_shows_nothing_is_an_error_at_once() -> None:
    source = LossySource([0, 5])
    with pytest.raises(SourceError, match="lossy closed the connection"):
        list(Capture(source, reconnect=AT_ONCE).frames())
    assert source._script == [5]


def test_waits_double_up_to_the_longest() -> None:
    reconnect = Reconnect(first_wait_s=0.5, longest_wait_s=5.0)
    assert [reconnect.wait_s(tried) for tried in (0, 1, 2, 3, 4, 5000)] == [0.5, 1.0, 2.0, 4.0, 5.0, 5.0]


def endless():
    while True:
        yield numbered(0)


def test_only_the_reading_thread_releases() -> None:
    device = FakeDevice(endless())
    device.before_grab = lambda: time.sleep(0.001)
    capture = Capture(CameraSource("0", opener=FakeOpener(device)))
    assert capture.take(5.0) is not None
    capture.close()
    assert len(device.releasing_threads) == 1
    assert set(device.releasing_threads) == device.reading_threads
    assert threading.get_ident() not in device.releasing_threads


def test_close_does_not_release_a_camera_that_is_stuck_in_a_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gesturectl.vision.capture.JOIN_TIMEOUT_S", 0.05)
    stuck, driver_returns = threading.Event(), threading.Event()

    def hang() -> None:
        stuck.set()
        driver_returns.wait(20)

    device = FakeDevice(endless())
    device.before_grab = hang
    capture = Capture(CameraSource("0", opener=FakeOpener(device)))
    capture.start()
    assert stuck.wait(5)
    capture.close()
    assert device.releasing_threads == []
    assert capture.over
    assert list(capture.frames()) == []
    driver_returns.set()
    until(lambda: device.releasing_threads != [])
    assert set(device.releasing_threads) == device.reading_threads


def test_closed_while_it_waits_to_reconnect() -> None:
    capture = Capture(LossySource([1]), reconnect=Reconnect(first_wait_s=60.0, longest_wait_s=60.0))
    assert capture.take(5.0) is not None
    until(lambda: capture.stats().state is CaptureState.RECONNECTING)
    begin_s = time.monotonic()
    capture.close()
    assert time.monotonic() - begin_s < 1.5
    assert capture.over


def test_error_of_a_file_ends_it() -> None:
    class Broken(ScriptedSource):
        def read(self):
            raise SourceError("cut short")

    clock = HandClock()
    with pytest.raises(SourceError, match="cut short"):
        list(Capture(Paced(Broken([0.0]), clock=clock, sleep=clock.sleep)).frames())


def test_real_network_camera_that_hangs_up_and_comes_back(network_camera) -> None:
    network_camera.pictures = 3
    with Capture(StreamSource(network_camera.url), reconnect=AT_ONCE) as capture:
        seqs: list[int] = []
        until(lambda: seqs.extend(f.seq for f in [capture.take(0.2)] if f) or len(seqs) >= 5)
        assert network_camera.connections >= 2
        assert seqs == sorted(set(seqs))
