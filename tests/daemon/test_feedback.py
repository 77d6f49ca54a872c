"""Hints, notifications and sounds: what is told, and that nobody waits for it."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from live_daemon import LiveDaemon

from gesturectl.config.loader import parse_config
from gesturectl.daemon.feedback import what_it_does
from gesturectl.daemon.feedback_thread import FeedbackThread
from gesturectl.daemon.hints import Hints
from gesturectl.daemon.pipeline import StepResult
from gesturectl.daemon.state_news import StateNews
from gesturectl.desktop.sounds import Sound
from gesturectl.domain.action import Ask, Hotkey
from gesturectl.domain.binding import BoundAction
from gesturectl.domain.event import GestureEvent, Phase
from gesturectl.domain.feedback import Corner, Feedback
from gesturectl.domain.hint import Hint
from gesturectl.domain.observation import Handedness, Observation
from gesturectl.domain.status import State
from gesturectl.errors import DesktopError

DEADLINE_S = 15.0


@dataclass
class Held:
    gesture: str
    held: float
    state: str = "dwelling"


class Scene:
    """A listener for hints, fed by hand."""

    def __init__(self) -> None:
        self.shown: list[Hint | None] = []
        self.readings: list[Held] = []
        self.begun = 0
        does = {"thumb_up": "open editor", "zoom": "zoom the page"}
        self.hints = Hints(
            self.shown.append,
            readings=lambda: self.readings,
            does=lambda gesture: does.get(gesture, ""),
            began=self._count,
        )

    def _count(self) -> None:
        self.begun += 1

    def at(self, t: float, *events: tuple[str, Phase], acts: bool = True) -> Hint | None:
        made = tuple(
            GestureEvent(t, name, phase, Handedness.RIGHT, 0.9, 0, 0.5 if name == "zoom" else None)
            for name, phase in events
        )
        action = BoundAction(t, 0, "open editor", Hotkey(("a",)))
        bound = tuple((action,) if acts and event.phase is Phase.BEGIN else () for event in made)
        self.hints.heard(None, StepResult(made, (), Observation(t, 0, 1.5), bound=bound))
        return self.shown[-1] if self.shown else None


def test_a_ring_fills_while_a_gesture_is_held_and_its_begin_stays_a_while() -> None:
    scene = Scene()
    scene.readings = [Held("thumb_up", 0.1)]
    assert scene.at(0.0) is None
    scene.readings = [Held("thumb_up", 0.52)]
    assert scene.at(0.1) == Hint("Thumb up", "open editor", 0.5)
    scene.readings = [Held("thumb_up", 1.0, "active")]
    done = Hint("Thumb up", "open editor", done=True)
    assert scene.at(0.2, ("thumb_up", Phase.BEGIN)) == done
    assert scene.at(1.3) == done
    assert scene.at(1.5) is None
    assert scene.begun == 1


def test_what_does_nothing_is_not_shown() -> None:
    scene = Scene()
    scene.readings = [Held("fist", 0.9)]
    assert scene.at(0.0) is None
    assert scene.at(0.1, ("fist", Phase.BEGIN), acts=False) is None
    assert scene.shown == []
    assert scene.begun == 0


def test_a_gesture_that_goes_on_is_shown_as_long_as_it_does() -> None:
    scene = Scene()
    assert scene.at(0.0, ("zoom", Phase.BEGIN), acts=False) == Hint("Zoom", "zoom the page", done=True)
    for tenth in range(1, 40):
        scene.at(tenth / 10, ("zoom", Phase.UPDATE))
    assert scene.at(4.0, ("zoom", Phase.END)) is not None
    assert scene.at(4.9) is not None
    assert scene.at(5.3) is None
    assert len([hint for hint in scene.shown if hint is None]) == 1
    assert 4 <= len(scene.shown) <= 8, "it is renewed now and then, not with every frame"


def test_one_that_is_cancelled_goes_at_once() -> None:
    scene = Scene()
    scene.at(0.0, ("thumb_up", Phase.BEGIN))
    assert scene.at(0.1, ("thumb_up", Phase.CANCEL)) is None


def test_what_a_gesture_does_is_its_rules_name() -> None:
    rules = """
version: 1
bindings:
  - {name: open editor, gesture: thumb_up, do: {hotkey: a}}
  - {gesture: fist, do: {hotkey: ctrl+b}}
"""
    config = parse_config(rules, "test")
    assert what_it_does("thumb_up", config) == "open editor"
    assert what_it_does("fist", config) == "hotkey ctrl+b"
    assert what_it_does("victory", config) == ""
    assert what_it_does("fist", config, off=frozenset(["fist"])) == ""


def test_only_changes_of_the_state_are_told() -> None:
    notes: list[tuple[str, str]] = []
    sounds: list[Sound] = []
    news = StateNews(lambda *note: notes.append(note), sounds.append, problem=lambda: "camera 0 is busy")
    for state, why in [
        (State.RUNNING, ""),
        (State.PAUSED, "gesturectl pause"),
        (State.RUNNING, ""),
        (State.LOST, ""),
        (State.RUNNING, ""),
        (State.STOPPED, ""),
    ]:
        news(state, why)
    assert notes == [
        ("gesturectl is paused", "by gesturectl pause"),
        ("gesturectl watches again", ""),
        ("No camera", "camera 0 is busy"),
        ("The camera is back", ""),
    ]
    assert sounds == [Sound.PAUSED, Sound.RESUMED, Sound.LOST, Sound.RESUMED]


class Desk:
    """Doors to a desktop that remembers, or refuses."""

    def __init__(self, feedback: Feedback, refuses: bool = False) -> None:
        self.feedback, self.refuses = feedback, refuses
        self.told: list[Any] = []
        self.opened: list[str] = []
        self.thread = FeedbackThread(
            lambda: self.feedback,
            notify=lambda *note: self.told.append(note),
            open_hints=lambda: self._open("hints"),
            open_sounds=lambda: self._open("sounds"),
        )

    def _open(self, what: str) -> Any:
        self.opened.append(what)
        if self.refuses:
            raise DesktopError(f"no {what} here")
        return self

    def show(self, hint: Hint, corner: Corner) -> None:
        self.told.append((hint.text, corner))

    def hide(self) -> None:
        self.told.append("hidden")

    def play(self, sound: Sound) -> None:
        self.told.append(sound)

    def close(self) -> None:
        self.told.append("closed")

    def tell_all(self) -> None:
        with self.thread:
            self.thread.hint(Hint("Zoom"))
            wait(lambda: self.thread._queue.empty())
            self.thread.note("first")
            wait(lambda: self.thread._queue.empty())
            self.thread.hint(None)
            self.thread.sound(Sound.DID)
            self.thread.note("paused", "by you")


def test_everything_is_told_in_the_corner_that_is_wanted() -> None:
    desk = Desk(Feedback(sounds=True, corner=Corner.TOP_LEFT))
    desk.tell_all()
    assert desk.told == [("Zoom", Corner.TOP_LEFT), ("first", ""), "hidden", Sound.DID, ("paused", "by you"), "closed"]


def test_with_everything_off_no_door_is_opened() -> None:
    desk = Desk(parse_config("{version: 1, settings: {feedback: off}, bindings: []}", "test").settings.feedback)
    desk.tell_all()
    assert desk.told == []
    assert desk.opened == []


def test_what_the_desktop_cannot_do_is_said_once(caplog: pytest.LogCaptureFixture) -> None:
    desk = Desk(Feedback(sounds=True), refuses=True)
    with caplog.at_level(logging.WARNING, "gesturectl"), desk.thread:
        for _ in range(5):
            desk.thread.hint(Hint("Zoom"))
            desk.thread.sound(Sound.DID)
    assert sorted(desk.opened) == ["hints", "sounds"]
    assert sorted(record.message for record in caplog.records) == ["no hints here", "no sounds here"]


def test_a_slow_desktop_keeps_nobody_waiting() -> None:
    free = threading.Event()
    desk = Desk(Feedback())
    desk.show = lambda hint, corner: free.wait(DEADLINE_S)  # type: ignore[assignment,method-assign]
    with desk.thread:
        began_s = time.monotonic()
        for _ in range(1000):
            desk.thread.hint(Hint("Zoom"))
        assert time.monotonic() - began_s < 5.0
        free.set()


@pytest.mark.parametrize(
    ("text", "feedback"),
    [
        ("on", Feedback()),
        ("'off'", Feedback(False, False, False)),
        ("{hint: false}", Feedback(hint=False)),
        ("{corner: top_left, sounds: true, icon: dark}", Feedback(True, True, True, Corner.TOP_LEFT, "dark")),  # type: ignore[arg-type]
    ],
)
def test_the_settings_of_feedback(text: str, feedback: Feedback) -> None:
    config = parse_config(f"{{version: 1, settings: {{feedback: {text}}}, bindings: []}}", "test")
    assert config.settings.feedback == feedback


def test_a_wrong_corner_is_named_with_its_line() -> None:
    from gesturectl.errors import ConfigError

    with pytest.raises(ConfigError, match=r"test:3:\d+.*unknown corner 'top'"):
        parse_config("version: 1\nsettings:\n  feedback: {corner: top}\nbindings: []\n", "test")


def test_the_reloaded_settings_count(tmp_path: Path) -> None:
    from gesturectl.daemon.feedback import told_to_user

    daemon = LiveDaemon(tmp_path)
    rules = daemon.app.parts.rules
    assert rules is not None
    said: list[bool] = []

    def script(daemon: LiveDaemon) -> None:
        daemon.file.write_text("version: 1\nsettings: {feedback: off}\nbindings: []\n")
        daemon.ask("reload")
        wait(lambda: thread._settings() == Feedback(False, False, False))
        said.append(True)
        daemon.ask("stop")

    with told_to_user(daemon.app, tmp_path, lambda: rules.config) as thread:
        daemon.run(script)
    assert said == [True]


def wait(happened: Callable[[], object]) -> None:
    deadline = time.monotonic() + DEADLINE_S
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_a_gesture_that_must_be_made_twice_says_so_and_a_late_one_is_named() -> None:
    scene = Scene()
    begin = GestureEvent(0.0, "thumb_down", Phase.BEGIN, Handedness.RIGHT, 0.9, 0)
    asked = BoundAction(0.0, 0, "close window", Ask("close_window active"), begin)
    scene.hints.heard(None, StepResult((begin,), (asked,), Observation(0.0, 0, 1.5), bound=((asked,),)))
    assert scene.shown == [Hint("Thumb down", "once more to close window")]
    assert scene.begun == 0
    assert scene.at(1.0, ("thumb_down", Phase.END)) == scene.shown[0]
    assert scene.at(2.9) == scene.shown[0]
    assert scene.at(3.1) is None
    late = BoundAction(5.0, 0, "hold", Hotkey(("a",)), GestureEvent(4.0, "fist", Phase.BEGIN, None, 0.9, 0))
    scene.hints.heard(None, StepResult((), (late,), Observation(5.0, 0, 1.5), late=(late,)))
    assert scene.shown[-1] == Hint("Fist", "hold", done=True)
    assert scene.begun == 1
