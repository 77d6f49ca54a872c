"""Every motion of synthetic hands, as events."""

from __future__ import annotations

from collections.abc import Iterator

from gesturectl.training.figures.exam import Exam
from gesturectl.training.figures.stream_scores import stream_table
from gesturectl.training.figures.table import Table
from gesturectl.training.synthetic import evaluation_streams


def tables(exam: Exam) -> Iterator[Table]:
    """Yield a row for each motion, a table for each frame rate."""
    how = "rendered, through MediaPipe" if exam.rendered else "key points"
    for fps in exam.fps:
        streams = evaluation_streams(exam.seeds, fps, estimator=exam.estimator if exam.rendered else None)
        yield stream_table(f"synthetic hands, {how}, {fps:g} fps", streams, exam.recognizer)
