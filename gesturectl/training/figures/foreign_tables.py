"""Rows about what models called the sequences of a foreign data set."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from gesturectl.training.figures.table import Row
from gesturectl.training.foreign.sequences import Sequences

Calls = NDArray[np.str_]


def model_rows(sequences: Sequences, calls: Mapping[str, Calls]) -> list[Row]:
    """Return a row for each model: how many sequences it called right, and the worst subject."""
    return [_model_row(name, sequences, called) for name, called in calls.items()]


def _model_row(name: str, sequences: Sequences, called: Calls) -> Row:
    right = called == sequences.labels
    by_subject = [float(right[sequences.subjects == s].mean()) for s in np.unique(sequences.subjects)]
    return {
        "model": name,
        "right": f"{int(right.sum())}/{len(right)}",
        "accuracy": round(float(right.mean()), 3),
        "worst subject": round(min(by_subject), 3),
    }


def confusion_rows(labels: Calls, called: Calls) -> list[Row]:
    """Return a row for each label: recall, precision, and what it was taken for."""
    return [_label_row(str(name), labels, called) for name in np.unique(labels)]


def _label_row(name: str, labels: Calls, called: Calls) -> Row:
    mine, theirs = labels == name, called == name
    hits = int((mine & theirs).sum())
    names, counts = np.unique(called[mine & ~theirs], return_counts=True)
    return {
        "gesture": name,
        "sequences": int(mine.sum()),
        "recall": round(hits / int(mine.sum()), 3),
        "precision": round(hits / max(int(theirs.sum()), 1), 3),
        "taken for": ", ".join(f"{n} {c}" for n, c in zip(names, counts, strict=True)),
    }
