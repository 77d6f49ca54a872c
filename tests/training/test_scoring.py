"""Events are scored as users feel them: once per gesture, in time, and nothing else."""

from typing import Any

import pytest

from gesturectl.domain.event import GestureEvent, Phase
from gesturectl.domain.label import GestureLabel
from gesturectl.domain.observation import Observation
from gesturectl.training.figures.stream_scores import stream_table
from gesturectl.training.scoring import score_events
from gesturectl.training.streams import LabelledStream


def begin(gesture: str, t: float, value: float | None = None, phase: Phase = Phase.BEGIN) -> GestureEvent:
    return GestureEvent(t, gesture, phase, None, 0.9, 0, value)


SWIPE = GestureLabel("swipe_left", 1.0, 1.5)
OUT = GestureLabel("zoom", 1.0, 1.5, sign=-1)


@pytest.mark.parametrize(
    ("events", "label", "hits", "wrong"),
    [
        ([begin("swipe_left", 1.6)], SWIPE, 1, 0),
        ([begin("swipe_left", 0.79)], SWIPE, 0, 1),  # too early
        ([begin("swipe_left", 2.01)], SWIPE, 0, 1),  # too late
        ([begin("swipe_left", 1.4), begin("swipe_left", 1.6)], SWIPE, 1, 1),  # twice
        ([begin("swipe_right", 1.4)], SWIPE, 0, 1),
        ([begin("swipe_left", 1.4, phase=Phase.END)], SWIPE, 0, 0),
        ([begin("zoom", 1.2, -0.3)], OUT, 1, 0),
        ([begin("zoom", 1.2, 0.3)], OUT, 0, 1),  # the wrong way
    ],
)
def test_scores(events: list[GestureEvent], label: GestureLabel, hits: int, wrong: int) -> None:
    score = score_events(events, [label], duration_s=3600)
    assert (len(score.hits), len(score.wrong), len(score.missed)) == (hits, wrong, 1 - hits)
    assert score.wrong_per_hour == wrong


def test_labels_beyond_the_vocabulary_do_not_count() -> None:
    assert score_events([], [GestureLabel("juggle", 0, 1)], 10).wanted == 0


def test_precision_recall_latency_and_confusion() -> None:
    labels = [SWIPE, GestureLabel("swipe_up", 5.0, 5.5), GestureLabel("swipe_up", 9.0, 9.5)]
    events = [begin("swipe_left", 1.7), begin("swipe_down", 5.2), begin("wave", 20.0)]
    score = score_events(events, labels, duration_s=30)
    assert (score.precision, score.recall) == (pytest.approx(1 / 3), pytest.approx(1 / 3))
    assert score.f1 == pytest.approx(1 / 3)
    assert score.latencies_s == [pytest.approx(0.2)]
    assert score.confusion() == {
        ("swipe_left", "swipe_left"): 1,
        ("swipe_up", "swipe_down"): 1,
        ("none", "wave"): 1,
        ("swipe_up", "none"): 1,
    }
    assert (score.of("swipe_left").f1, score.of("swipe_up").f1) == (1.0, 0.0)


def test_nothing_wanted_and_nothing_begun_is_right() -> None:
    score = score_events([], [], 10)
    assert (score.precision, score.recall, score.f1) == (1.0, 1.0, 1.0)


class Swipes:
    """A recognizer that finds the same in every stream."""

    def step(self, observation: Observation) -> tuple[GestureEvent, ...]:
        return (begin("swipe_left", observation.t),) if observation.t == 1.0 else ()

    def finish(self, t: float, seq: int) -> tuple[GestureEvent, ...]:
        return ()


def test_a_table_has_a_row_for_each_motion_and_one_for_all() -> None:
    seen = tuple(Observation(float(t), t, 4 / 3) for t in range(3))
    streams = [(name, LabelledStream(name, "synthetic", seen, labels)) for name, labels in (("a", (SWIPE,)), ("b", ()))]
    make: Any = Swipes
    rows = {row["motion"]: row for row in stream_table("t", iter([*streams, streams[0]]), make).rows}
    assert [(name, row["found"], row["wrong"]) for name, row in rows.items()] == [
        ("a", "2/2", 0),
        ("b", "0/0", 1),
        ("all", "2/2", 1),
    ]
    assert rows["b"]["which"] == "swipe_left 1"
