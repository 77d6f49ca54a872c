"""What the recognizer does with scores: arming, both hands before one, lost hands, ends. Networks are scripted."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.event import GestureEvent, Phase
from gesturectl.domain.observation import Body, Handedness, Observation
from gesturectl.domain.prediction import Prediction
from gesturectl.domain.trigger import TriggerSettings
from gesturectl.recognition.classifiers import Classifiers
from gesturectl.recognition.recognizer import Recognizer

from .hands import hand_at, seen

FPS = 30
SHAPES, MOTIONS = ("none", "fist", "open_palm"), ("none", "swipe_left")
FINGERS = ("none", "click", "double_click", "grab", "pinch")
ARMS = ("circle_cw", "swipe_left")
PAIRS = ("rotate_ccw", "rotate_cw", "zoom_in", "zoom_out")
TRIGGERS = {
    name: TriggerSettings(0.7, 0.5, dwell_s=0.3 if name in SHAPES else 0.0, release_s=0.1, cooldown_s=0.2)
    for name in (*SHAPES[1:], *MOTIONS[1:], *FINGERS[1:], "zoom", "rotate", "circle_cw", "arms_crossed")
}


class Scripted:
    """A network whose answer is a label, or a function of the features."""

    def __init__(self, labels: tuple[str, ...], answer: str | Callable[[FloatArray], str] = "none") -> None:
        self.manifest = SimpleNamespace(labels=labels, triggers={"meant": TriggerSettings(0.5, 0.3)})
        self.answer = answer

    def predict(self, features: FloatArray) -> Prediction:
        label = self.answer(features) if callable(self.answer) else self.answer
        scores = np.full(len(self.manifest.labels), 0.02, np.float32)
        scores[self.manifest.labels.index(label)] = 1 - 0.02 * (len(scores) - 1)
        return Prediction(self.manifest.labels, scores)

    def judge(self, features: FloatArray) -> list[dict[str, float]]:
        found = [self.predict(row).scores.tolist() for row in features]
        return [dict(zip(self.manifest.labels, scores, strict=True)) for scores in found]


class Bench:
    """A recognizer with scripted networks, and time."""

    def __init__(self, both: tuple[str, ...] = ()) -> None:
        self.shape, self.motion, self.fingers = Scripted(SHAPES), Scripted(MOTIONS), Scripted((*FINGERS, "closed"))
        self.pair, self.body = Scripted(("none", "zoom")), Scripted(("none", "arms_crossed"))
        self.body_motion = Scripted(("none", "nod"))
        self.arm, self.arm_pair = Scripted(("none", *ARMS)), Scripted(("none", *PAIRS))
        self.intent = Scripted(("none", "meant"), "meant")
        self.pair_intent = Scripted(("none", "meant"), "meant")
        self.shape_intent = Scripted(("none", "meant"), "meant")
        networks: Any = (self.shape, self.shape_intent, self.motion, self.intent, self.fingers)
        networks += (self.pair, self.pair_intent)
        networks += (self.body, self.body_motion, self.arm, self.arm_pair)
        self.recognizer = Recognizer(Classifiers(*networks), TRIGGERS, both=both)
        self.t, self.seq = 0.0, 0
        self.x, self.both = 0.0, 0.0
        self.events: list[GestureEvent] = []

    def show(self, span_s: float, *hands: Any) -> Bench:
        """Show these hands (or hands of a time since now) for a while."""
        start = self.t
        while self.t < start + span_s - 1e-9:
            now = [hand(self.t - start) if callable(hand) else hand for hand in hands]
            self.step(seen(self.t, *now, seq=self.seq))
        return self

    def step(self, observation: Observation) -> None:
        self.events += self.recognizer.step(observation)
        self.t, self.seq = self.t + 1 / FPS, self.seq + 1

    @property
    def story(self) -> str:
        return " ".join(f"{event.gesture}:{event.phase.value}" for event in self.events)


REST = hand_at(0.4, 0.6)
OTHER = hand_at(1.0, 0.6, side=Handedness.LEFT)


def moving(t: float) -> Any:
    return hand_at(0.2 + 0.6 * t, 0.6)


def stirring(t: float) -> Any:
    """The hand of REST moves by more than it trembles, and by less than holds no shape."""
    return hand_at(0.4 + 0.5 * t, 0.6)


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


def test_fingers_of_a_travelling_hand_make_nothing() -> None:
    bench = Bench()
    bench.show(0.5, REST)
    bench.show(0.4, lambda t: hand_at(0.4 + 0.5 * t, 0.6))
    bench.fingers.answer = "click"
    bench.show(0.3, lambda t: hand_at(0.6 + 0.5 * t, 0.6))
    assert bench.story == ""
    assert "while it stays" in bench.recognizer.explain()[0].hinder


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


def test_without_a_body_the_arms_network_judges_only_what_the_hands_does_not_know() -> None:
    bench = Bench()
    bench.show(0.5, REST)
    bench.arm.answer = "swipe_left"
    bench.show(0.3, lambda t: hand_at(0.4 + 0.4 * t, 0.6))
    assert bench.story == ""
    bench.arm.answer = "circle_cw"
    bench.show(0.3, lambda t: hand_at(0.52 - 0.4 * t, 0.6))
    assert bench.story == "circle_cw:begin"


def test_a_hand_that_rests_makes_no_stroke_whatever_the_network_says() -> None:
    bench = Bench()
    bench.motion.answer = "swipe_left"
    bench.show(3.0, REST)
    assert bench.story == ""
    bench.show(0.2, stirring)
    assert bench.story == "swipe_left:begin"


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


def test_a_stroke_is_not_one_hands_own_while_the_other_hand_that_is_lost_for_a_moment_moved() -> None:
    def story(moves: float) -> str:
        bench = Bench()
        bench.show(1.0, REST, OTHER)
        bench.show(0.3, stirring, lambda t: hand_at(1.0 - moves * t, 0.6, side=Handedness.LEFT))
        bench.motion.answer = "swipe_left"
        return bench.show(0.1, stirring(0.3)).story

    assert story(moves=0.0) == "swipe_left:begin"
    assert story(moves=0.8) == ""
