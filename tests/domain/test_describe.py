import typing

import pytest

from gesturectl.domain import action as a
from gesturectl.domain import effect as e
from gesturectl.domain.describe import describe, describe_effect


@pytest.mark.parametrize(
    ("action", "text"),
    [
        (a.Zoom(2), "zoom +2"),
        (a.Zoom(-1, a.ZoomMethod.KEYS), "zoom -1 keys"),
        (a.Hotkey(("ctrl", "tab")), "hotkey ctrl+tab"),
        (a.KeyHold(("space",), True), "key_hold space down"),
        (a.ButtonHold(a.MouseButton.LEFT, False), "button_hold left up"),
        (a.TypeText("héllo"), "text 'héllo'"),
        (a.Click(a.MouseButton.LEFT, 2), "click left x2"),
        (a.PointerMove(3, -2), "pointer_move +3 -2"),
        (a.Scroll(dy=-5), "scroll dy -5"),
        (a.Scroll(dy=1, dx=2), "scroll dy +1 dx +2"),
        (a.LaunchApp(desktop="mousepad", alternatives=("x",)), "launch mousepad"),
        (a.LaunchApp(("xterm", "-e", "a b")), "launch xterm -e 'a b'"),
        (a.CloseWindow(), "close_window active"),
        (a.CloseWindow("Mousepad", kill=True), "kill_window Mousepad"),
        (a.FocusApp("Chromium"), "focus Chromium"),
        (a.PressMediaKey(a.MediaKey.VOLUME_UP), "media volume_up"),
        (a.RunCommand(("notify-send", "hi you")), "command notify-send 'hi you'"),
        (a.Control(a.ControlVerb.PAUSE), "control pause"),
        (a.Sequence((a.FocusApp("X"), a.Zoom(1))), "sequence focus X; zoom +1"),
    ],
)
def test_actions_in_words(action, text):
    assert describe(action) == text


def test_effects_in_words():
    knob = e.Knob(2.5, a.Scroll(dy=1), a.Scroll(dy=-1))
    assert describe_effect(e.ZoomByValue(5)) == "zoom 5 per unit"
    assert describe_effect(e.ScrollByValue(2, horizontal=True)) == "scroll dx 2 per unit"
    assert describe_effect(knob) == "scroll dy +1 / scroll dy -1, 2.5 per unit"
    assert describe_effect(e.HoldKeys(("ctrl", "a"))) == "key_hold ctrl+a"
    assert describe_effect(a.Zoom(1)) == "zoom +1"


def test_every_kind_of_action_has_words():
    from gesturectl.domain.describe import _WORDS

    assert set(_WORDS) == set(typing.get_args(a.Action))
