"""The actuator's thread: in order, one failing action stops nothing, a crash lets go."""

from __future__ import annotations

import threading

import pytest
from scripted import RecordingActuator

from gesturectl.daemon.actuator_thread import ActuatorThread
from gesturectl.daemon.latency import ActionTiming
from gesturectl.daemon.outlet import ActionBarrier, error_json
from gesturectl.domain.action import Action, Hotkey, KeyHold, PointerMove, Scroll
from gesturectl.domain.binding import BoundAction
from gesturectl.errors import DesktopError


def timing(action: Action, binding: str = "rule", seq: int = 1) -> ActionTiming:
    return ActionTiming(BoundAction(0.1, seq, binding, action), 0, 0, 0, 0, 0, 0)


def run_through(actuator: RecordingActuator, actions: list[Action | None]) -> list[BaseException]:
    """Queue everything before the thread starts, then let it work to the end."""
    crashes: list[BaseException] = []
    thread = ActuatorThread(ActionBarrier(actuator), on_crash=crashes.append)
    for action in actions:
        if action is None:
            thread.release_all()
        else:
            thread.send(timing(action))
    thread.start()
    thread.close()
    return crashes


def test_everything_is_done_in_order_in_one_thread_and_let_go_at_the_end() -> None:
    actuator = RecordingActuator()
    assert run_through(actuator, [KeyHold(("a",), True), Scroll(1), None, Hotkey(("b",))]) == []
    assert actuator.did == ["KeyHold", "Scroll", "release_all", "Hotkey", "release_all", "close"]
    assert actuator.threads == {"actuator"}
    assert not [t for t in threading.enumerate() if t.name == "actuator"]


def test_waiting_pointer_moves_become_one_and_nothing_else_is_left_out() -> None:
    moves: list[Action] = []

    class Moves(RecordingActuator):
        def perform(self, action: Action) -> None:
            moves.append(action)

    run_through(Moves(), [PointerMove(1, 2), PointerMove(3, 4), KeyHold(("a",), False), PointerMove(5, 6)])
    assert moves == [PointerMove(4, 6), KeyHold(("a",), False), PointerMove(5, 6)]


def test_a_release_between_two_moves_keeps_its_place() -> None:
    actuator = RecordingActuator()
    run_through(actuator, [PointerMove(1, 1), None, PointerMove(1, 1)])
    assert actuator.did[:3] == ["PointerMove", "release_all", "PointerMove"]


def test_a_failing_action_is_reported_once_and_stops_nothing(caplog: pytest.LogCaptureFixture) -> None:
    broken = DesktopError("no such key", remedy="give another one.")
    actuator = RecordingActuator({0: broken, 1: broken, 2: RuntimeError("boom")})
    crashes = run_through(actuator, [Hotkey(("x",)), Hotkey(("x",)), Hotkey(("x",)), Scroll(1)])
    assert crashes == []
    assert actuator.did[:4] == ["Hotkey", "Hotkey", "Hotkey", "Scroll"]
    assert caplog.text.count("no such key. Give another one.") == 1
    assert "boom" in caplog.text


def test_a_failure_is_reported_again_after_it_worked() -> None:
    reports: list[str] = []
    actuator = RecordingActuator({0: DesktopError("gone"), 2: DesktopError("gone")})
    barrier = ActionBarrier(actuator, on_error=lambda bound, error: reports.append(str(error)))
    for _ in range(3):
        barrier.perform(timing(Scroll(1)))
    assert reports == ["gone", "gone"]


def test_a_crash_of_the_thread_lets_go_and_is_told() -> None:
    actuator = RecordingActuator({1: SystemExit(3)})
    crashes = run_through(actuator, [KeyHold(("a",), True), Scroll(1)])
    assert [type(crash) for crash in crashes] == [SystemExit]
    assert actuator.did == ["KeyHold", "Scroll", "release_all", "close"]


def test_an_error_as_json_names_the_rule_and_the_remedy() -> None:
    bound = BoundAction(1.25, 38, "zoom", Scroll(2))
    assert error_json(bound, DesktopError("no wheel", remedy="Plug one in.")) == {
        "type": "error",
        "t": 1.25,
        "seq": 38,
        "binding": "zoom",
        "action": "scroll dy +2",
        "message": "no wheel",
        "remedy": "Plug one in.",
    }
