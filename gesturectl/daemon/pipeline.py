"""frame → estimator → recognizer → binder: what one frame leads to."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from gesturectl.daemon.latency import Clock, StageTimes
from gesturectl.domain.binding import BoundAction
from gesturectl.domain.event import GestureEvent
from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Observation


class Estimates(Protocol):
    """From a picture to keypoints."""

    def estimate(self, frame: Frame) -> Observation:
        """Return what is seen in `frame`."""

    def close(self) -> None:
        """Let go of the networks."""


class Recognizes(Protocol):
    """From keypoints to gestures; keeps what is held."""

    def step(self, observation: Observation) -> tuple[GestureEvent, ...]:
        """Return what the next observation leads to."""

    def cancel(self, t: float, seq: int) -> tuple[GestureEvent, ...]:
        """Let go of all that is held: it was interrupted."""

    def finish(self, t: float, seq: int) -> tuple[GestureEvent, ...]:
        """End all that is held: the source is over."""


class Binds(Protocol):
    """From gestures to actions, by the rules of gestures.yaml."""

    @property
    def can_wake(self) -> bool:
        """Whether a gesture can resume gesturectl."""

    def bind(self, event: GestureEvent, *, paused: bool = False) -> tuple[BoundAction, ...]:
        """Return what `event` does; while `paused` only what resumes."""

    def release(self, t: float, seq: int) -> tuple[BoundAction, ...]:
        """Let go of all that is held."""


@dataclass(frozen=True, slots=True)
class StepResult:
    """What one frame led to; the times are of the clock at the edge, for measuring only."""

    events: tuple[GestureEvent, ...]
    actions: tuple[BoundAction, ...]
    observation: Observation | None = None
    taken_s: float = 0.0
    estimated_s: float = 0.0
    bound_s: float = 0.0
    bound: tuple[tuple[BoundAction, ...], ...] = ()
    """The actions of each event, in the order of the events."""


class Pipeline:
    """The stages in a row. Pure but for what the estimator is: the clock only measures."""

    def __init__(
        self,
        estimator: Estimates | None,
        recognizer: Recognizes,
        binder: Binds,
        *,
        times: StageTimes | None = None,
        clock: Clock = time.monotonic,
    ) -> None:
        """`estimator` may be None where the source gives observations (a replay)."""
        self.off: frozenset[str] = frozenset()
        """Gestures that do nothing until they are switched on again."""
        self.estimator = estimator
        self.recognizer = recognizer
        self.binder = binder
        self._times = times or StageTimes(clock)
        self._clock = clock

    def step(self, item: Frame | Observation, *, paused: bool = False) -> StepResult:
        """Return what one frame, or one recorded observation, leads to."""
        taken_s = self._clock()
        observation = self._estimate(item)
        estimated_s = self._clock()
        with self._times.measured("recognize"):
            events = self.recognizer.step(observation)
        bound = self._bind(events, paused)
        actions = tuple(itertools.chain.from_iterable(bound))
        return StepResult(events, actions, observation, taken_s, estimated_s, self._clock(), bound)

    def cancel(self, t: float, seq: int) -> StepResult:
        """Interrupt every gesture and let go of all that is held (pause, reload, stop, lost source)."""
        return self._let_go(self.recognizer.cancel(t, seq), t, seq)

    def finish(self, t: float, seq: int) -> StepResult:
        """End every gesture: the source is over."""
        return self._let_go(self.recognizer.finish(t, seq), t, seq)

    def _estimate(self, item: Frame | Observation) -> Observation:
        if isinstance(item, Observation):
            return item
        if self.estimator is None:
            raise TypeError("a pipeline without an estimator was given a frame")
        with self._times.measured("estimate"):
            return self.estimator.estimate(item)

    def _bind(self, events: Iterable[GestureEvent], paused: bool) -> tuple[tuple[BoundAction, ...], ...]:
        with self._times.measured("bind"):
            return tuple(
                () if event.gesture in self.off else self.binder.bind(event, paused=paused) for event in events
            )

    def _let_go(self, events: tuple[GestureEvent, ...], t: float, seq: int) -> StepResult:
        now_s = self._clock()
        bound = self._bind(events, paused=False)
        actions = (*itertools.chain.from_iterable(bound), *self.binder.release(t, seq))
        return StepResult(events, actions, None, now_s, now_s, now_s, bound)
