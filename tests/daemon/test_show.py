"""The preview behind the engine: what is drawn when, and who closes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scripted import RecordingActuator, ScriptedBinder, ScriptedEstimator, ScriptedFeed, ScriptedRecognizer, frame

from gesturectl.daemon.app import App
from gesturectl.daemon.app_parts import AppParts
from gesturectl.daemon.pipeline import StepResult
from gesturectl.daemon.show import LatestPicture, Preview
from gesturectl.domain.event import GestureEvent, Phase
from gesturectl.domain.observation import Observation
from gesturectl.preview.state import PreviewState


class Pictures:
    def __init__(self) -> None:
        self.times: list[float] = []

    def put(self, picture: Any, t: float) -> None:
        assert picture.shape[0] >= 480
        self.times.append(t)


class Window:
    """Closed by the user after a number of pictures."""

    def __init__(self, closes_after: int) -> None:
        self.shown = 0
        self._closes_after = closes_after

    def show(self, rgb: Any) -> bool:
        self.shown += 1
        return self.shown < self._closes_after

    def close(self) -> None:
        pass


def app_with(feed: ScriptedFeed, threaded: bool) -> App:
    parts = (ScriptedEstimator(), ScriptedRecognizer(begins=[2]), ScriptedBinder(), RecordingActuator())
    return App(AppParts(feed, *parts, threaded=threaded))


@pytest.mark.parametrize("threaded", [True, False])
def test_every_frame_reaches_the_screens(threaded: bool) -> None:
    app, screen = app_with(ScriptedFeed([frame(i) for i in range(6)]), threaded), Pictures()
    app.add_preview([screen])
    app.run()
    assert screen.times == [i / 30 for i in range(6)]


@pytest.mark.parametrize("threaded", [True, False])
def test_closing_the_window_stops_the_daemon(threaded: bool) -> None:
    feed = ScriptedFeed([frame(0)], endless=True) if threaded else ScriptedFeed([frame(i) for i in range(50)])
    app, window = app_with(feed, threaded), Window(closes_after=1)
    app.add_preview([], window=window)
    assert app.run() == 0
    assert window.shown == 1


def test_a_picture_is_taken_once_and_the_newest_wins() -> None:
    latest = LatestPicture()
    assert latest.take() is None
    latest.put(np.zeros((1, 1, 3), np.uint8), 0.0)
    newest = np.ones((1, 1, 3), np.uint8)
    latest.put(newest, 0.1)
    assert latest.take() is newest
    assert latest.take() is None


def test_what_is_held_is_shown_until_its_end_and_actions_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    states: list[PreviewState] = []
    monkeypatch.setattr(
        "gesturectl.daemon.show.draw", lambda frame, seen, state: states.append(state) or np.zeros((2, 2, 3))
    )
    preview = Preview((), explain=tuple, figures=lambda: (29.5, 3))
    binder = ScriptedBinder()
    for seq, phase in [(0, Phase.BEGIN), (1, None), (60, Phase.END)]:
        events = (GestureEvent(seq / 30, "fist", phase, None, 0.9, seq),) if phase else ()
        actions = binder.bind(events[0]) if events else ()
        preview.heard(frame(seq), StepResult(events, actions, Observation(seq / 30, seq, 1.5)))
    assert [[score.gesture for score in state.gestures] for state in states] == [["fist"], ["fist"], []]
    assert [state.message for state in states] == ["hotkey ctrl+plus", "hotkey ctrl+plus", ""]
    assert (states[0].fps, states[0].dropped) == (29.5, 3)
