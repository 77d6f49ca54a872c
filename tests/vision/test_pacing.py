from __future__ import annotations

import pytest
from vision_fakes import HandClock, ScriptedSource

from gesturectl.vision.lead_in import LeadIn
from gesturectl.vision.pacing import Paced

TIMES = [0.0, 0.07, 0.13, 0.33]


def test_frames_come_at_their_media_time() -> None:
    clock = HandClock()
    source = Paced(ScriptedSource(TIMES), clock=clock, sleep=clock.sleep)
    source.open()
    shown = []
    while source.read() is not None:
        shown.append(clock() - 100.0)
    assert shown == pytest.approx(TIMES)


def test_same_frames_as_without_pace() -> None:
    clock = HandClock()
    plain, paced = LeadIn(ScriptedSource(TIMES), 0.2), LeadIn(ScriptedSource(TIMES), 0.2)
    paced = Paced(paced, clock=clock, sleep=clock.sleep)
    for source in (plain, paced):
        source.open()
    assert [(f.t, f.seq) for f in iter(plain.read, None)] == [(f.t, f.seq) for f in iter(paced.read, None)]
    assert sum(clock.slept) == pytest.approx(0.33 + 2 * 0.07)


def test_late_reader_is_not_held_up() -> None:
    clock = HandClock()
    source = Paced(ScriptedSource(TIMES), clock=clock, sleep=clock.sleep)
    source.open()
    source.read()
    clock.now_s += 0.2
    source.read()
    source.read()
    assert clock.slept == []
    source.read()
    assert clock.slept == pytest.approx([0.13])
