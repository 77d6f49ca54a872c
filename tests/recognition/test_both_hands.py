"""What both hands do together, and what either may not do meanwhile. Networks are scripted."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from gesturectl.domain.event import Phase
from gesturectl.domain.observation import Handedness

from .bench import OTHER, REST, Bench, stirring
from .hands import hand_at


def test_both_hands_silence_each() -> None:
    bench = Bench()
    bench.show(0.5, REST, OTHER)
    bench.pair.answer, bench.motion.answer = "zoom", "swipe_left"
    bench.show(0.5, lambda t: hand_at(0.4 - 0.2 * t, 0.6), lambda t: hand_at(1.0 + 0.2 * t, 0.6, side=Handedness.LEFT))
    zoom = [event for event in bench.events if event.gesture == "zoom"]
    assert zoom[0].phase is Phase.BEGIN
    assert zoom[0].handedness is Handedness.BOTH
    assert zoom[-1].value is not None
    assert 0 < zoom[-1].value < 1
    assert {event.gesture for event in bench.events} == {"zoom"}


def test_zoom_is_reversible_in_mid_gesture() -> None:
    bench = Bench()
    bench.show(0.5, REST, OTHER)
    bench.pair.answer = "zoom"
    for direction in (1, -1, -1):
        x = bench.recognizer  # keep the same recognizer over the three movements
        assert x is bench.recognizer
        start = {1: 0.0, -1: 0.12}[direction] if bench.t < 1.2 else -0.0
        bench.show(
            0.6,
            lambda t, s=start, d=direction: hand_at(0.4 - s - 0.2 * d * t, 0.6),
            lambda t, s=start, d=direction: hand_at(1.0 + s + 0.2 * d * t, 0.6, side=Handedness.LEFT),
        )
    values = [event.value for event in bench.events if event.value is not None]
    assert max(values) > 0.2
    assert values[-1] < 0


def test_rotate_counts_quarter_turns_as_the_user_sees_them() -> None:
    bench = Bench()
    bench.show(0.5, around(0, -1), around(0, 1))
    bench.arm_pair.answer = "rotate_cw"
    bench.show(0.5, lambda t: around(t, -1), lambda t: around(t, 1))
    assert bench.events[0].gesture == "rotate"
    value = bench.events[-1].value
    assert value is not None
    assert value == pytest.approx(0.5, abs=0.1)  # 45 degrees


def around(quarter_turns: float, side: int) -> Any:
    """Return the hand at image left (-1) or right (1) of a wheel, turned with the clock as the user sees it."""
    angle = -quarter_turns * np.pi / 2  # against the clock in the picture, y downwards
    hand = Handedness.RIGHT if side < 0 else Handedness.LEFT
    return hand_at(0.67 + side * 0.3 * float(np.cos(angle)), 0.5 + side * 0.3 * float(np.sin(angle)), side=hand)


def test_two_hands_that_show_the_same_shape_are_not_that_shape() -> None:
    bench = Bench()
    bench.shape.answer = "open_palm"
    bench.show(2.0, REST, OTHER)
    assert bench.story == ""


def test_a_shape_of_both_hands_is_told_where_it_is_wanted() -> None:
    bench = Bench(both=("open_palm",))
    bench.shape.answer = "open_palm"
    bench.show(2.0, REST, OTHER)
    assert bench.story == "open_palm:begin"
    assert bench.events[0].handedness is Handedness.BOTH
    assert bench.events[0].t == pytest.approx(0.6, abs=0.15)  # in view for 0.3 s, held for 0.3 s
    bench.show(0.5, REST)
    assert bench.story.startswith("open_palm:begin open_palm:end")
    alone = Bench(both=("open_palm",))
    alone.shape.answer = "open_palm"
    alone.show(1.0, REST)
    assert [event.handedness for event in alone.events] == [Handedness.RIGHT]
    other = Bench(both=("open_palm",))
    other.shape.answer = "fist"
    other.show(1.0, REST, OTHER)
    assert other.story == ""


def test_a_stroke_is_not_one_hands_own_while_the_other_hand_that_is_lost_for_a_moment_moved() -> None:
    def story(moves: float) -> str:
        bench = Bench()
        bench.show(1.0, REST, OTHER)
        bench.show(0.3, stirring, lambda t: hand_at(1.0 - moves * t, 0.6, side=Handedness.LEFT))
        bench.motion.answer = "swipe_left"
        return bench.show(0.1, stirring(0.3)).story

    assert story(moves=0.0) == "swipe_left:begin"
    assert story(moves=0.8) == ""
