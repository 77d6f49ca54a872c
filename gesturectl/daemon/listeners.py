"""Feedback of the engine: log lines, the recording, latest events for the status."""

from __future__ import annotations

import logging
import time
from collections import deque

from gesturectl.daemon.latency import Clock
from gesturectl.daemon.pipeline import StepResult
from gesturectl.domain.binding import BoundAction
from gesturectl.domain.describe import describe
from gesturectl.domain.event import GestureEvent, Phase
from gesturectl.domain.frame import Frame
from gesturectl.storage.recording import RecordingWriter

activity_log = logging.getLogger("gesturectl.activity")
"""One line for each gesture and each action."""
KEPT_EVENTS = 10
IN_VIEW_S = 1.5
"""So long a hand counts as in view after it was last seen."""


class ActivityLog:
    """Logs every begin, end and cancel, and every action, with the number of its frame."""

    def heard(self, frame: Frame | None, result: StepResult) -> None:
        """Log what a frame led to."""
        for line in lines_of(result):
            activity_log.info("%s", line)


class LatestEvents:
    """Keeps the latest gestures for the status."""

    def __init__(self) -> None:
        self._lines: deque[str] = deque(maxlen=KEPT_EVENTS)

    @property
    def lines(self) -> tuple[str, ...]:
        """The latest gestures and actions, the newest last."""
        return tuple(self._lines)

    def heard(self, frame: Frame | None, result: StepResult) -> None:
        """Keep what a frame led to."""
        self._lines += lines_of(result)


class HandsInView:
    """Knows whether a hand was seen lately."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._seen_s = float("-inf")

    def __bool__(self) -> bool:
        return self._clock() - self._seen_s < IN_VIEW_S

    def heard(self, frame: Frame | None, result: StepResult) -> None:
        """Take notice of hands."""
        if result.observation is not None and result.observation.hands:
            self._seen_s = self._clock()


class RecordingTap:
    """Writes down every observation."""

    def __init__(self, writer: RecordingWriter) -> None:
        self._writer = writer

    def heard(self, frame: Frame | None, result: StepResult) -> None:
        """Record what was seen in a frame."""
        if result.observation is not None:
            self._writer.write(result.observation)


def lines_of(result: StepResult) -> list[str]:
    """Return a line for each begin, end and cancel, and for each action."""
    events = [event_line(event) for event in result.events if event.phase is not Phase.UPDATE]
    return events + [action_line(action) for action in result.actions]


def event_line(event: GestureEvent) -> str:
    """Return a gesture's begin, end or cancel as one line of text."""
    hand = f" ({event.handedness.value})" if event.handedness else ""
    value = "" if event.value is None else f" value {event.value:+.2f}"
    return f"{event.t:8.3f} s  {event.gesture}{hand} {event.phase.value}{value}  score {event.score:.2f}  #{event.seq}"


def action_line(bound: BoundAction) -> str:
    """Return an action as one line of text."""
    return f"{bound.t:8.3f} s  {bound.binding} → {describe(bound.action)}  #{bound.seq}"
