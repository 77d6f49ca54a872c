"""A recording as a source: in order, none dropped, at its own pace or as fast as it is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from gesturectl.daemon.feed import RecordedFeed
from gesturectl.domain.observation import Observation
from gesturectl.errors import SourceError
from gesturectl.storage.recording import read_recording


class Time:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now_s = 100.0
        self.slept: list[float] = []

    def clock(self) -> float:
        return self.now_s

    def wait(self, seconds: float) -> None:
        self.now_s += seconds
        if seconds:
            self.slept.append(seconds)


def observations(times: list[float]) -> list[Observation]:
    return [Observation(t, seq, 1.5) for seq, t in enumerate(times)]


def drain(feed: RecordedFeed, timeout_s: float = 0.1) -> list[Observation]:
    taken = []
    feed.start()
    while not feed.over:
        if (one := feed.take(timeout_s)) is not None:
            taken.append(one)
    return taken


def test_fast_and_realtime_give_the_same_observations() -> None:
    recorded = observations([-0.5, 0.0, 0.04, 1.0])
    time = Time()
    paced = drain(RecordedFeed(recorded, realtime=True, clock=time.clock, wait=time.wait))
    assert paced == drain(RecordedFeed(recorded, realtime=False)) == recorded
    assert time.now_s == pytest.approx(101.5)
    assert max(time.slept) <= 0.1 + 1e-9


def test_a_late_reader_gets_every_observation_at_once() -> None:
    time = Time()
    feed = RecordedFeed(observations([0, 0.1, 0.2]), realtime=True, clock=time.clock, wait=time.wait)
    feed.start()
    assert feed.take(0.1)
    time.now_s += 5
    assert [feed.take(0.1).seq, feed.take(0.1).seq] == [1, 2]  # type: ignore[union-attr]
    assert feed.over
    assert feed.stats().dropped == 0


def test_an_empty_recording_is_over_and_a_missing_one_is_an_error(tmp_path: Path) -> None:
    assert drain(RecordedFeed([], realtime=True)) == []
    with pytest.raises(SourceError):
        RecordedFeed(read_recording(tmp_path / "none.jsonl"), realtime=False).start()


def test_close_ends_it() -> None:
    feed = RecordedFeed(observations([0, 100]), realtime=True)
    feed.start()
    feed.close()
    assert feed.over
