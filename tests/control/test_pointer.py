"""Pointer mode from hands to a desktop that writes down what is done."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pointer_play import play

from gesturectl.control.pointer import LINGER_S, LOST_S, SEEN_S
from gesturectl.daemon.bench_pointer_player import SCREEN, Player
from gesturectl.desktop.backend import FailsafePause
from gesturectl.domain.action import ButtonHold
from gesturectl.domain.observation import Handedness, Observation
from gesturectl.domain.pointer import Area, PointerGuide, PointerMode, PointerSettings
from gesturectl.domain.pointer_action import PointerSwitch, PointerWish
from gesturectl.recognition.tracks import HandTracks
from gesturectl.synth.noise import NO_NOISE
from gesturectl.synth.pointing import TILTS_DEG, Pointing

ABSOLUTE = PointerSettings(mode=PointerMode.ABSOLUTE)
INDEX = PointerSettings(guide=PointerGuide.INDEX)


def hand(seed: int = 1, **how) -> Pointing:
    return Pointing(seed, palm=0.11, **how).rest(0.6)


@pytest.mark.parametrize("how", [PointerSettings(), ABSOLUTE, INDEX], ids=["relative", "absolute", "index"])
def test_the_pointer_goes_where_the_hand_goes_as_the_user_sees_it(how):
    one = hand(sway=0.0)
    start, right = one.t, one.move(0.8, 0.0, 0.5).rest(0.4).t
    down = one.move(0.0, 0.4, 0.5).rest(0.4).t
    played = play(one, how)
    (x0, y0), (x1, y1), (x2, y2) = played.place(start), played.place(right), played.place(down)
    assert x1 > x0 + 100
    assert abs(y1 - y0) < 20
    assert y2 > y1 + 60
    assert abs(x2 - x1) < 20
    assert played.buttons == []


@pytest.mark.parametrize("seed", range(8))
def test_a_pointing_hand_whose_thumb_lies_on_its_middle_finger_moves_the_pointer(seed):
    one = hand(seed).into("point", 0.2).rest(0.5)
    start, end = one.t, one.move(1.0, 0.0, 0.5).rest(0.5).t
    played = play(one)
    assert played.place(end)[0] > played.place(start)[0] + 150
    assert played.buttons == []


def test_a_fast_hand_takes_the_pointer_farther_than_a_slow_one():
    ways = []
    for seconds in (1.5, 0.25):
        one = hand(sway=0.0).move(1.0, 0.0, seconds).rest(0.5)
        played = play(one, noise=False)
        ways.append(played.place(one.t)[0] - SCREEN[0] // 2)
    assert ways[1] > 1.5 * ways[0] > 0


def test_a_pinch_clicks_once_where_it_was_aimed():
    one = hand()
    span = one.pinch(0.2, 0.2)
    one.rest(0.5)
    played = play(one)
    assert played.buttons == [("left", True), ("left", False)]
    aimed = played.place(span.start_s)
    for t in (*played.when(True), *played.when(False)):
        assert max(abs(a - b) for a, b in zip(played.place(t), aimed, strict=True)) <= 10
    assert played.when(True)[0] - span.start_s < 0.25


@pytest.mark.parametrize("tilt", TILTS_DEG, ids=str)
def test_pinches_of_turned_hands_click(tilt):
    one = hand(3, tilt_deg=tilt)
    one.pinch(0.15, 0.2)
    one.rest(0.6)
    one.pinch(0.3, 0.3)
    one.rest(0.6)
    assert play(one).buttons == [("left", True), ("left", False)] * 2


def test_two_quick_pinches_land_on_the_same_pixel():
    one = hand()
    one.pinch(0.1, 0.07)
    one.rest(0.07)
    one.pinch(0.1, 0.07)
    one.rest(0.5)
    played = play(one)
    assert played.buttons == [("left", True), ("left", False)] * 2
    first, second = played.when(True)
    assert second - first < 0.5
    assert played.place(first) == played.place(second)


def test_the_middle_finger_clicks_right():
    one = hand()
    one.pinch(0.2, 0.2, "middle")
    one.rest(0.5)
    assert play(one).buttons == [("right", True), ("right", False)]


@pytest.mark.parametrize("how", [PointerSettings(), ABSOLUTE], ids=["relative", "absolute"])
def test_a_pinch_that_is_held_drags_and_lets_go_where_it_ended(how):
    one = hand()
    start = one.t
    one.close(seconds=0.2).rest(0.3)
    end = one.move(1.2, 0.3, 0.8).rest(0.4).t
    one.open(0.2).rest(0.5)
    played = play(one, how)
    assert played.buttons == [("left", True), ("left", False)]
    (down,), (up,) = played.when(True), played.when(False)
    assert played.place(down) == pytest.approx(played.place(start), abs=10)
    assert played.place(up)[0] > played.place(down)[0] + 150
    assert played.place(up) == pytest.approx(played.place(end - 0.05), abs=10)


@pytest.mark.parametrize("shape", ["open_palm", "pinch_open", "relaxed", "point"])
@pytest.mark.parametrize("seconds", [0.15, 0.35])
def test_a_closed_hand_scrolls_and_does_not_click(shape, seconds):
    one = hand(4).into(shape, 0.3).rest(0.5).close("fist", seconds).rest(0.3)
    one.move(0.0, -1.0, 0.6).rest(0.3).move(0.0, 1.0, 0.6).rest(0.3).into(shape, seconds).rest(0.5)
    played = play(one)
    assert played.buttons == []
    assert sum(played.wheel) == pytest.approx(0, abs=1)  # back where it began
    assert sum(turn for turn in played.wheel if turn < 0) <= -4  # hand up: page up, what is below comes


def test_without_clicks_a_pinch_does_nothing_and_without_scroll_a_fist_neither():
    one = hand()
    one.pinch(0.2, 0.2)
    one.rest(0.3).close("fist").move(0, -1, 0.5).open().rest(0.3)
    played = play(one, PointerSettings(click=False, scroll=False))
    assert played.done == []


def test_a_hand_that_comes_pinched_must_open_its_fingers_first():
    one = Pointing(1, palm=0.11).close(seconds=0.01).rest(1.0).open().rest(0.4)
    one.pinch(0.2, 0.2)
    one.rest(0.4)
    assert play(one).buttons == [("left", True), ("left", False)]


def test_a_lost_hand_lets_go_and_a_short_loss_does_not():
    one = hand().close().rest(1.2)
    observations = list(one.clip().observations())
    for gap_s, released in ((0.2, False), (LOST_S + 0.1, True)):
        player = Player()
        cut = [o if not 1.0 <= o.t < 1.0 + gap_s else Observation(o.t, o.seq, o.aspect) for o in observations]
        played = player.play([o for o in cut if o.t < 1.45])
        assert (("left", False) in played.buttons) is released
        assert bool(player.actuator.held) is not released


def test_a_hand_that_is_taken_for_a_new_one_goes_on_holding_what_it_held():
    one = hand().close().rest(0.5).move(0.8, 0.0, 0.6).rest(0.4).open().rest(0.5)
    player = Player()
    tracks = HandTracks()
    for each in one.clip().observations(noise=NO_NOISE):
        tracks.update(each)
        hands = [track.followed() for track in tracks.seen(each.t)]
        late = [dataclasses.replace(hand, number=hand.number + (5 if each.t > 1.2 else 0)) for hand in hands]
        player.show(each.t, each.seq, late)
    assert player.played.buttons == [("left", True), ("left", False)]
    assert player.played.when(False)[0] > 2.2


def test_the_real_mouse_takes_over_at_once_and_for_a_while():
    one = hand().close().rest(0.5).move(0.6, 0, 0.6).rest(3.0)
    player = Player()
    observations = list(one.clip().observations())
    player.play([o for o in observations if o.t < 1.1])
    assert player.actuator.held == ("left button",)
    player.screen.point_at(100, 100)  # the user's mouse
    player.play([o for o in observations if 1.1 <= o.t < 1.14])
    assert player.taken == 1
    player.perform(1.14, player.pointer.yield_to_mouse(1.14, 34))
    assert player.actuator.held == ()
    player.play([o for o in observations if 1.14 <= o.t < 2.5])
    assert player.screen.pointer() == (100, 100)
    assert "mouse" in player.pointer.state()
    player.play([o for o in observations if o.t >= 2.5])
    assert player.pointer.hand is not None
    assert player.taken == 1


def test_the_mouse_in_a_corner_pauses_as_ever():
    one = hand().rest(3.0)
    player = Player()
    observations = list(one.clip().observations())
    player.play([o for o in observations if o.t < 1.0])
    player.screen.point_at(0, 0)
    with pytest.raises(FailsafePause):
        player.play([o for o in observations if 1.0 <= o.t < 1.1])
    player.pointer.yield_to_mouse(1.1, 33)
    with pytest.raises(FailsafePause):  # when it would be taken up again
        player.play([o for o in observations if o.t >= 1.1])
    assert player.screen.pointer() == (0, 0)


def test_no_press_while_the_mouse_has_the_pointer_and_it_is_not_yet_known():
    one = hand()
    one.pinch(0.2, 0.3)
    player = Player()
    observations = list(one.clip().observations())
    player.play([o for o in observations if o.t < 0.65])
    player.screen.point_at(5, 900)
    player.play([o for o in observations if o.t >= 0.65])
    assert not any(text.startswith("button down") for text in player.screen.done)
    assert player.actuator.held == ()


def test_a_new_hand_does_not_move_the_pointer_at_once_nor_make_it_jump():
    player = Player()
    observations = list(Pointing(2, sway=0.0).rest(0.5).clip().observations())
    played = player.play([o for o in observations if o.t < SEEN_S - 0.01])
    assert player.pointer.hand is None
    played = player.play([o for o in observations if o.t >= SEEN_S - 0.01])
    assert all(abs(x - 960) < 5 and abs(y - 540) < 5 for _, x, y in played.places)


def test_a_hand_in_the_lap_does_not_take_the_pointer():
    one = Pointing(1, palm=0.1, sway=0.0).rest(0.2)
    y = one.clip().truth(0.0).hands[0].landmarks[[0, 5, 9, 13, 17], 1].mean()
    one.move(0, (0.95 - y) / 0.1, 0.3).rest(1.0)
    player = Player()
    player.play(o for o in one.clip().observations(noise=NO_NOISE) if o.t > 0.55)
    assert player.pointer.hand is None


def test_only_the_hand_that_is_asked_for_points():
    one = Pointing(1, side=Handedness.LEFT).rest(0.5)
    for wanted, points in ((Handedness.LEFT, True), (Handedness.RIGHT, False), (None, True)):
        player = Player(PointerSettings(hand=wanted))
        player.play(one.clip().observations())
        assert (player.pointer.hand is Handedness.LEFT) is points
        assert player.pointer.has(Handedness.LEFT) is points
        assert player.pointer.has(Handedness.BOTH) is points
        assert not player.pointer.has(Handedness.RIGHT)
        assert not player.pointer.has(None)


def test_switching_off_lets_go():
    player = Player()
    player.play(hand().close().rest(0.5).clip().observations())
    assert player.actuator.held == ("left button",)
    player.perform(2.0, player.pointer.switch(PointerSwitch(PointerWish.TOGGLE), 2.0, 60))
    assert player.actuator.held == ()
    assert player.pointer.state() == "off"


def test_held_by_a_gesture_it_stays_on_for_the_click_and_goes_off_afterwards():
    player = Player()
    player.pointer.on = False
    one = hand()
    one.pinch(0.2, 1.6)
    one.rest(3.0)
    observations = list(one.clip().observations())
    player.pointer.switch(PointerSwitch(PointerWish.ON, held=True), 0.0, 0)
    player.play([o for o in observations if o.t < 0.75])
    player.pointer.switch(PointerSwitch(PointerWish.OFF, held=True), 0.75, 22)  # the pinch ends the held shape
    played = player.play([o for o in observations if o.t >= 0.75])
    assert played.buttons == [("left", True), ("left", False)]
    (up,) = played.when(False)
    assert up > 2.3  # longer than it lingers
    assert not player.pointer.on
    assert played.places[-1][0] - up > LINGER_S


def test_a_held_gesture_does_not_switch_off_what_a_toggle_switched_on():
    player = Player()
    for wish in (PointerWish.ON, PointerWish.OFF):
        player.pointer.switch(PointerSwitch(wish, held=True), 0.0, 0)
    player.play(Pointing(1).rest(3.0).clip().observations())
    assert player.pointer.on


def test_an_area_of_ones_own_is_the_screen():
    area = Area(0.25, 0.25, 0.75, 0.75)
    player = Player(PointerSettings(mode=PointerMode.ABSOLUTE, area=area))
    one = Pointing(1, palm=0.1, sway=0.0).rest(0.5)
    observations = list(one.clip().observations(noise=NO_NOISE))
    palm = observations[0].hands[0].landmarks[[0, 5, 9, 13, 17], :2].mean(axis=0)
    x, y = player.play(observations).places[-1][1:]
    assert x == pytest.approx((0.75 - palm[0]) / 0.5 * 1919, abs=12)
    assert y == pytest.approx((palm[1] - 0.25) / 0.5 * 1079, abs=12)


MOVES = st.lists(
    st.one_of(
        st.tuples(st.just("rest"), st.floats(0.05, 0.6)),
        st.tuples(st.just("close"), st.sampled_from(["index", "middle", "fist"]), st.floats(0.06, 0.4)),
        st.tuples(st.just("open"), st.floats(0.06, 0.4)),
        st.tuples(st.just("move"), st.floats(-2, 2), st.floats(-1, 1), st.floats(0.1, 0.8)),
    ),
    min_size=1,
    max_size=7,
)


@settings(max_examples=25, deadline=None)
@given(MOVES, st.sampled_from([10.0, 15.0, 30.0]), st.integers(0, 5), st.sampled_from(["off", "release", "mouse"]))
def test_every_press_has_a_release(moves, fps, seed, end):
    one = Pointing(seed).rest(0.4)
    for name, *how in moves:
        getattr(one, name)(*how)
    player = Player()
    played = player.play(one.clip().observations(fps))
    last_t = one.t + 0.1
    over = {
        "off": lambda: player.pointer.switch(PointerSwitch(PointerWish.OFF), last_t, 0),
        "release": lambda: player.pointer.release(last_t, 0),
        "mouse": lambda: player.pointer.yield_to_mouse(last_t, 0),
    }
    player.perform(last_t, over[end]())
    assert player.actuator.held == ()
    downs = [a for _, a in played.done if isinstance(a, ButtonHold)]
    for press, release in zip(downs[::2], downs[1::2], strict=True):
        assert (press.down, release.down, press.button) == (True, False, release.button)


@pytest.mark.parametrize("shift_s", [0.0, 1000.0])
@pytest.mark.parametrize("fps", [15.0, 30.0, 60.0])
def test_clicks_do_not_depend_on_when_it_is_nor_on_the_frame_rate(fps, shift_s):
    one = hand(6)
    one.pinch(0.2, 0.3)
    one.rest(0.6)
    shifted = [Observation(o.t + shift_s, o.seq, o.aspect, o.hands) for o in one.clip().observations(fps)]
    assert Player().play(shifted).buttons == [("left", True), ("left", False)]


def test_a_still_hand_keeps_the_pointer_within_a_pixel_and_a_half():
    still = Pointing(2, palm=0.11, sway=0.0).rest(4.0)
    played = play(still)
    places = np.array([(x, y) for t, x, y in played.places if t > 1.0], float)
    rms = np.sqrt(((places - places.mean(axis=0)) ** 2).sum(axis=1).mean())
    assert rms <= 1.5
