"""Pointer mode between recognizer and desktop: how it is switched, what its hand may not do, what is told of it."""

from __future__ import annotations

import pytest
from scripted import ScriptedRecognizer

from gesturectl.control.binder import Binder
from gesturectl.daemon.app import App
from gesturectl.daemon.app_parts import AppParts
from gesturectl.daemon.feed import RecordedFeed
from gesturectl.daemon.listeners import lines_of
from gesturectl.daemon.mailbox import Mailbox
from gesturectl.daemon.order import MouseMoved, Order
from gesturectl.daemon.pipeline import Pipeline, StepResult
from gesturectl.daemon.pointer_stage import PointerStage
from gesturectl.desktop.assembly import recording_actuator
from gesturectl.desktop.recorder import Recorder
from gesturectl.domain.action import ButtonHold, Hotkey, KeyHold, MouseButton
from gesturectl.domain.binding import Binding, BoundAction
from gesturectl.domain.effect import HoldKeys, HoldPointer
from gesturectl.domain.event import GestureEvent, Phase
from gesturectl.domain.observation import Handedness, Observation
from gesturectl.domain.pointer_action import PointerMotion, PointerSwitch, PointerWish
from gesturectl.domain.settings import Config
from gesturectl.recognition.tracks import HandTracks
from gesturectl.synth.noise import NO_NOISE
from gesturectl.synth.pointing import Pointing

TOGGLE = PointerSwitch(PointerWish.TOGGLE)
TAB = Hotkey(("ctrl", "tab"))


class Follows(ScriptedRecognizer):
    """A recognizer with a script, which follows hands as the real one does; `hand` makes its gestures."""

    def __init__(self, begins=(), ends=(), gesture="victory", hand=Handedness.RIGHT) -> None:
        super().__init__(begins, ends, gesture)
        self._tracks, self._hand = HandTracks(), hand

    def step(self, observation: Observation) -> tuple[GestureEvent, ...]:
        self._tracks.update(observation)
        return super().step(observation)

    def followed(self, t: float):
        return tuple(track.followed() for track in self._tracks.seen(t))

    def _event(self, t: float, seq: int, phase: Phase) -> GestureEvent:
        return GestureEvent(t, self._gesture, phase, self._hand, 0.9, seq)


def observations(hand: Pointing) -> list[Observation]:
    return list(hand.clip().observations(noise=NO_NOISE))


def pointing(seconds: float = 1.0) -> Pointing:
    return Pointing(1, side=Handedness.RIGHT).rest(seconds)


def run(pipeline: Pipeline, frames: list[Observation]) -> list[StepResult]:
    return [pipeline.step(frame) for frame in frames]


def pipeline(recognizer: Follows, *bindings: Binding, on: bool = False) -> Pipeline:
    stage = PointerStage()
    if on:
        stage.switch(_switch(PointerWish.ON))
    return Pipeline(None, recognizer, Binder(Config(bindings=bindings)), pointer=stage)


def _switch(wish: PointerWish):
    return (BoundAction(0.0, 0, "rule", PointerSwitch(wish)),)


def actions(results: list[StepResult]) -> list[object]:
    return [bound.action for result in results for bound in result.actions]


def test_a_gesture_switches_it_on_and_the_same_hand_off_again():
    one = pipeline(Follows(begins=(5, 25), ends=(8, 28)), Binding("pointer", "victory", TOGGLE))
    results = run(one, observations(pointing()))
    assert not any(result.motions for result in results[:5])
    assert all(result.motions for result in results[12:25])
    assert not any(result.motions for result in results[26:])
    assert actions(results) == [TOGGLE, TOGGLE]


def test_while_it_is_held_the_hand_points():
    one = pipeline(Follows(begins=[5], ends=[20]), Binding("pointer", "point", HoldPointer()))
    one.recognizer._gesture = "point"
    results = run(one, observations(pointing(3.0)))
    assert one.pointer.on is False
    assert results[15].motions
    assert not results[-1].motions


@pytest.mark.parametrize(
    ("hand", "heard"), [(Handedness.RIGHT, False), (Handedness.BOTH, False), (Handedness.LEFT, True), (None, True)]
)
def test_pointing_is_not_swiping(hand, heard):
    one = pipeline(Follows(begins=[20], hand=hand, gesture="fist"), Binding("tab", "fist", TAB), on=True)
    results = run(one, observations(pointing()))
    assert (TAB in actions(results)) is heard
    event = GestureEvent(1.0, "fist", Phase.BEGIN, hand, 0.9, 20)
    assert bool(one.pointer.why_silent(event)) is not heard


def test_what_a_hand_held_before_it_pointed_is_let_go():
    one = pipeline(
        Follows(begins=[1], ends=[20], gesture="fist"), Binding("hold", "fist", HoldKeys(("ctrl",))), on=True
    )
    done = actions(run(one, observations(pointing())))
    assert done == [KeyHold(("ctrl",), True), KeyHold(("ctrl",), False)]


def test_pause_and_end_let_go_of_the_button():
    for over in ("cancel", "finish"):
        one = pipeline(Follows(), on=True)
        run(one, observations(pointing(0.6).close().rest(0.5)))
        released = getattr(one, over)(2.0, 60)
        assert [bound.action for bound in released.actions] == [ButtonHold(MouseButton.LEFT, False, by_hand=True)]


def test_while_paused_nothing_moves():
    one = pipeline(Follows(), on=True)
    assert not any(one.step(frame, paused=True).motions for frame in observations(pointing()))


def test_hands_at_the_keyboard_let_go_and_do_not_point():
    one = pipeline(Follows(), on=True)
    frames = observations(pointing(0.6).close().rest(1.0))
    before = run(one, frames[:30])
    assert ButtonHold(MouseButton.LEFT, True, by_hand=True) in actions(before)
    quiet = [one.step(frame, quiet=True) for frame in frames[30:]]
    assert actions(quiet) == [ButtonHold(MouseButton.LEFT, False, by_hand=True)]
    assert not any(result.motions for result in quiet)


def test_motions_are_shown_to_nobody_and_clicks_are():
    one = pipeline(Follows(), on=True)
    hand = pointing(0.6)
    hand.pinch(0.2, 0.2)
    results = run(one, observations(hand.rest(0.5)))
    lines = [line for result in results for line in lines_of(result)]
    assert len(lines) == 2
    assert "button_hold left down" in lines[0]
    assert not any(isinstance(action, PointerMotion) for action in actions(results))


def test_new_rules_keep_it_on():
    before, after = PointerStage(), PointerStage()
    before.switch(_switch(PointerWish.ON))
    after.take_over(before)
    assert after.on
    assert after.state == "on: no hand seen"


def test_new_rules_do_not_keep_on_what_a_gesture_held_on():
    before, after = PointerStage(), PointerStage()
    before.switch((BoundAction(0.0, 0, "point", PointerSwitch(PointerWish.ON, held=True)),))
    assert before.on
    after.take_over(before)
    assert not after.on


class Mouse:
    """A listener that moves the mouse at a frame."""

    def __init__(self, screen: Recorder, seq: int) -> None:
        self._screen, self._seq = screen, seq

    def heard(self, frame: object, result: StepResult) -> None:
        if result.observation is not None and result.observation.seq == self._seq:
            self._screen.point_at(20, 700)
            self._screen.done.append("the user")


def test_the_whole_way_to_the_desktop_and_the_mouse_back_to_the_hand():
    mailbox, screen = Mailbox(), Recorder()
    hand = pointing(0.6).close().rest(0.4).move(0.5, 0, 0.5).rest(2.5)
    app = App(
        AppParts(
            RecordedFeed(observations(hand), realtime=False),
            None,
            Follows(begins=[2], ends=[4]),
            Binder(Config(bindings=(Binding("pointer", "victory", TOGGLE),))),
            recording_actuator(
                screen, on_control=mailbox.put, on_mouse=lambda: mailbox.put(Order(MouseMoved(), by="the mouse"))
            ),
            mailbox=mailbox,
            listeners=[Mouse(screen, 40)],
            threaded=False,
        )
    )
    assert app.run() == 0
    before, after = (screen.done[part] for part in _around(screen.done.index("the user")))
    assert "button down left" in before
    assert "button up left" not in before
    assert after[0] == "button up left"
    assert not any(text.startswith("button down") for text in after)
    assert abs(screen.pointer()[0] - 20) < 30  # taken up again where the mouse had left it


def _around(index: int) -> tuple[slice, slice]:
    return slice(None, index), slice(index + 1, None)
