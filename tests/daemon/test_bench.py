"""What the benchmark makes of timings: the right input for each action, stages that add up, honest percentiles."""

import pytest

from gesturectl.daemon.bench_arrivals import first_inputs, match
from gesturectl.daemon.bench_spread import Spread, machine, spread_table
from gesturectl.daemon.demo_effects import SeenInput
from gesturectl.daemon.latency import ActionTiming
from gesturectl.domain.action import Zoom
from gesturectl.domain.binding import BoundAction
from gesturectl.domain.label import GestureLabel

CLOCK_S = 1000.0


def timing(t: float) -> ActionTiming:
    at_s = CLOCK_S + t
    bound = BoundAction(t, round(t * 30), "zoom", Zoom(2))
    return ActionTiming(bound, at_s, at_s + 0.002, at_s + 0.022, at_s + 0.023, at_s + 0.024, at_s + 0.026)


def wheel(t: float) -> SeenInput:
    return SeenInput(CLOCK_S + t, "wheel", "ctrl+up")


def test_an_action_owns_the_first_input_after_its_start() -> None:
    inputs = [wheel(0.01), wheel(1.030), wheel(1.031), wheel(2.035)]
    arrivals = match([timing(1.0), timing(2.0)], inputs)
    assert [arrival.total_ms for arrival in arrivals] == pytest.approx([30, 35])


def test_two_actions_do_not_share_an_input() -> None:
    arrivals = match([timing(1.0), timing(1.001)], [wheel(1.03), wheel(1.04)])
    assert [arrival.received for arrival in arrivals] == [wheel(1.03), wheel(1.04)]


def test_actions_packed_into_one_input_share_it_and_leave_later_ones_alone() -> None:
    arrivals = match([timing(1.0), timing(1.01), timing(3.0)], [wheel(1.04), wheel(3.03)])
    assert [arrival.received for arrival in arrivals] == [wheel(1.04), wheel(1.04), wheel(3.03)]


def test_an_action_without_an_input_is_left_out() -> None:
    assert match([timing(1.0)], [wheel(0.5)]) == ()
    assert len(match([timing(1.0), timing(2.0)], [wheel(1.03)])) == 1


def test_stages_add_up_to_the_total() -> None:
    (arrival,) = match([timing(1.0)], [wheel(1.030)])
    stages = arrival.stages_ms()
    assert list(stages) == ["frame age", "estimate", "recognise, bind", "queue", "act", "arrive"]
    assert list(stages.values()) == pytest.approx([2, 20, 1, 1, 2, 4])
    assert sum(stages.values()) == pytest.approx(arrival.total_ms)


def test_the_end_of_the_stroke_comes_from_the_truth_about_the_clip() -> None:
    arrivals = match([timing(1.0), timing(5.0)], [wheel(1.03), wheel(5.04)])
    labels = [
        GestureLabel("swipe_left", 0.8, 1.1),
        GestureLabel("swipe_right", 4.4, 4.9),
        GestureLabel("swipe_up", 8.0, 8.4),
    ]
    made = first_inputs(arrivals, labels)
    assert [one.label.gesture for one in made] == ["swipe_left", "swipe_right"]
    assert [one.since_end_ms for one in made] == pytest.approx([-70, 140])
    assert [one.since_start_ms for one in made] == pytest.approx([230, 640])


def test_only_the_first_action_of_a_gesture_counts_for_it() -> None:
    arrivals = match([timing(1.0), timing(1.1)], [wheel(1.03), wheel(1.13)])
    (made,) = first_inputs(arrivals, [GestureLabel("zoom", 0.9, 1.4, 1)])
    assert made.arrival is arrivals[0]


def test_percentiles_are_those_of_the_values() -> None:
    spread = Spread.of(float(ms) for ms in range(1, 101))
    assert (spread.count, spread.p50) == (100, 50.5)
    assert spread.p95 == pytest.approx(95.05)
    assert spread.p99 == pytest.approx(99.01)
    with pytest.raises(ValueError, match="no durations"):
        Spread.of([])


def test_the_report_names_the_machine_and_every_stage() -> None:
    assert "cores" in machine()
    text = spread_table({"act": Spread.of([1.0]), "total": Spread.of([2.0])}, "stage")
    assert [line.split()[0] for line in text.splitlines()] == ["stage", "act", "total"]
