"""The tour of the first run, step by step, on synthetic time; and once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from live_daemon import LiveDaemon

from gesturectl.cli import main as cli
from gesturectl.daemon import first_run
from gesturectl.daemon.first_run import remember_tour, tour_given, tour_is_due
from gesturectl.daemon.pipeline import StepResult
from gesturectl.daemon.tour import Stop, Tour
from gesturectl.domain.event import GestureEvent, Phase
from gesturectl.domain.observation import Handedness, Observation
from gesturectl.errors import DesktopError


class Seen:
    """What the recognizer reads."""

    handedness = Handedness.RIGHT

    def __init__(self, gesture: str, score: float) -> None:
        self.gesture, self.score = gesture, score


class Guest:
    """Somebody who takes the tour, frame after frame."""

    def __init__(self, fps: float = 30.0) -> None:
        self.t = 0.0
        self.reads: tuple[Seen, ...] = ()
        self.ends = 0
        self.tour = Tour(readings=lambda: self.reads, fps=lambda: fps, ended=self._end)

    def _end(self) -> None:
        self.ends += 1

    def watch(self, seconds: float, *, gesture: str = "", score: float = 0.9, zoom: float | None = None) -> None:
        self.reads = (Seen(gesture, score),) if gesture else ()
        until_t = self.t + seconds
        while self.t < until_t:
            events: tuple[GestureEvent, ...] = ()
            if zoom is not None:
                events = (GestureEvent(self.t, "zoom", Phase.UPDATE, Handedness.BOTH, 0.9, 0, zoom),)
            self.tour.heard(None, StepResult(events, (), Observation(self.t, 0, 1.5)))
            self.t += 1 / 30


def test_the_three_steps_are_taken_one_after_the_other() -> None:
    guest = Guest()
    guest.watch(1.0)
    assert guest.tour.lines[1].startswith("Step 1 of 3")
    guest.watch(1.5)
    assert guest.tour.lines[:2] == ("The camera works", "30 pictures a second")
    guest.watch(1.5)
    assert guest.tour.stop is Stop.HAND
    guest.watch(3.0, gesture="fist")
    guest.watch(0.2, gesture="open_palm")
    guest.watch(1.0)
    assert guest.tour.stop is Stop.HAND, "a palm in passing is no answer"
    guest.watch(2.5, gesture="open_palm")
    assert guest.tour.stop is Stop.ZOOM
    guest.watch(3.0, zoom=0.05)
    assert guest.tour.stop is Stop.ZOOM
    guest.watch(0.1, zoom=-0.4)
    assert guest.tour.lines[0] == "Well done"
    guest.watch(2.0)
    assert guest.tour.stop is Stop.GOODBYE
    assert not guest.ends
    guest.watch(5.0)
    assert (guest.ends, guest.tour.over, guest.tour.lines) == (1, True, ())


def test_a_slow_camera_gets_advice() -> None:
    guest = Guest(fps=14.6)
    guest.watch(2.5)
    assert guest.tour.lines[1] == "15 pictures a second: more light makes it faster"


def test_it_can_be_skipped_once() -> None:
    guest = Guest()
    guest.tour.skip()
    guest.tour.skip()
    guest.watch(10.0)
    assert guest.ends == 1


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(first_run, "data_dir", lambda: tmp_path / "data")
    return tmp_path


class Window:
    def __init__(self) -> None:
        self.shown, self.closed, self.stays = 0, False, True

    def show(self, rgb: np.ndarray) -> bool:
        self.shown += 1
        return self.stays

    def close(self) -> None:
        self.closed = True


def test_nothing_is_done_until_it_is_over_and_it_comes_once(data: Path) -> None:
    daemon, window = LiveDaemon(data), Window()
    daemon.app.preview._open_window = lambda: window
    gates = daemon.app.parts.gates

    def script(daemon: LiveDaemon) -> None:
        daemon.until(lambda: window.shown)
        daemon.make("swipe_left")
        daemon.until(lambda: daemon.app.history.as_json()["gestures"])
        assert daemon.app.history.as_json()["gestures"][0]["why_silent"] == "the tour goes on"
        assert daemon.actuator.actions == []
        window.stays = False  # the user closes it
        daemon.until(lambda: not gates.hush)
        daemon.make("swipe_left", phase=Phase.END)
        daemon.make("swipe_left")
        daemon.until(lambda: daemon.actuator.actions)
        daemon.ask("stop")

    assert tour_is_due()
    with tour_given(daemon.app, gates):
        daemon.run(script)
    assert window.closed
    assert not tour_is_due()


def test_without_a_window_there_is_no_tour_and_gestures_act(data: Path) -> None:
    daemon = LiveDaemon(data)

    def no_window() -> Any:
        raise DesktopError("no display for the preview window")

    daemon.app.preview._open_window = no_window

    def script(daemon: LiveDaemon) -> None:
        daemon.until(lambda: not daemon.app.parts.gates.hush)
        daemon.ask("stop")

    with tour_given(daemon.app, daemon.app.parts.gates) as tour:
        daemon.run(script)
    assert tour.over


def test_what_cannot_be_remembered_is_no_failure(data: Path) -> None:
    (data / "data").write_text("a file")
    remember_tour()
    assert tour_is_due()


def test_alone_it_helps_without_a_desktop(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert cli.main([]) == 0
    assert "usage: gesturectl" in capsys.readouterr().out


def test_alone_on_a_desktop_it_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    started = []

    def run(args: Any) -> int:
        started.append(args.verb)
        return 0

    monkeypatch.setenv("DISPLAY", ":99")
    monkeypatch.setattr("gesturectl.cli.start.run", run)
    assert cli.main([]) == 0
    assert started == ["start"]
