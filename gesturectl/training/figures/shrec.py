"""Comparison on SHREC'17 with subjects left out: our features and temporal models, their gestures."""

from __future__ import annotations

from collections.abc import Iterator

from gesturectl.training.figures.exam import Exam
from gesturectl.training.figures.foreign_tables import confusion_rows, model_rows
from gesturectl.training.figures.table import Table
from gesturectl.training.foreign.leave_out import models
from gesturectl.training.foreign.shrec import read_shrec

FILE = "sequences/shrec17_hand22_world.npz"


def tables(exam: Exam) -> Iterator[Table]:
    """Yield a row for each temporal model, then a row for each gesture with the best of them."""
    sequences = read_shrec(exam.data / FILE)
    calls = {name: model(sequences) for name, model in models().items()}
    subjects = len(set(sequences.subjects.tolist()))
    yield Table(f"SHREC'17, 14 gestures, each of {subjects} subjects left out in turn", model_rows(sequences, calls))
    best = max(calls, key=lambda name: float((calls[name] == sequences.labels).mean()))
    yield Table(f"SHREC'17, {best}", confusion_rows(sequences.labels, calls[best]))
