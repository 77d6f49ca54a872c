"""Scripted parts of a daemon: they come in through constructors."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from gesturectl.domain.action import Action, Hotkey
from gesturectl.domain.binding import BoundAction
from gesturectl.domain.event import GestureEvent, Phase
from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Observation
from gesturectl.vision.capture import CaptureState, CaptureStats
from gesturectl.vision.kept_source import Told
from gesturectl.vision.source import Source

RGB = np.zeros((4, 6, 3), np.uint8)


def frame(seq: int, fps: float = 30.0) -> Frame:
    return Frame(t=seq / fps, seq=seq, rgb=RGB)


@dataclass
class ScriptedFeed:
    """Gives the scripted items: a frame, an observation, None (nothing came in time), or an error to raise.

    `before` is called before the item of that place is given; `endless`: after the last, nothing comes, for ever.
    """

    items: list[Frame | Observation | Exception | CaptureState | None]
    before: dict[int, Callable[[], None]] = field(default_factory=dict)
    at: int = 0
    closed_by: str = ""
    state: CaptureState = CaptureState.RUNNING
    dropped: int = 0
    endless: bool = False
    name: str = ""
    rests: list[str] = field(default_factory=list)

    @property
    def over(self) -> bool:
        return self.at >= len(self.items) and not self.endless

    def start(self) -> None:
        pass

    def take(self, timeout_s: float) -> Frame | Observation | None:
        self.before.pop(self.at, lambda: None)()
        if self.at >= len(self.items):
            threading.Event().wait(0.001 if self.endless else 0)
            return None
        item = self.items[self.at]
        self.at += 1
        if isinstance(item, Exception):
            raise item
        if isinstance(item, CaptureState):
            self.state = item
            return None
        return item

    def rest(self) -> None:
        self.rests.append("rest")

    def wake(self) -> None:
        self.rests.append("wake")

    def turn_to(self, source: Source, told: Told) -> None:
        told(None)

    def stats(self) -> CaptureStats:
        return CaptureStats(self.state, 30.0, self.at, self.dropped)

    def close(self) -> None:
        self.closed_by = threading.current_thread().name


class EndlessFeed:
    """A frame every `period_s`, for ever; counts them."""

    over = False
    name = ""

    def __init__(self, period_s: float) -> None:
        self.period_s = period_s
        self.seq = 0

    def start(self) -> None:
        pass

    def take(self, timeout_s: float) -> Frame:
        time.sleep(self.period_s)
        self.seq += 1
        return frame(self.seq - 1, fps=1 / self.period_s)

    def rest(self) -> None:
        pass

    def wake(self) -> None:
        pass

    def turn_to(self, source: Source, told: Told) -> None:
        told(None)

    def stats(self) -> CaptureStats:
        return CaptureStats(CaptureState.RUNNING, 1 / self.period_s, self.seq, 0)

    def close(self) -> None:
        pass


class ScriptedEstimator:
    """Sees nothing in every frame, or raises what is scripted for its number."""

    def __init__(self, failures: Mapping[int, BaseException] | None = None) -> None:
        self._failures = failures or {}
        self.closed = False
        self.seen: list[int] = []

    def estimate(self, frame: Frame) -> Observation:
        if frame.seq in self._failures:
            raise self._failures[frame.seq]
        self.seen.append(frame.seq)
        return Observation(frame.t, frame.seq, frame.aspect)

    def close(self) -> None:
        self.closed = True


class ScriptedRecognizer:
    """Begins and ends a gesture at scripted frame numbers; knows what is held."""

    def __init__(self, begins: Iterable[int] = (), ends: Iterable[int] = (), gesture: str = "fist") -> None:
        self._begins, self._ends, self._gesture = set(begins), set(ends), gesture
        self.held = False

    def step(self, observation: Observation) -> tuple[GestureEvent, ...]:
        if observation.seq in self._begins and not self.held:
            self.held = True
            return (self._event(observation.t, observation.seq, Phase.BEGIN),)
        if observation.seq in self._ends:
            return self._over(observation.t, observation.seq, Phase.END)
        return ()

    def cancel(self, t: float, seq: int) -> tuple[GestureEvent, ...]:
        return self._over(t, seq, Phase.CANCEL)

    def finish(self, t: float, seq: int) -> tuple[GestureEvent, ...]:
        return self._over(t, seq, Phase.END)

    def _over(self, t: float, seq: int, phase: Phase) -> tuple[GestureEvent, ...]:
        was, self.held = self.held, False
        return (self._event(t, seq, phase),) if was else ()

    def _event(self, t: float, seq: int, phase: Phase) -> GestureEvent:
        return GestureEvent(t, self._gesture, phase, None, 0.9, seq)


class ScriptedBinder:
    """Does scripted actions when a gesture comes into a phase."""

    profiles = ("default",)

    def __init__(self, actions: Mapping[Phase, Action] | None = None, can_wake: bool = False) -> None:
        self.can_wake = can_wake
        self._actions = actions or {Phase.BEGIN: Hotkey(("ctrl", "plus"))}

    def bind(self, event: GestureEvent, *, paused: bool = False, situation: object = None) -> tuple[BoundAction, ...]:
        action = None if paused else self._actions.get(event.phase)
        return (BoundAction(event.t, event.seq, "rule", action),) if action else ()

    def tick(self, t: float, seq: int) -> tuple[BoundAction, ...]:
        return ()

    def forget_waiting(self) -> None:
        pass

    def release(self, t: float, seq: int) -> tuple[BoundAction, ...]:
        return ()


class RecordingActuator:
    """Remembers what it was asked, with the thread; raises what is scripted for the n-th action."""

    def __init__(self, failures: Mapping[int, BaseException] | None = None) -> None:
        self._failures = failures or {}
        self.did: list[str] = []
        self.threads: set[str] = set()
        self._count = 0

    def perform(self, action: Action) -> None:
        self._note(type(action).__name__)
        self._count += 1
        if (failure := self._failures.get(self._count - 1)) is not None:
            raise failure

    def release_all(self) -> None:
        self._note("release_all")

    def close(self) -> None:
        self._note("close")

    def _note(self, text: str) -> None:
        self.did.append(text)
        self.threads.add(threading.current_thread().name)


class Heard:
    """A listener that remembers."""

    def __init__(self) -> None:
        self.events: list[tuple[str, int]] = []
        self.actions: list[BoundAction] = []
        self.frames = 0

    def heard(self, frame: Frame | None, result: object) -> None:
        self.frames += frame is not None
        self.events += [(e.phase.value, e.seq) for e in result.events]  # type: ignore[attr-defined]
        self.actions += result.actions  # type: ignore[attr-defined]
