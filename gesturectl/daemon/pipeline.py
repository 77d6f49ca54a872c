"""frame → estimator → recognizer → binder: what one frame leads to."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from gesturectl.control.agenda import Agenda
from gesturectl.control.strokes import OVER, Whose, whose
from gesturectl.daemon.latency import Clock, StageTimes
from gesturectl.daemon.pointer_stage import PointerStage
from gesturectl.domain.binding import BoundAction
from gesturectl.domain.event import GestureEvent, Phase
from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Observation
from gesturectl.domain.situation import ANYWHERE, DEFAULT_PROFILE, Situation, Surroundings


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
    def profiles(self) -> tuple[str, ...]:
        """Names of the profiles that can be chosen."""

    @property
    def can_wake(self) -> bool:
        """Whether a gesture can resume gesturectl."""

    def bind(
        self, event: GestureEvent, *, paused: bool = False, situation: Situation = ANYWHERE
    ) -> tuple[BoundAction, ...]:
        """Return what `event` does; while `paused` only what resumes."""

    def tick(self, t: float, seq: int) -> tuple[BoundAction, ...]:
        """Return what is due by now without an event."""

    def forget_waiting(self) -> None:
        """Let nothing come of gestures that are not decided yet."""

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
    late: tuple[BoundAction, ...] = ()
    """Actions that an earlier event has waited for."""
    motions: tuple[BoundAction, ...] = ()
    """Where the pointer goes, with every frame: done before `actions`, and shown to nobody."""


class Pipeline:
    """The stages in a row. Pure but for what the estimator is: the clock only measures."""

    def __init__(
        self,
        estimator: Estimates | None,
        recognizer: Recognizes,
        binder: Binds,
        *,
        surroundings: Callable[[], Surroundings] = Surroundings,
        pointer: PointerStage | None = None,
        times: StageTimes | None = None,
        clock: Clock = time.monotonic,
    ) -> None:
        """`estimator` may be None where the source gives observations (a replay)."""
        self.off: frozenset[str] = frozenset()
        """Gestures that do nothing until they are switched on again."""
        self.profile = DEFAULT_PROFILE
        """The profile that was chosen."""
        self._surroundings = surroundings
        self._agenda = Agenda()
        self._muted: set[Whose] = set()
        self.estimator = estimator
        self.recognizer = recognizer
        self.binder = binder
        self.pointer = pointer or PointerStage()
        self._times = times or StageTimes(clock)
        self._clock = clock

    @property
    def situation(self) -> Situation:
        """What the rules' conditions are held against now."""
        around = self._surroundings()
        return Situation(around.window, not around.cannot, self.profile)

    def step(
        self, item: Frame | Observation, *, paused: bool = False, quiet: bool = False, clutch_held: bool = False
    ) -> StepResult:
        """Return what one frame, or one recorded observation, leads to; while it is `quiet` no gesture begins.

        clutch_held  the key of the user's clutch is held down now; a recorded observation may know it was
        """
        taken_s = self._clock()
        observation = self._estimate(item)
        if clutch_held:
            observation = replace(observation, clutch_held=True)
        estimated_s = self._clock()
        with self._times.measured("recognize"):
            events = self.recognizer.step(observation)
        bound = self._bind(self._heeded(events, quiet), paused)
        late = tuple(self._still_allowed(self.binder.tick(observation.t, observation.seq)))
        actions = self.due((*itertools.chain.from_iterable(bound), *late), observation.t)
        actions += self.pointer.switch(actions)
        motions, clicks = self.pointer.step(observation, self.recognizer, rests=paused or quiet)
        actions += clicks
        return StepResult(events, actions, observation, taken_s, estimated_s, self._clock(), bound, late, motions)

    def due(self, actions: Iterable[BoundAction], t: float) -> tuple[BoundAction, ...]:
        """Return what is to be done at `t`, of `actions` and of what was put off; the rest of them is put off."""
        self._agenda.put(actions)
        return self._agenda.take(t)

    def _heeded(self, events: tuple[GestureEvent, ...], quiet: bool) -> list[GestureEvent | None]:
        """Return the events, None for those of gestures that began while it was quiet."""
        if quiet:
            self.binder.forget_waiting()
        heeded: list[GestureEvent | None] = []
        for event in events:
            if quiet and event.phase is Phase.BEGIN:
                self._muted.add(whose(event))
            heeded.append(None if whose(event) in self._muted else event)
            if event.phase in OVER:
                self._muted.discard(whose(event))
        return heeded

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

    def _bind(self, events: Iterable[GestureEvent | None], paused: bool) -> tuple[tuple[BoundAction, ...], ...]:
        with self._times.measured("bind"):
            return tuple(
                () if event is None or event.gesture in self.off else self._bind_one(event, paused) for event in events
            )

    def _bind_one(self, event: GestureEvent, paused: bool) -> tuple[BoundAction, ...]:
        return self.pointer.allowed(event, self.binder.bind(event, paused=paused, situation=self.situation))

    def _still_allowed(self, actions: Iterable[BoundAction]) -> Iterator[BoundAction]:
        """Yield actions that were waited for, but for those of a hand that has the pointer meanwhile."""
        for bound in actions:
            yield from (bound,) if bound.cause is None else self.pointer.allowed(bound.cause, (bound,))

    def _let_go(self, events: tuple[GestureEvent, ...], t: float, seq: int) -> StepResult:
        now_s = self._clock()
        self._agenda.clear()
        bound = self._bind(self._heeded(events, quiet=False), paused=False)
        ended = (action for action in itertools.chain.from_iterable(bound) if action.t <= t)
        actions = (*ended, *self.binder.release(t, seq))
        actions += (*self.pointer.switch(actions), *self.pointer.release(t, seq))
        return StepResult(events, actions, None, now_s, now_s, now_s, bound)
