"""A whole daemon with scripted parts, in threads and in step."""

from __future__ import annotations

import os
import signal
import threading

import pytest
from scripted import (
    Heard,
    RecordingActuator,
    ScriptedBinder,
    ScriptedEstimator,
    ScriptedFeed,
    ScriptedRecognizer,
    frame,
)

from gesturectl.daemon.app import App
from gesturectl.daemon.app_parts import AppParts
from gesturectl.domain.action import ControlVerb
from gesturectl.domain.status import State
from gesturectl.errors import DesktopError, ExitCode, SourceError


def make_app(feed: ScriptedFeed, *, threaded: bool, **parts: object) -> tuple[App, Heard, RecordingActuator]:
    heard, actuator = Heard(), parts.pop("actuator", None) or RecordingActuator()
    app = App(
        AppParts(
            feed,
            parts.pop("estimator", None) or ScriptedEstimator(),  # type: ignore[arg-type]
            ScriptedRecognizer(begins=[2, 5], ends=[4]),
            ScriptedBinder(),
            actuator,  # type: ignore[arg-type]
            listeners=[heard],
            threaded=threaded,
            names=("scripted", "recorder", "test"),
            **parts,  # type: ignore[arg-type]
        )
    )
    return app, heard, actuator  # type: ignore[return-value]


@pytest.mark.parametrize("threaded", [True, False])
def test_threads_and_in_step_give_the_same(threaded: bool) -> None:
    feed = ScriptedFeed([frame(i) for i in range(8)])
    app, heard, actuator = make_app(feed, threaded=threaded)
    assert app.run() == ExitCode.OK
    assert heard.events == [("begin", 2), ("end", 4), ("begin", 5), ("end", 7)]
    assert actuator.did == ["Hotkey", "Hotkey", "release_all", "release_all", "close"]
    assert actuator.threads == ({"actuator"} if threaded else {"MainThread"})
    assert feed.closed_by == ("engine" if threaded else "MainThread")
    assert not {t.name for t in threading.enumerate()} & {"actuator", "engine"}


def test_status_tells_how_it_went() -> None:
    app, *_ = make_app(ScriptedFeed([frame(i) for i in range(8)], dropped=3), threaded=True)
    app.run()
    status = app.status()
    assert (status.state, status.frames, status.dropped) == (State.STOPPED, 8, 3)
    assert set(status.latency) == {"estimate", "recognize", "bind", "act"}
    assert "\n" not in status.line()
    assert "fist begin" in status.last_events[0]
    assert status.as_json()["latency_ms"]["act"]["p95"] >= 0


@pytest.mark.parametrize("threaded", [True, False])
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 0)])
def test_signals_stop_between_frames(threaded: bool, number: signal.Signals, code: int) -> None:
    kill = {3: lambda: os.kill(os.getpid(), number)}
    feed = ScriptedFeed([frame(0), frame(1), frame(2)], before=kill, endless=True)
    before = signal.getsignal(number)
    app, heard, actuator = make_app(feed, threaded=threaded)
    assert app.run() == code
    assert heard.events == [("begin", 2), ("cancel", 2)]
    assert actuator.did[-2:] == ["release_all", "close"]
    assert signal.getsignal(number) is before


@pytest.mark.parametrize("threaded", [True, False])
@pytest.mark.parametrize("error", [SourceError("the file is cut short"), RuntimeError("boom")])
def test_an_engine_that_breaks_lets_go_and_raises(threaded: bool, error: Exception) -> None:
    feed = ScriptedFeed([frame(2), error])
    estimator = ScriptedEstimator()
    app, heard, actuator = make_app(feed, threaded=threaded, estimator=estimator)
    with pytest.raises(type(error), match=str(error)):
        app.run()
    assert heard.events[0] == ("begin", 2)
    assert actuator.did[-2:] == ["release_all", "close"]
    assert estimator.closed


def test_an_actuator_that_crashes_ends_the_daemon() -> None:
    actuator = RecordingActuator({0: SystemExit("tkinter is missing")})
    feed = ScriptedFeed([frame(2)], endless=True)
    app, _, _ = make_app(feed, threaded=True, actuator=actuator)
    with pytest.raises(RuntimeError, match="tkinter is missing"):
        app.run()
    assert actuator.did == ["Hotkey", "release_all", "close"]


def test_a_failing_action_is_the_last_error_of_the_status() -> None:
    actuator = RecordingActuator({0: DesktopError("no display")})
    app, _, _ = make_app(ScriptedFeed([frame(i) for i in range(8)]), threaded=True, actuator=actuator)
    assert app.run() == ExitCode.OK
    assert "no display" in app.status().last_error
    assert actuator.did.count("Hotkey") == 2


def test_the_pointer_in_the_corner_pauses() -> None:
    from gesturectl.desktop.backend import FailsafePause

    actuator = RecordingActuator({0: FailsafePause()})
    app, heard, _ = make_app(ScriptedFeed([frame(i) for i in range(8)]), threaded=False, actuator=actuator)
    app.run()
    assert [action.seq for action in heard.actions] == [2]


def test_a_request_from_outside_reaches_the_engine() -> None:
    feed = ScriptedFeed([frame(0)], endless=True)
    app, heard, _ = make_app(feed, threaded=True)
    app.mailbox.put(ControlVerb.STOP)
    assert app.run() == ExitCode.OK
    assert heard.frames <= 1
