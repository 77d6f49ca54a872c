"""What `why` knows: gestures with what they did, and those that nearly were."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from gesturectl.daemon.history import KEPT, History
from gesturectl.daemon.near_misses import NearMisses
from gesturectl.daemon.pipeline import StepResult
from gesturectl.domain.action import Action, Hotkey, Zoom
from gesturectl.domain.binding import BoundAction
from gesturectl.domain.event import GestureEvent, Phase
from gesturectl.domain.observation import Handedness, Observation
from gesturectl.errors import DesktopError

RIGHT = Handedness.RIGHT


@dataclass(frozen=True)
class Read:
    score: float
    state: str = "idle"
    hinder: str = ""
    gesture: str = "fist"
    enter: float = 0.8
    handedness: Handedness | None = RIGHT
    raised: str = ""


def event(phase: Phase, t: float, gesture: str = "zoom", value: float | None = None) -> GestureEvent:
    return GestureEvent(t, gesture, phase, None, 0.9, int(t * 30), value)


def heard(history: History, what: GestureEvent, *actions: Action) -> tuple[BoundAction, ...]:
    bound = tuple(BoundAction(what.t, what.seq, "rule", action) for action in actions)
    history.heard(None, StepResult((what,), bound, bound=(bound,)))
    return bound


def make(why: str = "no rule is bound to it") -> tuple[History, list[float]]:
    now = [100.0]
    return History(lambda event: why, clock=lambda: now[0]), now


def test_a_gesture_is_one_entry_with_equal_actions_counted() -> None:
    history, now = make()
    heard(history, event(Phase.BEGIN, 1.0, value=0.0))
    for t in (1.1, 1.2, 1.3):
        heard(history, event(Phase.UPDATE, t, value=t), Zoom(1))
    heard(history, event(Phase.END, 1.5, value=0.6), Zoom(-1))
    now[0] = 104.0
    (life,) = history.as_json()["gestures"]
    assert (life["phase"], life["lasted_s"], life["age_s"], life["value"]) == ("end", 0.5, 4.0, 0.6)
    assert [(deed["action"], deed["times"]) for deed in life["actions"]] == [("zoom +1", 3), ("zoom -1", 1)]
    assert life["why_silent"] == ""


def test_silence_has_its_reason_and_a_failure_its_remedy() -> None:
    history, _ = make("cooldown")
    heard(history, event(Phase.BEGIN, 1.0))
    heard(history, event(Phase.END, 1.2))
    (bound,) = heard(history, event(Phase.BEGIN, 2.0, "fist"), Hotkey(("a",)))
    history.outcome(bound, DesktopError("no display", remedy="Start one."))
    silent, failed = history.as_json()["gestures"]
    assert silent["why_silent"] == "cooldown"
    assert failed["actions"][0] == {
        "binding": "rule", "action": "hotkey a", "times": 1, "error": "no display", "remedy": "Start one."
    }  # fmt: skip


def test_a_failure_that_comes_before_its_gesture_is_not_lost() -> None:
    history, _ = make()
    begin = event(Phase.BEGIN, 2.0, "fist")
    history.outcome(BoundAction(begin.t, begin.seq, "rule", Hotkey(("a",))), DesktopError("no display"))
    heard(history, begin, Hotkey(("a",)))
    (failed,) = history.as_json()["gestures"]
    assert failed["actions"][0]["error"] == "no display"


def test_only_the_latest_are_kept() -> None:
    history, _ = make()
    for number in range(2 * KEPT):
        heard(history, event(Phase.BEGIN, float(number)))
        heard(history, event(Phase.END, number + 0.5))
    gestures = history.as_json()["gestures"]
    assert [life["t"] for life in gestures] == [float(n) for n in range(KEPT, 2 * KEPT)]


@pytest.mark.parametrize(
    ("readings", "why"),
    [
        ([Read(0.6), Read(0.7), Read(0.2)], "stayed 0.10 below the 0.80"),
        (
            [Read(0.9, enter=0.95, raised="the hand is at the face")],
            "0.95 that it needs, raised because the hand is at",
        ),
        ([Read(0.9, "dwelling"), Read(0.9, "dwelling"), Read(0.1)], "not held long enough: seen for 0.10 s"),
        ([Read(0.9, hinder="just come"), Read(0.9, hinder="just come")], "just come"),
        ([Read(0.9), Read(0.9)], "for a moment only"),
    ],
)
def test_a_gesture_that_nearly_was_says_what_it_lacked(readings: list[Read], why: str) -> None:
    near = NearMisses()
    for index, reading in enumerate(readings):
        near.see([reading], index / 10, 100.0)
    assert near.latest() == []
    near.see([], 1.0, 101.0)
    (miss,) = near.latest()
    assert why in miss.as_json(102.0)["why"]
    assert miss.as_json(102.0)["age_s"] == 2.0
    assert miss.as_json(102.0)["score"] == max(reading.score for reading in readings)


def test_a_gesture_and_a_near_miss_tell_their_margins_gate_and_rules() -> None:
    read = [Read(0.91, "active", gesture="zoom", handedness=None)]
    history = History(lambda event: "", lambda: read, rules=lambda gesture: (f"rule of {gesture}",), clock=lambda: 9.0)
    begin = event(Phase.BEGIN, 1.0)
    history.heard(None, StepResult((begin,), (), bound=((),), observation=Observation(1.0, 1, 1.3)))
    read[:] = [Read(0.7, hinder="the hand was moving")]
    history.heard(None, StepResult((), (), observation=Observation(1.1, 2, 1.3)))
    read.clear()
    history.heard(None, StepResult((), (), observation=Observation(2.0, 3, 1.3)))
    said = history.as_json()
    assert (said["gestures"][0]["enter"], said["gestures"][0]["margin"]) == (0.8, 0.1)
    (miss,) = said["nearly"]
    assert (miss["enter"], miss["margin"], miss["gate"]) == (0.8, -0.1, "the hand was moving")
    assert miss["rules"] == ["rule of fist"]


def test_what_became_a_gesture_or_was_never_likely_is_no_miss() -> None:
    near = NearMisses()
    for index, reading in enumerate([Read(0.3), Read(0.9, "dwelling"), Read(0.9, "active"), Read(0.9, "releasing")]):
        near.see([reading], index / 10, 100.0)
    near.see([], 5.0, 105.0)
    assert near.latest() == []
