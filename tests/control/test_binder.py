import pytest

from gesturectl.control.binder import Binder
from gesturectl.domain.action import (
    Action,
    Control,
    ControlVerb,
    Hotkey,
    KeyHold,
    MediaKey,
    PressMediaKey,
    Scroll,
    Zoom,
    ZoomMethod,
)
from gesturectl.domain.binding import Binding, BoundAction
from gesturectl.domain.effect import HoldKeys, Knob, ScrollByValue, ZoomByValue
from gesturectl.domain.event import Phase
from gesturectl.domain.observation import Handedness
from gesturectl.domain.settings import Config

TAB = Hotkey(("ctrl", "tab"))
COPY = Hotkey(("ctrl", "c"))
LOUDER, QUIETER = PressMediaKey(MediaKey.VOLUME_UP), PressMediaKey(MediaKey.VOLUME_DOWN)


def binder(*bindings: Binding) -> Binder:
    return Binder(Config(bindings=bindings))


def actions(bound: tuple[BoundAction, ...]) -> list[Action]:
    return [each.action for each in bound]


def test_a_binding_acts_in_its_phase_only(event):
    b = binder(Binding("tab", "swipe_left", TAB), Binding("copy", "swipe_left", COPY, phase=Phase.END))
    assert actions(b.bind(event("swipe_left", "begin"))) == [TAB]
    assert actions(b.bind(event("swipe_left", "end", t=0.1))) == [COPY]
    assert b.bind(event("swipe_left", "cancel", t=0.2)) == ()
    assert b.bind(event("swipe_right", "begin", t=0.3)) == ()


def test_an_action_carries_time_frame_and_name(event):
    (bound,) = binder(Binding("next tab", "swipe_left", TAB)).bind(event("swipe_left", t=2.0))
    assert bound.as_json() == {
        "type": "action",
        "t": 2.0,
        "binding": "next tab",
        "action": "hotkey ctrl+tab",
        "seq": 60,
    }


def test_a_binding_for_one_hand_goes_before_one_for_any(event):
    b = binder(Binding("any", "fist", TAB), Binding("left", "fist", COPY, hand=Handedness.LEFT))
    assert actions(b.bind(event("fist", hand=Handedness.LEFT))) == [COPY]
    assert actions(b.bind(event("fist", hand=Handedness.RIGHT))) == [TAB]


def test_a_binding_for_one_hand_hides_nothing_in_another_phase(event):
    b = binder(Binding("any", "fist", TAB, phase=Phase.END), Binding("left", "fist", COPY, hand=Handedness.LEFT))
    assert actions(b.bind(event("fist", "end", hand=Handedness.LEFT))) == [TAB]


def test_any_hand_takes_two_hands_and_the_body(event):
    b = binder(Binding("a", "zoom", TAB), Binding("b", "arms_crossed", COPY))
    assert actions(b.bind(event("zoom", hand=Handedness.BOTH))) == [TAB]
    assert actions(b.bind(event("arms_crossed", hand=None))) == [COPY]


def test_cooldown_silences_one_binding_in_seconds(event):
    b = binder(Binding("slow", "fist", TAB, cooldown_s=1.0), Binding("quick", "ok", COPY))
    fired = [bool(b.bind(event("fist", t=t))) for t in (0.0, 0.5, 0.99, 1.0, 1.5, 2.0)]
    assert fired == [True, False, False, True, False, True]
    assert b.bind(event("ok", t=2.01))


def test_zoom_follows_the_value_there_and_back(event):
    b = binder(Binding("zoom", "zoom", ZoomByValue(5, ZoomMethod.KEYS)))
    values = [0.1, 0.2, 0.45, 1.0, 0.7, 0.0, -0.3, -0.4]
    phases = ["begin", *["update"] * 6, "end"]
    steps = [
        sum(a.action.steps for a in b.bind(event("zoom", phase, t=i / 30, value=value)))
        for i, (phase, value) in enumerate(zip(phases, values, strict=True))
    ]
    assert steps == [0, 1, 1, 3, -1, -4, -1, -1]


def test_zoom_keeps_its_method(event):
    b = binder(Binding("zoom", "zoom", ZoomByValue(4, ZoomMethod.KEYS)))
    assert actions(b.bind(event("zoom", value=0.5))) == [Zoom(2, ZoomMethod.KEYS)]


def test_a_value_trembling_at_a_step_does_nothing_more(event):
    b = binder(Binding("zoom", "zoom", ZoomByValue(10)))
    b.bind(event("zoom", value=0.0))
    bound = [b.bind(event("zoom", "update", t=i / 30, value=0.1 + 0.02 * (-1) ** i)) for i in range(1, 30)]
    assert sum(len(each) for each in bound) == 1


def test_a_step_is_not_lost_to_rounding(event):
    b = binder(Binding("zoom", "zoom", ZoomByValue(10)))
    assert actions(b.bind(event("zoom", value=0.1 + 0.2 - 0.2))) == [Zoom(1)]


def test_cancel_adds_no_step_and_ends_the_stroke(event):
    b = binder(Binding("zoom", "zoom", ZoomByValue(5)))
    b.bind(event("zoom", value=0.0))
    assert b.bind(event("zoom", "cancel", t=0.1, value=1.0)) == ()
    assert b.bind(event("zoom", "update", t=0.2, value=1.0)) == ()


@pytest.mark.parametrize("value", [None, float("nan"), float("inf")])
def test_a_value_that_is_no_number_does_nothing(event, value):
    b = binder(Binding("zoom", "zoom", ZoomByValue(5)))
    assert b.bind(event("zoom", value=value)) == ()
    assert actions(b.bind(event("zoom", "end", t=0.1, value=0.4))) == [Zoom(2)]


def test_scroll_follows_along_its_axis(event):
    b = binder(
        Binding("v", "pinch", ScrollByValue(3), hand=Handedness.LEFT),
        Binding("h", "pinch", ScrollByValue(3, horizontal=True), hand=Handedness.RIGHT),
    )
    assert actions(b.bind(event("pinch", value=1.0, hand=Handedness.LEFT))) == [Scroll(dy=3)]
    assert actions(b.bind(event("pinch", value=-1.0, hand=Handedness.RIGHT))) == [Scroll(dx=-3)]


def test_a_knob_turns_up_and_down(event):
    b = binder(Binding("volume", "pinch", Knob(4, LOUDER, QUIETER)))
    assert actions(b.bind(event("pinch", value=0.5))) == [LOUDER] * 2
    assert actions(b.bind(event("pinch", "update", t=0.1, value=-0.25))) == [QUIETER] * 3


def test_two_hands_turn_the_same_knob_each_for_itself(event):
    b = binder(Binding("volume", "pinch", Knob(4, LOUDER, QUIETER)))
    b.bind(event("pinch", value=1.0, hand=Handedness.LEFT))
    assert actions(b.bind(event("pinch", value=0.25, hand=Handedness.RIGHT))) == [LOUDER]


def test_a_continuous_binding_in_cooldown_ignores_the_whole_stroke(event):
    b = binder(Binding("zoom", "zoom", ZoomByValue(5), cooldown_s=1.0))
    b.bind(event("zoom", value=0.2))
    b.bind(event("zoom", "end", t=0.5, value=0.2))
    assert b.bind(event("zoom", t=1.0, value=0.4)) == ()
    assert b.bind(event("zoom", "update", t=1.6, value=0.8)) == ()
    assert b.bind(event("zoom", "begin", t=1.7, value=0.4))


def test_a_hold_lasts_as_long_as_the_gesture(event):
    b = binder(Binding("talk", "fist", HoldKeys(("space",))))
    assert actions(b.bind(event("fist"))) == [KeyHold(("space",), True)]
    assert b.bind(event("fist", "begin", t=0.1)) == ()
    assert actions(b.bind(event("fist", "cancel", t=0.2))) == [KeyHold(("space",), False)]
    assert b.bind(event("fist", "end", t=0.3)) == ()


def test_release_lets_go_and_forgets_strokes(event):
    b = binder(Binding("talk", "fist", HoldKeys(("space",))), Binding("zoom", "zoom", ZoomByValue(5)))
    b.bind(event("fist"))
    b.bind(event("zoom", value=0.0))
    assert b.release(1.0, 30) == (BoundAction(1.0, 30, "talk", KeyHold(("space",), False)),)
    assert b.release(1.1, 33) == ()
    assert b.bind(event("fist", "end", t=1.2)) == ()
    assert b.bind(event("zoom", "update", t=1.2, value=1.0)) == ()


def test_while_paused_only_waking_rules_act(event):
    b = binder(
        Binding("tab", "fist", TAB),
        Binding("talk", "ok", HoldKeys(("space",))),
        Binding("pause", "victory", Control(ControlVerb.PAUSE)),
        Binding("toggle", "open_palm", Control(ControlVerb.TOGGLE)),
        Binding("resume", "thumb_up", Control(ControlVerb.RESUME)),
    )
    gestures = ("fist", "ok", "victory", "open_palm", "thumb_up")
    acted = [name for name in gestures if b.bind(event(name), paused=True)]
    assert acted == ["open_palm", "thumb_up"]
    assert b.release(1.0, 30) == ()


def test_silence_has_its_reason(event):
    b = binder(
        Binding("tab", "swipe_left", TAB, cooldown_s=1.0),
        Binding("copy", "fist", COPY, hand=Handedness.LEFT),
        Binding("late", "ok", COPY, phase=Phase.END),
        Binding("zoom", "zoom", ZoomByValue(5.0)),
    )
    b.bind(event("swipe_left", "begin", t=0.0))
    again = event("swipe_left", "begin", t=0.25)
    assert b.bind(again) == ()
    assert b.why_silent(again) == "cooldown: rule 'tab' was silent for another 0.8 s"
    assert b.bind(event("swipe_left", "begin", t=1.1))  # asking has changed nothing
    assert b.why_silent(event("thumb_up", "begin")) == "no rule is bound to it"
    assert b.why_silent(event("fist", "begin", hand=Handedness.RIGHT)) == "its rules are for the left hand"
    assert b.why_silent(event("ok", "begin")) == "its rule waits for the gesture's end"
    assert b.why_silent(event("zoom", "begin")) == "it was not moved by a whole step"
