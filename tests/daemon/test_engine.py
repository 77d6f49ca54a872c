"""The loop: stages in order, requests between frames, nothing left held whatever ends it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from scripted import (
    Heard,
    RecordingActuator,
    ScriptedBinder,
    ScriptedEstimator,
    ScriptedFeed,
    ScriptedRecognizer,
    frame,
)

from gesturectl.daemon.engine import Engine
from gesturectl.daemon.engine_parts import EngineParts
from gesturectl.daemon.latency import ActionTiming
from gesturectl.daemon.mailbox import Mailbox
from gesturectl.daemon.order import Order, Trial
from gesturectl.daemon.outlet import ActionBarrier, InlineOutlet
from gesturectl.daemon.pipeline import Pipeline
from gesturectl.daemon.rule_wishes import RuleMeans
from gesturectl.domain.action import ControlVerb, Hotkey, KeyHold
from gesturectl.domain.event import Phase
from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Observation
from gesturectl.domain.status import State
from gesturectl.errors import ConfigError, SourceError
from gesturectl.vision.capture import CaptureState


class Bench:
    """An engine with scripted parts."""

    def __init__(
        self,
        feed: ScriptedFeed,
        *,
        recognizer: ScriptedRecognizer | None = None,
        binder: ScriptedBinder | None = None,
        estimator: ScriptedEstimator | None = None,
        reload: Callable[[], Pipeline] | None = None,
        duration_s: float | None = None,
    ) -> None:
        self.mailbox = Mailbox()
        self.heard = Heard()
        self.actuator = RecordingActuator()
        self.timings: list[ActionTiming] = []
        self.estimator = estimator or ScriptedEstimator()
        self.recognizer = recognizer or ScriptedRecognizer(begins=[2])
        clock = iter(i / 1000 for i in range(100_000)).__next__
        parts = EngineParts(
            feed,
            Pipeline(self.estimator, self.recognizer, binder or ScriptedBinder(), clock=clock),
            InlineOutlet(ActionBarrier(self.actuator, on_done=self.timings.append, clock=clock)),
            [self.heard],
            self.mailbox,
            RuleMeans(reload),
            duration_s=duration_s,
            clock=clock,
        )
        self.engine = Engine(parts)


def asks(bench_verb: ControlVerb, at: int, items: int = 10) -> Bench:
    """A bench in which a request arrives just before frame `at` is taken."""
    feed = ScriptedFeed([frame(i) for i in range(items)])
    bench = Bench(feed)
    feed.before = {at: lambda: bench.mailbox.put(bench_verb)}
    return bench


def test_every_frame_goes_through_and_what_is_held_ends_with_the_source() -> None:
    feed = ScriptedFeed([frame(0), frame(1), None, frame(2), frame(3)])
    bench = Bench(feed)
    bench.engine.run()
    assert bench.estimator.seen == [0, 1, 2, 3]
    assert bench.heard.events == [("begin", 2), ("end", 3)]
    assert bench.actuator.did == ["Hotkey", "release_all"]
    assert bench.engine.state is State.STOPPED
    assert feed.closed_by


def test_timings_follow_the_way_of_the_frame() -> None:
    bench = Bench(ScriptedFeed([frame(i) for i in range(4)]))
    bench.engine.run()
    (timing,) = bench.timings
    steps = [timing.grabbed_s, timing.taken_s, timing.estimated_s, timing.bound_s, timing.started_s, timing.done_s]
    assert steps == sorted(steps)
    assert timing.total_ms == pytest.approx((timing.done_s - timing.grabbed_s) * 1000)


def test_stop_between_two_frames_cancels_and_releases() -> None:
    bench = asks(ControlVerb.STOP, at=5)
    bench.engine.run()
    assert bench.estimator.seen == [0, 1, 2, 3, 4, 5]
    assert bench.heard.events == [("begin", 2), ("cancel", 5)]
    assert bench.actuator.did[-1] == "release_all"


@pytest.mark.parametrize(("can_wake", "seen"), [(True, list(range(12))), (False, [0, 1, 2, 3, 9, 10, 11])])
def test_pause_cancels_releases_and_lets_nothing_through_until_resumed(can_wake: bool, seen: list[int]) -> None:
    feed = ScriptedFeed([frame(i) for i in range(12)])
    recognizer = ScriptedRecognizer(begins=[2, 6, 10], ends=[7])
    bench = Bench(feed, recognizer=recognizer, binder=ScriptedBinder(can_wake=can_wake))
    feed.before = {
        3: lambda: bench.mailbox.put(ControlVerb.PAUSE),
        8: lambda: bench.mailbox.put(ControlVerb.TOGGLE),
    }
    bench.engine.run()
    assert bench.heard.events[:2] == [("begin", 2), ("cancel", 3)]
    assert [action.seq for action in bench.heard.actions] == [2, 10]
    assert bench.estimator.seen == seen
    assert bench.actuator.did == ["Hotkey", "release_all", "Hotkey", "release_all"]


@pytest.mark.parametrize(("can_wake", "rests"), [(False, ["wake", "rest", "wake"]), (True, ["wake", "wake", "wake"])])
def test_the_camera_rests_while_paused_unless_a_gesture_may_wake(can_wake: bool, rests: list[str]) -> None:
    feed = ScriptedFeed([frame(i) for i in range(8)])
    bench = Bench(feed, binder=ScriptedBinder(can_wake=can_wake))
    feed.before = {
        2: lambda: bench.mailbox.put(ControlVerb.PAUSE),
        5: lambda: bench.mailbox.put(ControlVerb.RESUME),
    }
    bench.engine.run()
    assert feed.rests[:3] == rests


def test_a_lost_source_cancels_and_goes_on_when_it_is_back() -> None:
    items = [frame(0), frame(2), CaptureState.RECONNECTING, None, CaptureState.RUNNING, frame(3), frame(4)]
    bench = Bench(ScriptedFeed(items), recognizer=ScriptedRecognizer(begins=[2, 3]))
    states: list[State] = []
    bench.engine._listeners = [bench.heard, _States(states, bench.engine)]  # type: ignore[assignment]
    bench.engine.run()
    assert bench.heard.events == [("begin", 2), ("cancel", 2), ("begin", 3), ("end", 4)]
    assert State.RUNNING in states


class _States:
    def __init__(self, states: list[State], engine: Engine) -> None:
        self._states, self._engine = states, engine

    def heard(self, frame: object, result: object) -> None:
        self._states.append(self._engine.state)


def test_reload_swaps_everything_at_once_and_cancels_what_was_held() -> None:
    fresh_recognizer = ScriptedRecognizer(begins=[7])
    fresh_binder = ScriptedBinder({Phase.BEGIN: KeyHold(("a",), down=True)})
    estimator = ScriptedEstimator()
    feed = ScriptedFeed([frame(i) for i in range(10)])
    bench = Bench(feed, estimator=estimator, reload=lambda: Pipeline(estimator, fresh_recognizer, fresh_binder))
    feed.before = {4: lambda: bench.mailbox.put(ControlVerb.RELOAD)}
    bench.engine.run()
    assert bench.heard.events == [("begin", 2), ("cancel", 4), ("begin", 7), ("end", 9)]
    assert [action.action for action in bench.heard.actions] == [Hotkey(("ctrl", "plus")), KeyHold(("a",), down=True)]


def test_a_bad_file_at_reload_keeps_the_rules_and_says_so(caplog: pytest.LogCaptureFixture) -> None:
    def refuse() -> Pipeline:
        raise ConfigError("gestures.yaml:3:1: no gesture 'fistt'")

    feed = ScriptedFeed([frame(i) for i in range(10)])
    bench = Bench(feed, reload=refuse, recognizer=ScriptedRecognizer(begins=[6]))
    feed.before = {4: lambda: bench.mailbox.put(ControlVerb.RELOAD)}
    bench.engine.run()
    assert bench.heard.events == [("begin", 6), ("end", 9)]
    assert "fistt" in bench.engine.last_error
    assert "the rules from before stay" in caplog.text


@pytest.mark.parametrize(
    ("items", "estimator", "error"),
    [
        ([frame(2), SourceError("the cable is out")], ScriptedEstimator(), SourceError),
        ([frame(2), frame(3)], ScriptedEstimator({3: RuntimeError("boom")}), RuntimeError),
    ],
)
def test_whatever_breaks_all_is_released_and_the_source_closed(
    items: list[object], estimator: ScriptedEstimator, error: type[Exception]
) -> None:
    feed = ScriptedFeed(items)  # type: ignore[arg-type]
    bench = Bench(feed, estimator=estimator)
    with pytest.raises(error):
        bench.engine.run()
    assert bench.actuator.did == ["Hotkey", "release_all"]
    assert feed.closed_by
    assert bench.engine.state is State.STOPPED


def test_duration_counts_the_time_of_the_source() -> None:
    bench = Bench(ScriptedFeed([frame(i, fps=10) for i in range(30)]), duration_s=1.0)
    bench.engine.run()
    assert bench.estimator.seen == list(range(11))


class ClockedFeed(ScriptedFeed):
    """A second goes by with each frame."""

    now_s = 0.0

    def take(self, timeout_s: float) -> Frame | Observation | None:
        self.now_s += 1.0
        return super().take(timeout_s)


@pytest.mark.parametrize(("for_s", "resumes"), [(4.0, True), (None, False), (100.0, False)])
def test_a_pause_for_a_while_ends_by_itself(for_s: float | None, resumes: bool) -> None:
    feed = ClockedFeed([frame(i) for i in range(12)])
    bench = Bench(feed)
    states: list[tuple[State, str]] = []
    bench.engine.pausing._clock = lambda: feed.now_s
    bench.engine._on_state = lambda state, why: states.append((state, why))
    answers: list[object] = []
    order = Order(ControlVerb.PAUSE, by="the test", tell=answers.append, for_s=for_s)
    feed.before = {3: lambda: bench.mailbox.put(order)}
    bench.engine.run()
    assert answers == [{"state": "paused", "why": "the test"}]
    assert (State.PAUSED, "the test") in states
    # Asked for while the fourth frame was on its way: the pause begins at 4 s and ends at 8 s.
    assert bench.estimator.seen == ([0, 1, 2, 3, 8, 9, 10, 11] if resumes else [0, 1, 2, 3])


def test_a_newer_pause_without_an_end_has_none() -> None:
    feed = ClockedFeed([frame(i) for i in range(20)])
    bench = Bench(feed)
    bench.engine.pausing._clock = lambda: feed.now_s
    feed.before = {
        3: lambda: bench.mailbox.put(Order(ControlVerb.PAUSE, by="one", for_s=4.0)),
        5: lambda: bench.mailbox.put(Order(ControlVerb.PAUSE, by="two")),
    }
    bench.engine.run()
    assert bench.estimator.seen == [0, 1, 2, 3]


def test_a_run_without_rules_says_so() -> None:
    feed = ScriptedFeed([frame(i) for i in range(5)])
    bench = Bench(feed)
    answers: list[object] = []
    feed.before = {
        1: lambda: bench.mailbox.put(Order(ControlVerb.RELOAD, by="test", tell=answers.append)),
        2: lambda: bench.mailbox.put(Order(Trial("fist", None), by="test", tell=answers.append)),
    }
    bench.engine.run()
    assert [str(answer) for answer in answers] == [
        "this run has no rules that could be read again",
        "this run has no rules that could be tried",
    ]
