"""Running a recognizer over recorded streams."""

from __future__ import annotations

from gesturectl.domain.event import GestureEvent
from gesturectl.recognition.recognizer import Recognizer
from gesturectl.training.scoring import LATE_S, Score, score_events
from gesturectl.training.streams import LabelledStream


def events_of(recognizer: Recognizer, stream: LabelledStream) -> list[GestureEvent]:
    """Return the events of a fresh recognizer over a stream."""
    events = [event for observation in stream.observations for event in recognizer.step(observation)]
    last = stream.observations[-1]
    return [*events, *recognizer.finish(last.t, last.seq)]


def score_of(recognizer: Recognizer, stream: LabelledStream) -> Score:
    """Return the score of a fresh recognizer over a stream; what begins in doubtful spans does not count."""
    events = events_of(recognizer, stream)
    counted = [e for e in events if not any(start <= e.t <= end + LATE_S for start, end in stream.doubtful)]
    return score_events(counted, stream.labels, stream.duration_s)
