"""What is about to begin begins once it looks meant, and not by a hand that leaves. Networks are scripted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from gesturectl.domain.observation import Handedness

from .bench import OTHER, REST, Bench, stirring
from .hands import hand_at


def test_a_stroke_that_was_not_meant_does_not_begin_until_it_looks_so() -> None:
    bench = Bench()
    bench.show(1.0, REST)
    bench.motion.answer, bench.intent.answer = "swipe_left", "none"
    bench.show(0.2, stirring)
    assert bench.story == ""
    assert bench.recognizer.explain()[0].hinder == "the stroke did not look meant (0.02)"
    bench.intent.answer = "meant"
    bench.show(0.1, stirring(0.2))
    bench.intent.answer = "none"  # what has begun is asked no more
    bench.show(0.2, stirring(0.2))
    assert bench.story == "swipe_left:begin"


def test_a_hand_that_leaves_the_picture_makes_no_stroke_and_one_that_stops_at_its_edge_does() -> None:
    bench = Bench()
    bench.show(1.0, hand_at(0.4, 0.6))
    bench.show(0.5, lambda t: hand_at(0.4 + 1.4 * t, 0.6))
    bench.motion.answer = "swipe_left"
    bench.show(0.1, lambda t: hand_at(1.1 + 1.4 * t, 0.6))
    assert bench.story == ""
    assert "about to leave the picture" in bench.recognizer.explain()[0].hinder
    bench.show(0.2, hand_at(1.2, 0.6))
    assert bench.story == "swipe_left:begin"


def test_a_held_shape_that_is_not_meant_waits_until_it_looks_so() -> None:
    bench = Bench()
    bench.show(1.0, REST)
    bench.shape.answer, bench.shape_intent.answer = "fist", "none"
    bench.show(0.5, REST)
    assert bench.story == ""
    reading = bench.recognizer.explain()[0]
    assert reading.gesture == "fist"
    assert reading.hinder.startswith("the shape did not look meant (0.02)")
    bench.shape_intent.answer = "meant"
    bench.show(0.1, REST)  # it was held all the time: nothing more to wait for
    bench.shape_intent.answer = "none"  # what has begun is asked no more
    bench.show(0.2, REST)
    assert bench.story == "fist:begin"


def test_fingers_and_arms_that_do_something_and_do_not_mean_it_wait_until_it_looks_so() -> None:
    for network, name in (("fingers", "grab"), ("fingers", "pinch"), ("fingers", "click"), ("arm", "circle_cw")):
        bench = Bench()
        bench.show(1.0, REST)
        getattr(bench, network).answer, bench.act_intent.answer = name, "none"
        bench.show(0.3, _creeping)
        assert bench.story == ""
        reading = next(one for one in bench.recognizer.explain() if one.gesture == name)
        assert reading.hinder.startswith("the gesture did not look meant (0.02)")
        bench.act_intent.answer = "meant"
        bench.show(0.1, _creeping(0.3))
        bench.act_intent.answer = "none"  # what has begun is asked no more
        bench.show(0.2, _creeping(0.3))
        assert bench.story.split()[0] == f"{name}:begin"
        assert "end" not in bench.story


def _creeping(t: float) -> Any:
    """The hand of REST moves so slowly that its fingers count."""
    return hand_at(0.4 + 0.2 * t, 0.6)


def test_hands_that_turn_and_are_not_meant_do_not_begin_rotate() -> None:
    bench = Bench()
    bench.show(1.0, REST, OTHER)
    bench.arm_pair.answer, bench.pair_intent.answer = "rotate_cw", "none"
    bench.show(0.3, _wheel(-1.0), _wheel(1.0))
    assert "rotate:begin" not in bench.story
    assert "what both hands did did not look meant (0.02)" in {one.hinder for one in bench.recognizer.explain()}
    bench.pair_intent.answer = "meant"
    bench.show(0.2, _wheel(-1.0, 0.3), _wheel(1.0, 0.3))
    assert bench.story.startswith("rotate:begin")


def _wheel(side: float, since_s: float = 0.0) -> Callable[[float], Any]:
    """Return a hand that goes round the middle between REST and OTHER."""

    def at(t: float) -> Any:
        angle = 1.5 * (t + since_s)
        place = (0.7 + side * 0.3 * np.cos(angle), 0.6 + side * 0.3 * np.sin(angle))
        return hand_at(*place, side=Handedness.RIGHT if side < 0 else Handedness.LEFT)

    return at


def test_a_zoom_that_was_not_meant_does_not_begin() -> None:
    bench = Bench()
    bench.show(1.0, REST, OTHER)
    bench.pair.answer, bench.pair_intent.answer = "zoom", "none"
    bench.show(0.3, REST, OTHER)
    assert bench.story == ""
    assert "what both hands did did not look meant (0.02)" in [r.hinder for r in bench.recognizer.explain()]
    bench.pair_intent.answer = "meant"
    bench.show(0.3, REST, OTHER)
    assert bench.story.startswith("zoom:begin")
