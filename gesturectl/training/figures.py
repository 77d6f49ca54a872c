"""The figures of `gesturectl evaluate`, as plain rows that the edge prints."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from gesturectl.domain.gesture import GESTURES, GestureKind
from gesturectl.recognition.classifier import Classifier
from gesturectl.recognition.recognizer import Recognizer
from gesturectl.recognition.shape_features import SHAPE_SPEC, shape_features
from gesturectl.training.clip_evaluation import ClipResult
from gesturectl.training.landmark_data import read_hagrid
from gesturectl.training.replay import score_of
from gesturectl.training.scoring import Score
from gesturectl.training.streams import LabelledStream

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """One table of figures."""

    title: str
    rows: list[Row]


def clip_table(results: Iterable[ClipResult]) -> Table:
    """Return a row for each clip: gestures found, missed, and begins that nobody asked for."""
    return Table("clips, from pixels to events", [_clip_row(result) for result in results])


def _clip_row(result: ClipResult) -> Row:
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


def shape_table(models_dir: Path, data_file: Path) -> Table:
    """Return recall and false calls of each held shape on recorded hands, at the trigger's enter threshold."""
    classifier = Classifier.open(models_dir, "hand_shape", SHAPE_SPEC)
    hands = read_hagrid(data_file)
    scores = classifier.predict_many(shape_features(hands.points))
    rows = []
    for name in (g.name for g in GESTURES.values() if g.kind is GestureKind.SHAPE):
        called = scores[:, classifier.manifest.labels.index(name)] >= classifier.manifest.triggers[name].enter
        mine = hands.labels == name
        rows.append(
            {
                "shape": name,
                "hands": int(mine.sum()),
                "recall %": round(100 * float(called[mine].mean()), 1) if mine.any() else None,
                "called wrongly": int(called[~mine].sum()),
                "of": int((~mine).sum()),
            }
        )
    return Table(f"held shapes, {data_file.name}, above the threshold", rows)


def stream_table(
    title: str, streams: Iterable[tuple[str, LabelledStream]], make_recognizer: Callable[[], Recognizer]
) -> Table:
    """Return a row for each named group of streams: recall and wrong begins."""
    totals: dict[str, Score] = {}
    for name, stream in streams:
        totals.setdefault(name, Score()).add(score_of(make_recognizer(), stream))
    return Table(title, [_stream_row(name, score) for name, score in totals.items()])


def _stream_row(name: str, score: Score) -> Row:
    names, counts = np.unique([event.gesture for event in score.wrong], return_counts=True)
    return {
        "motion": name,
        "found": f"{len(score.hits)}/{score.wanted}",
        "recall %": round(100 * score.recall, 1),
        "wrong": len(score.wrong),
        "which": ", ".join(f"{n} {c}" for n, c in zip(names, counts, strict=True)),
        "seconds": round(score.duration_s),
    }
