"""Gestures of body and head in the labelled and the negative clips, from pixels to events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gesturectl.domain.event import GestureEvent, Phase
from gesturectl.domain.gesture import GESTURES, GestureKind
from gesturectl.training.clip_evaluation import observe
from gesturectl.training.clip_set import Clip, read_clips
from gesturectl.training.figures.exam import Exam
from gesturectl.training.figures.table import Row, Table

_SIDES = ("left", "right")


def tables(exam: Exam) -> Iterator[Table]:
    """Yield a row for each clip: labelled turns and tilts found, and every event of the body besides."""
    rows = [_row(clip, _events(exam, clip)) for clip in read_clips(exam.data)]
    yield Table("gestures of body and head in clips, from pixels to events", rows)


def _events(exam: Exam, clip: Clip) -> list[GestureEvent]:
    """Return the begins of body gestures; hands are not looked for."""
    estimator, recognizer = exam.body_estimator(), exam.recognizer()
    try:
        observations = observe(clip, estimator)
    finally:
        estimator.close()
    events = (event for observation in observations for event in recognizer.step(observation))
    return [e for e in events if e.phase is Phase.BEGIN and GESTURES[e.gesture].kind is GestureKind.BODY]


def _row(clip: Clip, events: Iterable[GestureEvent]) -> Row:
    """`turn` and `tilt` are labelled without a side."""
    wanted = {f"{label.gesture}_{side}" for label in clip.labels for side in _SIDES} & set(GESTURES)
    wanted = {name for name in wanted if GESTURES[name].kind is GestureKind.BODY}
    found = [event for event in events if event.gesture in wanted]
    besides = [event for event in events if event.gesture not in wanted]
    return {
        "clip": clip.path.name,
        "kind": "negative" if clip.negative else "labelled",
        "labelled": ", ".join(sorted({label.gesture for label in clip.labels if f"{label.gesture}_left" in wanted})),
        "found": _told(found),
        "besides": _told(besides),
    }


def _told(events: Iterable[GestureEvent]) -> str:
    return ", ".join(f"{event.gesture}@{event.t:.1f}" for event in events)
