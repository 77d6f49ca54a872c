"""What the last gestures were, what they did, and why they did nothing: for `gesturectl why`."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any

from gesturectl.daemon.latency import Clock
from gesturectl.daemon.near_misses import NearMisses, Reads
from gesturectl.daemon.pipeline import StepResult
from gesturectl.domain.binding import BoundAction
from gesturectl.domain.describe import describe
from gesturectl.domain.event import GestureEvent, Phase
from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Handedness

KEPT = 30
"""Gestures kept."""
KEPT_ACTIONS = 20
"""Actions kept of one gesture; equal ones in a row count as one."""

_Whose = tuple[str, Handedness | None]


class Deed:
    """Some equal actions in a row, of one gesture."""

    def __init__(self, bound: BoundAction) -> None:
        self.binding, self.action = bound.binding, describe(bound.action)
        self.count, self.error, self.remedy = 1, "", ""
        self.newest = bound

    def as_json(self) -> dict[str, Any]:
        """Return it for the answer."""
        said: dict[str, Any] = {"binding": self.binding, "action": self.action, "times": self.count}
        if self.error:
            said |= {"error": self.error, "remedy": self.remedy}
        return said


class Life:
    """One gesture from its begin to its end."""

    def __init__(self, event: GestureEvent, heard_s: float, why_silent: str, enter: float | None = None) -> None:
        self.begin = event
        self.last = event
        self.heard_s = heard_s
        self.why_silent = why_silent
        self.enter = enter
        self.deeds: list[Deed] = []

    def add(self, actions: Iterable[BoundAction]) -> None:
        """Add what it did."""
        for bound in actions:
            last = self.deeds[-1] if self.deeds else None
            if last is not None and (last.binding, last.action) == (bound.binding, describe(bound.action)):
                last.count, last.newest = last.count + 1, bound
            elif len(self.deeds) < KEPT_ACTIONS:
                self.deeds.append(Deed(bound))

    def as_json(self, now_s: float) -> dict[str, Any]:
        """Return it for the answer; `age_s` is how long ago it began."""
        begin, last = self.begin, self.last
        return {
            "gesture": begin.gesture,
            "handedness": begin.handedness.value if begin.handedness else None,
            "age_s": round(now_s - self.heard_s, 2),
            "t": round(begin.t, 4),
            "seq": begin.seq,
            "score": round(begin.score, 4),
            "enter": None if self.enter is None else round(self.enter, 4),
            "margin": None if self.enter is None else round(begin.score - self.enter, 4),
            "phase": last.phase.value,
            "lasted_s": round(last.t - begin.t, 3),
            "value": None if last.value is None else round(last.value, 4),
            "actions": [deed.as_json() for deed in list(self.deeds)],
            "why_silent": "" if self.deeds else self.why_silent,
        }


class History:
    """A listener that keeps the latest gestures. The engine's thread writes; any thread may read."""

    def __init__(
        self,
        why_silent: Callable[[GestureEvent], str],
        readings: Callable[[], Iterable[Reads]] = tuple,
        *,
        rules: Callable[[str], tuple[str, ...]] = lambda gesture: (),
        clock: Clock = time.monotonic,
    ) -> None:
        """`why_silent` says why an event just bound did nothing; `readings` is what the recognizer makes of now.

        `rules` names the rules that wait for a gesture.
        """
        self._rules = rules
        self._why_silent = why_silent
        self._read = readings
        self._clock = clock
        self._lives: deque[Life] = deque(maxlen=KEPT)
        self._open: dict[_Whose, Life] = {}
        self._failed: deque[tuple[BoundAction, Exception]] = deque(maxlen=KEPT)
        self._lock = threading.Lock()
        self._near = NearMisses()
        self.readings: tuple[Reads, ...] = ()
        """What the recognizer made of the last frame."""

    def heard(self, frame: Frame | None, result: StepResult) -> None:
        """Keep what a frame led to."""
        if result.observation is not None:
            self.readings = tuple(self._read())
            self._near.see(self.readings, result.observation.t, self._clock())
        if result.events:
            with self._lock:
                for index, event in enumerate(result.events):
                    self._note(event, result.bound[index] if index < len(result.bound) else ())
                self._mark_failed()
        if result.late:
            with self._lock:
                self._add(result.late, None)
                self._mark_failed()

    def outcome(self, bound: BoundAction, error: Exception | None) -> None:
        """Take notice of an action that failed; called by the actuator's thread.

        That may be before the engine tells what the frame led to: actions are sent first.
        """
        if error is None:
            return
        with self._lock:
            self._failed.append((bound, error))
            self._mark_failed()

    def _mark_failed(self) -> None:
        deeds = [deed for life in list(self._lives)[-4:] for deed in life.deeds]
        for bound, error in self._failed:
            for deed in deeds:
                if (deed.newest.seq, deed.binding) == (bound.seq, bound.binding):
                    deed.error, deed.remedy = str(error), getattr(error, "remedy", "")

    def as_json(self) -> dict[str, Any]:
        """Return the latest gestures, the newest last, those that nearly were, and what is read now."""
        now_s = self._clock()
        now = [
            {"handedness": r.handedness and r.handedness.value, "gesture": r.gesture, "score": round(r.score, 4)}
            | {"state": r.state, "enter": round(r.enter, 4), "hinder": r.hinder, "raised": r.raised}
            for r in self.readings
        ]
        return {
            "now": now,
            "gestures": [life.as_json(now_s) for life in list(self._lives)],
            "nearly": [miss.as_json(now_s, self._rules(miss.reading.gesture)) for miss in self._near.latest()],
        }

    def _note(self, event: GestureEvent, actions: tuple[BoundAction, ...]) -> None:
        whose = (event.gesture, event.handedness)
        if event.phase is Phase.BEGIN:
            acts = any(bound.cause in (event, None) for bound in actions)
            why = "" if acts else self._why_silent(event)
            self._open[whose] = Life(event, self._clock(), why, self._enter_of(event))
            self._lives.append(self._open[whose])
        life = self._open.get(whose)
        self._add(actions, life)
        if life is None:
            return
        life.last = event
        if event.phase in (Phase.END, Phase.CANCEL):
            del self._open[whose]

    def _enter_of(self, event: GestureEvent) -> float | None:
        """Return the score that a gesture needed when it began, if it is the likeliest reading."""
        whose = (event.gesture, event.handedness)
        return next((r.enter for r in self.readings if (r.gesture, r.handedness) == whose), None)

    def _add(self, actions: tuple[BoundAction, ...], life: Life | None) -> None:
        """Add actions to the gestures that they are for; `life` takes those that say nothing of it."""
        for bound in actions:
            mine = next((each for each in self._lives if each.begin is bound.cause), life)
            if mine is not None:
                mine.add((bound,))
