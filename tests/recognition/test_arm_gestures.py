"""What arms do, with a body in view and without. Networks are scripted."""

from __future__ import annotations

import numpy as np

from gesturectl.domain.event import Phase
from gesturectl.domain.observation import Body, Handedness, Observation

from .bench import FPS, OTHER, REST, Bench
from .bodies import landmarks
from .hands import hand_at


def test_without_a_body_the_arms_network_judges_only_what_the_hands_does_not_know() -> None:
    bench = Bench()
    bench.show(0.5, REST)
    bench.arm.answer = "swipe_left"
    bench.show(0.3, lambda t: hand_at(0.4 + 0.4 * t, 0.6))
    assert bench.story == ""
    bench.arm.answer = "circle_cw"
    bench.show(0.3, lambda t: hand_at(0.52 - 0.4 * t, 0.6))
    assert bench.story == "circle_cw:begin"


def test_an_arm_that_rests_makes_no_stroke_whatever_the_network_says() -> None:
    bench = Bench()
    bench.arm.answer = "circle_cw"
    bench.show(3.0, REST)
    assert bench.story == ""


def body_with(right: float, left: float = 0.0) -> Body:
    """Return a body whose palms are moved by so much from where they hang, frame heights; shoulders 0.35 apart."""
    points = np.zeros((33, 4), np.float32)
    points[:, 3] = 1.0
    points[11, :2], points[12, :2] = (0.85, 0.4), (0.5, 0.4)
    points[[15, 17, 19], :2], points[[16, 18, 20], :2] = (0.95 + left, 0.8), (0.4 + right, 0.8)
    points[:, 0] /= 4 / 3
    return Body(points, np.zeros((33, 3), np.float32))


def test_a_body_without_hands_swipes_and_zooms() -> None:
    bench = Bench()

    def move(span_s: float, speed: float) -> None:
        for _ in range(round(span_s * FPS)):
            bench.x += speed / FPS
            bench.step(Observation(bench.t, bench.seq, 4 / 3, (), body_with(bench.x, -bench.x * bench.both)))

    move(0.6, 0.0)
    bench.arm.answer = lambda features: "swipe_left" if features[0] < -0.3 else "none"
    move(0.3, 1.0)
    bench.arm.answer = "none"
    move(0.5, 0.0)
    assert bench.story == "swipe_left:begin swipe_left:end"
    assert bench.events[0].handedness is Handedness.RIGHT
    bench.arm_pair.answer = lambda features: "zoom_out" if bench.both else "none"
    bench.both = 0.1
    move(0.3, 0.5)
    zooms = [event for event in bench.events if event.gesture == "zoom"]
    assert zooms[0].phase is Phase.BEGIN
    assert zooms[0].handedness is Handedness.BOTH


def test_apart_and_together_are_two_gestures_of_a_body() -> None:
    bench = Bench()

    def spread(span_s: float, speed: float) -> None:
        for _ in range(round(span_s * FPS)):
            bench.x += speed / FPS
            bench.step(Observation(bench.t, bench.seq, 4 / 3, (), body_with(-bench.x, bench.x)))

    spread(0.6, 0.0)
    bench.arm_pair.answer = lambda features: "zoom_in" if bench.x > 0.05 else "none"
    spread(0.4, 0.5)
    bench.arm_pair.answer = "zoom_out"
    spread(0.3, -0.5)
    begins = [event for event in bench.events if event.phase is Phase.BEGIN]
    assert [event.gesture for event in begins] == ["zoom", "zoom"]
    assert [event.phase for event in bench.events if event.seq == begins[1].seq] == [Phase.END, Phase.BEGIN]
    assert (begins[0].value or 0) > 0


def test_arms_that_leave_a_pose_make_nothing_for_a_while() -> None:
    bench = Bench()

    def move(span_s: float, speed: float) -> None:
        for _ in range(round(span_s * FPS)):
            bench.x += speed / FPS
            points = landmarks()
            points[[15, 17, 19], 0] = 0.6 + 0.05 * np.sin(20 * bench.x)
            points[[15, 17, 19], 1] = points[[16, 18, 20], 1] = 0.7
            points[[16, 18, 20], 0] = 0.4 - 0.05 * np.sin(20 * bench.x)
            bench.step(Observation(bench.t, bench.seq, 4 / 3, (), Body(points, np.zeros((33, 3), np.float32))))

    bench.body.answer = "arms_crossed"
    move(3.0, 0.0)
    assert bench.story == "arms_crossed:begin"
    bench.body.answer, bench.arm.answer, bench.arm_pair.answer = "none", "circle_cw", "zoom_out"
    move(0.6, 1.0)
    assert bench.story == "arms_crossed:begin arms_crossed:end"
    bench.arm.answer = bench.arm_pair.answer = "none"
    move(1.0, 1.0)
    bench.arm.answer = "circle_cw"
    move(0.3, 1.0)
    assert bench.story.endswith("circle_cw:begin")


def test_hands_between_which_the_line_does_not_turn_rotate_nothing() -> None:
    for down, story in ((0.0, ""), (0.5, "rotate:begin")):
        bench = Bench()
        bench.arm_pair.answer = "rotate_cw"
        bench.show(0.5, REST, OTHER)
        bench.show(0.3, lambda t, d=down: hand_at(0.4 - 0.4 * t, 0.6 + d * t), OTHER)
        assert bench.story.partition(" ")[0] == story
