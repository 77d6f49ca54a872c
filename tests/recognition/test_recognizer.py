"""What the recognizer does with scores: arming, strokes, fingers, lost hands, ends. Networks are scripted."""

from __future__ import annotations

import pytest

from gesturectl.domain.event import GestureEvent, Phase
from gesturectl.domain.observation import Handedness

from .bench import OTHER, REST, Bench, moving, stirring
from .hands import hand_at


def test_a_held_shape_begins_once_and_ends() -> None:
    bench = Bench()
    bench.shape.answer = "fist"
    bench.show(2.0, REST)
    bench.shape.answer = "none"
    bench.show(1.0, REST)
    assert bench.story == "fist:begin fist:end"
    assert bench.events[0].handedness is Handedness.RIGHT
    assert bench.events[0].t == pytest.approx(0.6, abs=0.15)  # 0.3 s to arm, 0.3 s dwell


def test_a_hand_that_stays_as_it_was_after_a_stroke_holds_nothing_until_it_changed() -> None:
    bench = Bench()
    bench.shape.answer = "open_palm"
    bench.show(0.45, REST)
    bench.motion.answer = "swipe_left"
    bench.show(0.15, stirring)
    bench.motion.answer = "none"
    bench.show(2.0, REST)
    assert bench.story == "swipe_left:begin swipe_left:end"
    assert "must be left first" in bench.recognizer.explain()[0].hinder
    bench.shape.answer = "none"
    bench.show(0.1, REST)  # a misread frame or two is no leaving
    bench.shape.answer = "open_palm"
    bench.show(1.0, REST)
    assert "open_palm" not in bench.story
    bench.shape.answer = "none"
    bench.show(0.6, REST)
    bench.shape.answer = "open_palm"
    bench.show(0.6, REST)
    assert bench.story.endswith("open_palm:begin")


def test_another_shape_than_that_of_the_stroke_may_be_held_after_it() -> None:
    bench = Bench()
    bench.shape.answer = "open_palm"
    bench.show(0.45, REST)
    bench.motion.answer = "swipe_left"
    bench.show(0.1, REST)
    bench.motion.answer = "none"
    bench.show(0.5, REST)
    bench.shape.answer = "fist"
    bench.show(1.2, REST)
    assert bench.story.endswith("fist:begin")


def test_a_fast_hand_holds_no_shape() -> None:
    bench = Bench()
    bench.show(0.5, REST)
    bench.shape.answer = "fist"
    bench.show(1.2, lambda t: hand_at(0.4 + 0.7 * t, 0.6))
    assert bench.story == ""


def test_a_hand_that_never_rested_makes_no_stroke() -> None:
    bench = Bench()
    bench.motion.answer = "swipe_left"
    bench.show(1.0, moving)
    bench.show(0.5, hand_at(0.8, 0.6))
    assert bench.story == ""  # what began before the hand was armed does not count when it is
    bench.motion.answer = "none"
    bench.show(0.1, hand_at(0.8, 0.6))
    bench.motion.answer = "swipe_left"
    bench.show(0.1, hand_at(0.8, 0.6))
    assert bench.story == "swipe_left:begin"


def test_raising_a_hand_from_the_lap_is_no_stroke() -> None:
    bench = Bench()
    bench.show(1.0, hand_at(0.4, 1.02))  # rests at the bottom edge
    bench.motion.answer = "swipe_left"
    bench.show(0.4, lambda t: hand_at(0.4, 1.02 - t)).show(0.5, hand_at(0.4, 0.6))
    assert bench.story == ""
    bench.motion.answer = "none"
    bench.show(0.3, hand_at(0.4, 0.6))
    bench.motion.answer = "swipe_left"
    bench.show(0.1, hand_at(0.4, 0.6))
    assert bench.story == "swipe_left:begin"


def test_after_a_stroke_the_way_back_is_silent() -> None:
    bench = Bench()
    bench.show(0.5, REST)
    bench.motion.answer = "swipe_left"
    bench.show(0.2, stirring)
    bench.motion.answer = "none"
    bench.show(0.2, REST)
    bench.fingers.answer = "pinch"
    bench.show(0.3, REST)
    assert bench.story == "swipe_left:begin swipe_left:end"


def test_a_grab_begins_with_the_closing_hand_and_carries_until_it_opens() -> None:
    bench = Bench()
    bench.show(0.5, REST)
    bench.fingers.answer = "closed"
    bench.show(0.3, REST)
    assert bench.story == ""  # a fist that is held is no grab
    bench.fingers.answer = "grab"
    bench.show(0.2, REST)
    bench.fingers.answer, bench.motion.answer = "closed", "swipe_left"
    bench.show(0.5, lambda t: hand_at(0.4 - 0.4 * t, 0.6 - 0.2 * t))
    bench.fingers.answer = bench.motion.answer = "none"
    bench.show(0.3, hand_at(0.2, 0.5))
    assert {event.gesture for event in bench.events} == {"grab"}  # what carries does not swipe
    last = bench.events[-1]
    assert last.phase is Phase.END
    assert (last.dx, last.dy, last.value) == pytest.approx((0.2 / 0.12, -0.1 / 0.12, 0.1 / 0.12), abs=0.15)
    assert bench.events[0].as_json()["dx"] == pytest.approx(0.0, abs=0.05)


def test_a_double_click_is_a_click_and_then_the_double_one() -> None:
    bench = Bench()
    bench.show(0.5, REST)
    for answer in ("click", "none", "double_click", "none"):
        bench.fingers.answer = answer
        bench.show(0.15, REST)
    begun = [event.gesture for event in bench.events if event.phase is Phase.BEGIN]
    assert begun == ["click", "double_click"]


def test_a_hand_across_the_room_pinches_but_does_not_tap() -> None:
    for answer, story in (("click", ""), ("pinch", "pinch:begin")):
        bench = Bench()
        bench.show(0.5, hand_at(0.4, 0.6, palm=0.02))
        bench.fingers.answer = answer
        bench.show(0.15, hand_at(0.4, 0.6, palm=0.02))
        assert bench.story == story
        assert ("far away" in bench.recognizer.explain()[0].hinder) == (answer == "click")


def test_fingers_of_a_travelling_hand_make_nothing() -> None:
    bench = Bench()
    bench.show(0.5, REST)
    bench.show(0.4, lambda t: hand_at(0.4 + 0.5 * t, 0.6))
    bench.fingers.answer = "click"
    bench.show(0.3, lambda t: hand_at(0.6 + 0.5 * t, 0.6))
    assert bench.story == ""
    assert "while it stays" in bench.recognizer.explain()[0].hinder


def test_a_hand_that_rests_makes_no_stroke_whatever_the_network_says() -> None:
    bench = Bench()
    bench.motion.answer = "swipe_left"
    bench.show(3.0, REST)
    assert bench.story == ""
    bench.show(0.2, stirring)
    assert bench.story == "swipe_left:begin"


def test_a_lost_hand_cancels_what_it_held() -> None:
    bench = Bench()
    bench.shape.answer = "fist"
    bench.show(1.5, REST)
    bench.show(1.0)
    assert bench.story == "fist:begin fist:cancel"


def test_pause_cancels_and_the_end_ends() -> None:
    for stop, phase in (("cancel", Phase.CANCEL), ("finish", Phase.END)):
        bench = Bench()
        bench.shape.answer = "fist"
        bench.show(1.5, REST)
        events = getattr(bench.recognizer, stop)(bench.t, bench.seq)
        assert [(event.gesture, event.phase) for event in events] == [("fist", phase)]
        assert getattr(bench.recognizer, stop)(bench.t, bench.seq) == ()


def test_same_observations_same_events() -> None:
    def play() -> list[GestureEvent]:
        bench = Bench()
        bench.shape.answer = "fist"
        return bench.show(1.0, REST).show(1.0, moving, OTHER).events

    assert play() == play()


def test_reading_tells_what_is_seen() -> None:
    bench = Bench()
    bench.shape.answer = "fist"
    bench.show(1.0, REST)
    reading = bench.recognizer.explain()[0]
    assert (reading.gesture, reading.state, reading.handedness) == ("fist", "active", Handedness.RIGHT)
    assert reading.score > 0.9


def test_reading_tells_what_keeps_a_shape_back() -> None:
    bench = Bench()
    bench.shape.answer = "fist"
    bench.show(0.2, REST)
    fresh = bench.recognizer.explain()[0]
    assert (fresh.gesture, fresh.state, fresh.hinder) == (
        "fist",
        "idle",
        "the hand has not come to rest since it appeared",
    )
    assert fresh.score > fresh.enter > 0
    bench.shape.answer = "none"
    bench.show(0.5, REST)
    assert bench.recognizer.explain()[0].hinder == ""
    bench.shape.answer = "fist"
    bench.show(1.0, lambda t: hand_at(0.4 + 0.7 * t, 0.6))
    moving_hand = bench.recognizer.explain()[0]
    assert moving_hand.gesture == "fist"
    assert "moving" in moving_hand.hinder
    assert bench.story == ""
