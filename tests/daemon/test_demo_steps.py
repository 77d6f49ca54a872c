"""The demonstration reads from the bindings which gesture does what."""

import dataclasses

import pytest

from gesturectl.config.loader import load_config
from gesturectl.config.paths import shipped
from gesturectl.daemon.demo_effects import Goal
from gesturectl.daemon.demo_steps import steps_of, wanted_gestures
from gesturectl.domain.action import CloseWindow, LaunchApp
from gesturectl.domain.binding import Binding
from gesturectl.domain.effect import ZoomByValue
from gesturectl.domain.label import GestureLabel
from gesturectl.domain.settings import Config
from gesturectl.errors import DemoError

OPEN = Binding("open", "victory", LaunchApp(("xterm",)))
ZOOM = Binding("page", "zoom", ZoomByValue(5))
CLOSE = Binding("shut", "ok", CloseWindow())
CLOSE_ONE = Binding("shut-one", "fist", CloseWindow(app="Firefox"))


def test_the_shipped_bindings_have_all_that_is_shown() -> None:
    wanted = wanted_gestures(load_config(shipped("gestures.yaml")))
    assert [want.goal for want in wanted] == [Goal.OPEN, Goal.ZOOM_IN, Goal.ZOOM_OUT, Goal.CLOSE]
    assert [want.sign for want in wanted] == [0, 1, -1, 0]


def test_gestures_follow_the_bindings() -> None:
    wanted = wanted_gestures(Config(bindings=(CLOSE_ONE, CLOSE, ZOOM, OPEN)))
    assert [want.binding.gesture for want in wanted] == ["victory", "zoom", "zoom", "ok"]


def test_a_zoom_that_is_bound_backwards_is_shown_backwards() -> None:
    backwards = dataclasses.replace(ZOOM, effect=ZoomByValue(-5))
    wanted = wanted_gestures(Config(bindings=(OPEN, backwards, CLOSE)))
    assert [want.sign for want in wanted] == [0, -1, 1, 0]


@pytest.mark.parametrize(
    ("bindings", "words"),
    [((ZOOM, CLOSE), "opens"), ((OPEN, CLOSE), "zooms"), ((OPEN, ZOOM, CLOSE_ONE), "closes")],
)
def test_a_missing_binding_is_named(bindings: tuple[Binding, ...], words: str) -> None:
    with pytest.raises(DemoError, match=f"no binding in my.yaml {words}"):
        wanted_gestures(Config(bindings=bindings, origin="my.yaml"))


def test_steps_take_their_times_from_the_clip() -> None:
    labels = [
        GestureLabel("victory", 2.0, 3.0),
        GestureLabel("zoom", 5.0, 6.0, sign=1),
        GestureLabel("zoom", 8.0, 9.0, sign=-1),
        GestureLabel("ok", 11.0, 12.0),
    ]
    wanted = wanted_gestures(Config(bindings=(OPEN, ZOOM, CLOSE)))
    steps = steps_of(wanted, labels)
    assert [(step.binding, step.start_s, step.end_s) for step in steps] == [
        ("open", 2.0, 3.0),
        ("page", 5.0, 6.0),
        ("page", 8.0, 9.0),
        ("shut", 11.0, 12.0),
    ]
    with pytest.raises(DemoError, match="does not show"):
        steps_of(wanted, labels[:3])
    with pytest.raises(DemoError, match="does not show"):
        steps_of(wanted, [labels[0], labels[2], labels[1], labels[3]])
