"""What gestures did can be taken back, where there is a way back."""

import pytest

from gesturectl.control.undo import UndoList, inverse
from gesturectl.domain import action as a
from gesturectl.domain.binding import BoundAction
from gesturectl.domain.event import GestureEvent, Phase
from gesturectl.domain.observation import Handedness

EDITOR = a.LaunchApp(desktop="mousepad")


def bound(action: a.Action, cause: GestureEvent | None) -> BoundAction:
    return BoundAction(0.0, 0, "rule", action, cause)


def begin(gesture: str = "fist", t: float = 0.0) -> GestureEvent:
    return GestureEvent(t, gesture, Phase.BEGIN, Handedness.RIGHT, 0.9, 0)


@pytest.mark.parametrize(
    ("action", "back"),
    [
        (a.Zoom(2), a.Zoom(-2)),
        (a.Scroll(dy=-5, dx=1), a.Scroll(dy=5, dx=-1)),
        (a.PressMediaKey(a.MediaKey.VOLUME_UP), a.PressMediaKey(a.MediaKey.VOLUME_DOWN)),
        (a.PressMediaKey(a.MediaKey.PLAY_PAUSE), a.PressMediaKey(a.MediaKey.PLAY_PAUSE)),
        (a.PressMediaKey(a.MediaKey.STOP), None),
        (a.Hotkey(("ctrl", "tab")), a.Hotkey(("ctrl", "shift", "tab"))),
        (a.Hotkey(("ctrl", "shift", "tab")), a.Hotkey(("ctrl", "tab"))),
        (a.Hotkey(("ctrl", "w")), a.Hotkey(("ctrl", "shift", "t"))),
        (a.Hotkey(("ctrl", "shift", "t")), None),
        (EDITOR, a.CloseLaunched(EDITOR)),
        (a.TypeText("x"), None),
        (a.CloseWindow(), None),
        (a.Sequence((a.Zoom(1), a.Scroll(dy=1))), a.Sequence((a.Scroll(dy=-1), a.Zoom(-1)))),
        (a.Sequence((a.Zoom(1), a.TypeText("x"))), None),
    ],
)
def test_ways_back(action: a.Action, back: a.Action | None) -> None:
    assert inverse(action) == back


def test_a_whole_gesture_is_taken_back_at_once_and_only_where_it_ended() -> None:
    undo, zoom = UndoList(), begin("zoom")
    for steps in (1, 1, 1, -1):
        undo.note(bound(a.Zoom(steps), zoom))
    done = undo.take()
    assert done is not None
    assert done.back == [a.Zoom(-1), a.Zoom(-1)]
    assert undo.take() is None


def test_gestures_are_taken_back_one_after_the_other() -> None:
    undo = UndoList()
    undo.note(bound(EDITOR, begin()))
    undo.note(bound(a.Zoom(1), begin(t=1)))
    undo.note(bound(a.Control(a.ControlVerb.UNDO), begin(t=2)))
    undo.note(bound(a.Zoom(-1), None))  # an undo is not undone
    assert [undo.take().back for _ in range(2)] == [[a.Zoom(-1)], [a.CloseLaunched(EDITOR)]]  # type: ignore[union-attr]


def test_what_has_no_way_back_is_named() -> None:
    undo = UndoList()
    undo.note(bound(a.TypeText("x"), begin()))
    done = undo.take()
    assert done is not None
    assert done.lasting == "text 'x'"
