"""Recorded streams of bodies, as they were recorded and at their own time stamps: events against labels."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from gesturectl.domain.gesture import GESTURES, NONE
from gesturectl.training.arm_recipe import build
from gesturectl.training.figures.exam import Exam
from gesturectl.training.figures.table import Row, Table
from gesturectl.training.replay import score_of
from gesturectl.training.scoring import EARLY_S, LATE_S, Score, poisson_interval
from gesturectl.training.streams import LabelledStream
from gesturectl.training.workshop import WUERZBURG, Workshop
from gesturectl.training.wuerzburg import read_bodies


@dataclass(slots=True)
class _Person:
    """What came of one person's streams; `trained_on`: the networks know this person."""

    trained_on: bool
    score: Score = field(default_factory=Score)
    idle_s: float = 0.0
    false_in_idle: Counter[str] = field(default_factory=Counter)


def tables(exam: Exam) -> Iterator[Table]:
    """Yield the figures by gesture, by person, and which gesture was taken for which.

    Persons that the models were trained on are told apart; with `leave_one_out` each of them is examined with networks
    that were trained anew without that person.
    """
    known = trained_groups(exam.models_dir)
    people: dict[str, _Person] = {}
    streams = read_bodies(exam.data / WUERZBURG)
    for group in sorted({stream.group for stream in streams}):
        mine = [stream for stream in streams if stream.group == group]
        if exam.leave_one_out and group in known:
            with tempfile.TemporaryDirectory() as folder:
                people[group] = _examined(_without(exam, group, Path(folder)), mine, trained_on=False)
        else:
            people[group] = _examined(exam, mine, trained_on=group in known)
    for trained_on in (False, True):
        chosen = {name: person for name, person in people.items() if person.trained_on is trained_on}
        if chosen:
            how = "persons that the networks were trained on" if trained_on else "persons never seen in training"
            yield from _tables(how, chosen)


def trained_groups(models_dir: Path) -> set[str]:
    """Return the persons that the network of arms' strokes was trained on, by its manifest."""
    manifest = json.loads((models_dir / "arm_stroke.json").read_text(encoding="utf-8"))
    return set(manifest.get("figures", {}).get("groups", ()))


def _without(exam: Exam, group: str, folder: Path) -> Exam:
    """Return the exam with networks of arms trained without a person; the others are those of the exam."""
    shutil.copytree(exam.models_dir, folder, dirs_exist_ok=True)
    build(Workshop(exam.data, folder), without=(group,))
    return replace(exam, models_dir=folder)


def _examined(exam: Exam, streams: list[LabelledStream], *, trained_on: bool) -> _Person:
    person = _Person(trained_on)
    for stream in streams:
        score = score_of(exam.recognizer(), stream)
        person.score.add(score)
        person.idle_s += idle_s(stream)
        person.false_in_idle.update(event.gesture for event in score.wrong if in_idle(stream, event.t))
    return person


def in_idle(stream: LabelledStream, t: float) -> bool:
    """Whether nothing was meant at a time, by the recorder's labels, with the tolerance of gestures about them."""
    meant = [(label.start_s - EARLY_S, label.end_s + LATE_S) for label in stream.labels]
    other = [(start - EARLY_S, end + LATE_S) for start, end in (*stream.foreign, *stream.doubtful)]
    return not any(start <= t <= end for start, end in (*meant, *other))


def idle_s(stream: LabelledStream) -> float:
    """Return for how long nothing was meant."""
    spans = [(label.start_s, label.end_s) for label in stream.labels] + [*stream.foreign, *stream.doubtful]
    return stream.duration_s - sum(end - start for start, end in spans)


def _tables(how: str, people: dict[str, _Person]) -> Iterator[Table]:
    total = Score()
    for person in people.values():
        total.add(person.score)
    names = [name for name in GESTURES if _occurs(total.of(name))]
    yield Table(f"streams of bodies by gesture, {how}", [_gesture_row(name, total.of(name)) for name in names])
    yield Table(f"streams of bodies by person, {how}", [_person_row(name, one) for name, one in people.items()])
    pairs = sorted((pair, count) for pair, count in total.confusion().items() if pair[0] != pair[1])
    rows: list[Row] = [{"labelled": a, "begun": b, "times": count} for (a, b), count in pairs]
    yield Table(f"streams of bodies, what was taken for what ({NONE}: nothing), {how}", rows)


def _occurs(score: Score) -> bool:
    return bool(score.wanted or score.wrong)


def _gesture_row(name: str, score: Score) -> Row:
    late = score.latencies_s
    return {
        "gesture": name,
        "found": f"{len(score.hits)}/{score.wanted}",
        "wrong": len(score.wrong),
        "precision": round(score.precision, 3),
        "recall": round(score.recall, 3),
        "F1": round(score.f1, 3),
        "latency median s": round(float(np.median(late)), 2) if late else None,
        "p95 s": round(float(np.quantile(late, 0.95)), 2) if late else None,
    }


def _person_row(name: str, person: _Person) -> Row:
    false, hours = person.false_in_idle.total(), person.idle_s / 3600
    low, high = poisson_interval(false, hours)
    return {
        "person": name,
        "found": f"{len(person.score.hits)}/{person.score.wanted}",
        "wrong": len(person.score.wrong),
        "F1": round(person.score.f1, 3),
        "idle s": round(person.idle_s),
        "false in idle": false,
        "which": ", ".join(f"{gesture} {count}" for gesture, count in sorted(person.false_in_idle.items())),
        "an hour": round(false / hours, 1),
        "95 %": f"{low:.1f}-{high:.1f}",
    }
