"""Labelled and negative clips, from pixels to events and actions."""

from __future__ import annotations

from collections.abc import Iterator

from gesturectl.control.binder import Binder
from gesturectl.training.clip_evaluation import ClipResult, evaluate_clips
from gesturectl.training.clip_set import read_clips
from gesturectl.training.figures.exam import Exam
from gesturectl.training.figures.table import Row, Table


def tables(exam: Exam) -> Iterator[Table]:
    """Yield a row for each clip: gestures found, missed, and begins that nobody asked for."""
    results = evaluate_clips(read_clips(exam.data), exam.estimator, exam.recognizer, lambda: Binder(exam.config))
    yield Table("clips, from pixels to events", [_row(result) for result in results])


def _row(result: ClipResult) -> Row:
    score = result.score
    return {
        "clip": result.clip.path.name,
        "kind": "negative" if result.clip.negative else "report only" if result.clip.report_only else "labelled",
        "found": f"{len(score.hits)}/{score.wanted}",
        "missed": ", ".join(f"{label.gesture}@{label.start_s:g}" for label in score.missed),
        "wrong": ", ".join(f"{event.gesture}@{event.t:.2f}" for event in score.wrong),
        "actions": ", ".join(f"{action.binding}@{action.t:.2f}" for action in result.actions),
        "seconds": round(score.duration_s, 1),
    }
