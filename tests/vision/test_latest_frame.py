from __future__ import annotations

import threading

from vision_fakes import numbered

from gesturectl.domain.frame import Frame
from gesturectl.vision.latest_frame import LatestFrame


def frame(seq: int) -> Frame:
    return Frame(t=seq / 10, seq=seq, rgb=numbered(seq))


def test_newest_wins_and_the_others_are_counted() -> None:
    slot = LatestFrame()
    for seq in range(5):
        slot.put(frame(seq))
    taken = slot.take(0.0)
    assert taken is not None
    assert (taken.seq, slot.dropped) == (4, 4)


def test_a_frame_is_taken_once() -> None:
    slot = LatestFrame()
    slot.put(frame(0))
    assert slot.take(0.0) is not None
    assert slot.take(0.0) is None
    assert slot.dropped == 0


def test_last_frame_is_still_taken_after_the_end() -> None:
    slot = LatestFrame()
    slot.put(frame(0))
    slot.finish()
    assert not slot.finished
    assert slot.take(5.0) is not None
    assert slot.finished


def test_a_waiting_taker_wakes_for_a_frame_and_for_the_end() -> None:
    slot = LatestFrame()
    got: list[Frame | None] = []
    taker = threading.Thread(target=lambda: got.extend([slot.take(30), slot.take(30)]))
    taker.start()
    slot.put(frame(3))
    slot.finish()
    taker.join(10)
    assert not taker.is_alive()
    assert [None if item is None else item.seq for item in got] == [3, None]
