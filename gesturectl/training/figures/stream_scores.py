"""A table of recall and wrong begins over named groups of streams."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from gesturectl.recognition.recognizer import Recognizer
from gesturectl.training.figures.table import Row, Table
from gesturectl.training.replay import score_of
from gesturectl.training.scoring import Score
from gesturectl.training.streams import LabelledStream

ALL = "all"


def stream_table(
    title: str, streams: Iterable[tuple[str, LabelledStream]], make_recognizer: Callable[[], Recognizer]
) -> Table:
    """Return a row for each named group of streams, and one for all: recall and wrong begins."""
    totals: dict[str, Score] = {}
    everything = Score()
    for name, stream in streams:
        score = score_of(make_recognizer(), stream)
        totals.setdefault(name, Score()).add(score)
        everything.add(score)
    return Table(title, [_row(name, score) for name, score in (*totals.items(), (ALL, everything))])


def _row(name: str, score: Score) -> Row:
    names, counts = np.unique([event.gesture for event in score.wrong], return_counts=True)
    return {
        "motion": name,
        "found": f"{len(score.hits)}/{score.wanted}",
        "recall %": round(100 * score.recall, 1),
        "wrong": len(score.wrong),
        "which": ", ".join(f"{n} {c}" for n, c in zip(names, counts, strict=True)),
        "seconds": round(score.duration_s),
    }
