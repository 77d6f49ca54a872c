"""Time scripts for the trigger: scores in, phases out, one line each."""

import pytest

from gesturectl.domain.event import Phase
from gesturectl.domain.trigger import TriggerSettings
from gesturectl.recognition.trigger import Trigger


def play(script: str, fps: float = 20.0, **settings: float) -> str:
    """Play `0.9x0.5 0.1x1` (score x seconds); return begins and ends with their times."""
    trigger = Trigger(TriggerSettings(**settings))
    out, t = [], 0.0
    for part in script.split():
        score, span = (float(x) for x in part.split("x"))
        for _ in range(round(span * fps)):
            phase = trigger.step(t, score)
            if phase in (Phase.BEGIN, Phase.END):
                out.append(f"{phase.value}@{t:.2f}")
            t += 1 / fps
    return " ".join(out)


HELD = {"enter": 0.8, "exit": 0.5, "dwell_s": 0.3, "release_s": 0.2, "cooldown_s": 0.5}


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("0x0.5 0.9x1 0x1", "begin@0.80 end@1.70"),
        ("0x0.5 0.9x0.2 0x1", ""),  # shorter than the dwell
        ("0.9x0.15 0.6x0.1 0.9x1 0x1", "begin@0.30 end@1.45"),  # a dip above exit is forgiven
        ("0.9x0.2 0.4x0.1 0.9x1 0x1", "begin@0.60 end@1.50"),  # a dip below exit is not
        ("0.6x2", ""),  # between exit and enter nothing begins
        ("0.9x1 0.6x1 0x1", "begin@0.30 end@2.20"),  # ... and nothing ends
        ("0.9x1 0x0.1 0.9x1 0x1", "begin@0.30 end@2.30"),  # shorter than the release
        ("0.9x1 0x0.3 0.9x2 0x1", "begin@0.30 end@1.20 begin@2.00 end@3.50"),  # waits for the cooldown
        ("0.9x5", "begin@0.30"),  # once per gesture
    ],
)
def test_time_script(script: str, expected: str) -> None:
    assert play(script, **HELD) == expected


@pytest.mark.parametrize("fps", [10, 15, 30, 60])
def test_same_gesture_at_any_frame_rate(fps: float) -> None:
    times = [float(word.split("@")[1]) for word in play("0x0.5 0.9x1 0x1", fps=fps, **HELD).split()]
    assert times == pytest.approx([0.8, 1.7], abs=1.5 / fps)


def test_cancel_lets_go_and_asks_for_the_gesture_to_be_left() -> None:
    trigger = Trigger(TriggerSettings(**HELD))
    for i in range(10):
        trigger.step(i * 0.1, 0.9)
    assert trigger.active
    assert trigger.cancel(1.0) is Phase.CANCEL
    assert trigger.cancel(1.0) is None
    assert [trigger.step(2 + i * 0.1, 0.9) for i in range(20)] == [None] * 20
    trigger.step(5.0, 0.0)
    assert Phase.BEGIN in [trigger.step(6 + i * 0.1, 0.9) for i in range(5)]


def test_a_block_delays_the_begin() -> None:
    trigger = Trigger(TriggerSettings(enter=0.8, exit=0.4, dwell_s=0.0))
    trigger.block(1.0)
    assert trigger.step(0.5, 0.9) is None
    assert trigger.step(1.0, 0.9) is Phase.BEGIN


@pytest.mark.parametrize("bad", [{"enter": 0.5, "exit": 0.6}, {"exit": 0.0}, {"dwell_s": -1.0}, {"enter": 1.2}])
def test_impossible_settings_are_refused(bad: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="expected"):
        TriggerSettings(**bad)


def test_what_may_not_begin_yet_is_due_on_and_on_and_begins_as_soon_as_it_may() -> None:
    trigger = Trigger(TriggerSettings(**HELD))
    due = []
    for i in range(10):
        due.append(trigger.due(i * 0.1, 0.9))
        assert trigger.step(i * 0.1, 0.9, begins=False) is None
    assert due == [False] * 3 + [True] * 7
    assert trigger.step(1.0, 0.9) is Phase.BEGIN
    assert not trigger.due(1.1, 0.9)  # it has begun


def test_what_is_not_held_is_due_at_once_where_it_may_begin() -> None:
    trigger = Trigger(TriggerSettings(enter=0.8, exit=0.5, cooldown_s=0.5))
    assert not trigger.due(0.0, 0.79)
    assert trigger.due(0.0, 0.8)
    assert not trigger.due(0.0, 0.8, raised=0.1)
    trigger.block(1.0)
    assert not trigger.due(0.5, 0.9)
    assert trigger.due(1.0, 0.9)
