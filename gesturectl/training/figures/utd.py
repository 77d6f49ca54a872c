"""Comparison on UTD-MHAD with subjects left out: our features and temporal models, their actions."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from gesturectl.training.figures.exam import Exam
from gesturectl.training.figures.foreign_tables import confusion_rows, model_rows
from gesturectl.training.figures.table import Table
from gesturectl.training.foreign.leave_out import models
from gesturectl.training.foreign.utd import OUR_KIND, read_utd

FILE = "sequences/utd_mhad_kinect20.npz"


def tables(exam: Exam) -> Iterator[Table]:
    """Yield a row for each temporal model: all actions, those of our kind among all, those of our kind alone."""
    everything = read_utd(exam.data / FILE)
    ours = np.isin(everything.labels, OUR_KIND)
    alone = everything.chosen(ours)
    calls = {name: model(everything) for name, model in models().items()}
    subjects = len(set(everything.subjects.tolist()))
    yield Table(f"UTD-MHAD, 27 actions, each of {subjects} subjects left out in turn", model_rows(everything, calls))
    among = {name: called[ours] for name, called in calls.items()}
    yield Table(f"UTD-MHAD, the {len(OUR_KIND)} of our kind among all 27", model_rows(alone, among))
    told = {name: model(alone) for name, model in models().items()}
    yield Table(f"UTD-MHAD, the {len(OUR_KIND)} of our kind told from each other", model_rows(alone, told))
    best = max(calls, key=lambda name: float((calls[name] == everything.labels).mean()))
    yield Table(f"UTD-MHAD, all 27, {best}", confusion_rows(everything.labels, calls[best]))
