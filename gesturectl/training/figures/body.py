"""Poses of synthetic bodies, as events."""

from __future__ import annotations

from collections.abc import Iterator

from gesturectl.training.figures.exam import Exam
from gesturectl.training.figures.stream_scores import stream_table
from gesturectl.training.figures.table import Table
from gesturectl.training.synthetic import evaluation_bodies


def tables(exam: Exam) -> Iterator[Table]:
    """Yield a row for each motion, a table for each frame rate."""
    for fps in exam.fps:
        streams = evaluation_bodies(exam.seeds, fps)
        yield stream_table(f"synthetic bodies (synthetic only), {fps:g} fps", streams, exam.recognizer)
