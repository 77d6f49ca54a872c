"""What the actuator sends, and that nothing stays pressed. All on the recording backend."""

from __future__ import annotations

import pytest

from gesturectl.desktop.actuator import Actuator
from gesturectl.desktop.backend import FailsafePause
from gesturectl.desktop.recorder import Recorder
from gesturectl.domain.action import (
    ButtonHold,
    Click,
    CloseWindow,
    Control,
    ControlVerb,
    FocusApp,
    Hotkey,
    KeyHold,
    LaunchApp,
    MediaKey,
    MouseButton,
    PointerMove,
    PressMediaKey,
    RunCommand,
    Scroll,
    Sequence,
    TypeText,
    Zoom,
    ZoomMethod,
)
from gesturectl.errors import DesktopError


class BrokenKeys(Recorder):
    """A recorder on which one key cannot be pressed, or not be released."""

    def __init__(self, *, down: str = "", up: str = "") -> None:
        super().__init__()
        self._broken_down, self._broken_up = down, up

    def key_down(self, key: str) -> None:
        super().key_down(key)
        if key == self._broken_down:
            raise DesktopError(f"no {key} here")

    def key_up(self, key: str) -> None:
        super().key_up(key)
        if key == self._broken_up:
            raise RuntimeError(f"{key} is stuck")


class ElsewherePointer(Recorder):
    """A recorder whose active window is not under the pointer."""

    def place_in_active(self, pointer: tuple[int, int]) -> tuple[int, int] | None:
        return None if pointer == (50, 60) else (50, 60)


def actuator_on(recorder: Recorder, **options: object) -> Actuator:
    return Actuator(recorder, applications=recorder, windows=recorder, media=recorder, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("action", "done"),
    [
        (Hotkey(("ctrl", "t")), ["key down ctrl", "key down t", "key up t", "key up ctrl"]),
        (TypeText("né"), ["type 'né'"]),
        (Click(MouseButton.RIGHT, 2), ["button down right", "button up right"] * 2),
        (PointerMove(-3, 4), ["point at 637 404"]),
        (Scroll(dy=-2, dx=1), ["wheel 1 -2"]),
        (Zoom(3), ["key down ctrl", "wheel 0 3", "key up ctrl"]),
        (Zoom(-2, ZoomMethod.KEYS), ["key down ctrl", "key down kp_subtract", "key up kp_subtract", "key up ctrl"] * 2),
        (LaunchApp(desktop="firefox"), ["launch firefox"]),
        (CloseWindow("xterm"), ["close xterm"]),
        (FocusApp("xterm"), ["focus xterm"]),
        (PressMediaKey(MediaKey.PLAY_PAUSE), ["media play_pause"]),
        (RunCommand(("ls", "-l")), ["run ls -l"]),
        (Sequence((Scroll(1), TypeText("x"))), ["wheel 0 1", "type 'x'"]),
    ],
)  # fmt: skip
def test_action_becomes_input(action, done):
    recorder = Recorder()
    actuator = actuator_on(recorder)

    actuator.perform(action)

    assert recorder.done == done
    assert actuator.held == ()


def test_control_goes_to_gesturectl_itself():
    asked: list[ControlVerb] = []
    actuator_on(Recorder(), on_control=asked.append).perform(Control(ControlVerb.PAUSE))
    assert asked == [ControlVerb.PAUSE]


def test_hold_lasts_until_it_is_let_go_and_hotkeys_meanwhile_spare_it():
    recorder = Recorder()
    actuator = actuator_on(recorder)

    actuator.perform(KeyHold(("ctrl",), down=True))
    actuator.perform(Zoom(1))
    assert actuator.held == ("ctrl",)
    actuator.perform(KeyHold(("ctrl",), down=False))

    assert recorder.done == ["key down ctrl", "wheel 0 1", "key up ctrl"]


def test_release_all_lets_go_of_everything_in_reverse_and_twice_is_fine():
    recorder = Recorder()
    actuator = actuator_on(recorder)
    actuator.perform(KeyHold(("shift", "a"), down=True))
    actuator.perform(ButtonHold(MouseButton.LEFT, down=True))
    assert actuator.held == ("shift", "a", "left button")
    recorder.done.clear()

    actuator.release_all()
    actuator.release_all()

    assert recorder.done == ["button up left", "key up a", "key up shift"]
    assert actuator.held == ()


def test_close_releases_then_closes_and_then_refuses():
    recorder = Recorder()
    actuator = actuator_on(recorder)
    actuator.perform(KeyHold(("alt",), down=True))

    actuator.close()
    actuator.close()

    assert recorder.done == ["key down alt", "key up alt", "close", "close"]  # the applications, then the backend
    with pytest.raises(DesktopError, match="let go"):
        actuator.perform(Scroll(1))


@pytest.mark.parametrize("action", [Hotkey(("ctrl", "x", "t")), KeyHold(("ctrl", "x", "t"), down=True)])
def test_key_that_fails_leaves_nothing_pressed(action):
    recorder = BrokenKeys(down="x")
    actuator = actuator_on(recorder)

    with pytest.raises(DesktopError, match="no x here"):
        actuator.perform(action)

    assert recorder.done == ["key down ctrl", "key down x", "key up x", "key up ctrl"]
    assert actuator.held == ()


def test_key_that_cannot_be_released_does_not_keep_the_others_down(caplog):
    recorder = BrokenKeys(up="shift")
    actuator = actuator_on(recorder)
    actuator.perform(KeyHold(("ctrl", "shift"), down=True))

    actuator.release_all()

    assert recorder.done[-2:] == ["key up shift", "key up ctrl"]
    assert "shift is stuck" in caplog.text


def test_letting_go_of_what_is_not_held_sends_nothing():
    recorder = Recorder()
    actuator = actuator_on(recorder)
    actuator.perform(KeyHold(("ctrl",), down=False))
    actuator.perform(ButtonHold(MouseButton.LEFT, down=False))
    assert recorder.done == []


@pytest.mark.parametrize("action", [Zoom(1), Scroll(dy=1)])
def test_wheel_is_turned_over_the_active_window_and_the_pointer_comes_back(action):
    recorder = ElsewherePointer(pointer=(900, 700))
    actuator_on(recorder).perform(action)
    assert recorder.done[0] == "point at 50 60"
    assert "wheel 0 1" in recorder.done
    assert recorder.done[-1] == "point at 900 700"


@pytest.mark.parametrize("corner", [(0, 0), (1279, 0), (0, 799), (1279, 799)])
def test_pointer_in_a_corner_pauses(corner):
    recorder = Recorder(pointer=corner)
    asked: list[ControlVerb] = []
    actuator = actuator_on(recorder, on_control=asked.append)

    with pytest.raises(FailsafePause):
        actuator.perform(Scroll(1))
    actuator.perform(Control(ControlVerb.RESUME))

    assert recorder.done == []
    assert asked == [ControlVerb.RESUME]


def test_corner_is_nothing_special_when_the_failsafe_is_off():
    recorder = Recorder(pointer=(0, 0))
    actuator_on(recorder, failsafe_corner=False).perform(Scroll(1))
    assert recorder.done == ["wheel 0 1"]


def test_pointer_stays_where_it_is_while_a_button_is_held():
    recorder = ElsewherePointer(pointer=(900, 700))
    actuator = actuator_on(recorder)
    actuator.perform(ButtonHold(MouseButton.LEFT, down=True))
    actuator.perform(Scroll(dy=1))
    assert recorder.done == ["button down left", "wheel 0 1"]


def test_zoom_is_by_command_and_keypad_where_ctrl_and_the_wheel_mean_something_else():
    recorder = Recorder()
    actuator_on(recorder, zoom_modifier="super", wheel_zooms=False).perform(Zoom(1))
    assert recorder.done == ["key down super", "key down kp_add", "key up kp_add", "key up super"]
