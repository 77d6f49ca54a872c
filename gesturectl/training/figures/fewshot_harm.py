"""What personal gestures cost: shipped recall, false activations, time to train; and whether forecasts hold."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from gesturectl.control.binder import Binder
from gesturectl.domain.gesture import GESTURES, GestureKind
from gesturectl.domain.take import IDLE, SampleKind, Samples, Subject, Take, TakeRole
from gesturectl.recognition.classifiers import Classifiers
from gesturectl.recognition.personal_model import PersonalModel
from gesturectl.recognition.recognizer import Recognizer, make_recognizer
from gesturectl.synth.everyday import EVERYDAY
from gesturectl.synth.motion import MOTIONS
from gesturectl.training import quiet_material as material
from gesturectl.training.calibration.assessment import Assessor
from gesturectl.training.false_activations import Activations, QuietStream, activations
from gesturectl.training.fewshot import Trainer
from gesturectl.training.figures.exam import Exam
from gesturectl.training.figures.table import Row, Table
from gesturectl.training.replay import events_of, score_of
from gesturectl.training.scoring import Score, poisson_interval
from gesturectl.training.shown_takes import STRANGE, check_marks, shows
from gesturectl.training.shrec_trials import takes_of
from gesturectl.training.streams import LabelledStream, thinned
from gesturectl.training.synthetic import evaluation_streams
from gesturectl.training.workshop import HAGRID_TRAIN, HAGRID_VAL, WUERZBURG

FPS, CAMERA_FPS = 15.0, 30.0
RISKY = ("relaxed", "flat", "pinch_open")
"""Shapes that everyday clips show: a forecast must say so."""
FORECAST_SEEDS = range(700, 704)
MANY = 20
SHREC = "sequences/shrec17_hand22_world.npz"
SHREC_SUBJECT = 10
"""The first of those on whom nothing was chosen who made each of these at least five times."""
SHREC_MOTIONS = ("swipe_left", "swipe_x", "swipe_plus", "swipe_v", "shake")
EVERYDAY_SEED = 4000
"""Everyday movement from here on: nothing was trained or chosen on it."""


def harm_tables(exam: Exam, classifiers: Classifiers) -> Iterator[Table]:
    """Yield the tables."""
    trainer = Trainer(classifiers)
    model = trainer.train([*five(), *five_motions(exam)], Samples(IDLE, SampleKind()))
    many = f"{len(model.gestures)} personal gestures"
    yield Table(f"shipped gestures, without and with {many}", list(_recalls(exam, model)))
    yield Table(f"false activations of {many}", list(_false(exam, model)))
    yield Table("time to train", [_training_time(classifiers, moving=moving) for moving in (False, True)])
    yield Table("forecast of triggers in idle time, and what came", list(_forecasts(exam, trainer)))


@cache
def _classifiers(models_dir: Path) -> Classifiers:
    return Classifiers.open(models_dir)


def _recognizer(exam: Exam, model: PersonalModel | None) -> Recognizer:
    """Return a fresh recognizer, with the personal gestures of a model or without."""
    return make_recognizer(_classifiers(exam.models_dir), exam.config.settings.gestures, model)


def five() -> list[Samples]:
    """Return the takes of four held shapes and of a motion, by one synthetic person."""
    held = [_samples(name, shows(name, 5, seed=60), SampleKind()) for name in STRANGE]
    return [*held, _samples("check", check_marks(5, seed=60), SampleKind(Subject.HAND, moving=True))]


def five_motions(exam: Exam) -> list[Samples]:
    """Return five takes of each of five motions by a subject of SHREC'17; none without the data."""
    if exam.lacks([SHREC]):
        return []
    return [takes_of(exam.data / SHREC, SHREC_SUBJECT, name, 5) for name in SHREC_MOTIONS]


def _samples(name: str, takes: Sequence[Sequence[object]], kind: SampleKind) -> Samples:
    made = tuple(Take(n + 1, TakeRole.GESTURE, tuple(o)) for n, o in enumerate(takes))  # type: ignore[arg-type]
    return Samples(f"my_{name}", kind, made, len(made) + 1)


def _recalls(exam: Exam, model: PersonalModel) -> Iterator[Row]:
    """Yield recall of the shipped gestures on HaGRID's validation hands, held for a while, and on synthetic motions."""
    if not exam.lacks([HAGRID_VAL]):
        yield _photo_row(exam, model)
    for fps in exam.fps:
        without, with_own = Score(), Score()
        for name, stream in evaluation_streams(max(exam.seeds // 4, 1), fps):
            if MOTIONS[name].gestures:
                without.add(score_of(_recognizer(exam, None), stream))
                with_own.add(_score_with(exam, model, stream))
        yield _recall_row(f"synthetic motions, {fps:g} fps", without, with_own)


def _score_with(exam: Exam, model: PersonalModel, stream: LabelledStream) -> Score:
    return score_of(_recognizer(exam, model), stream)


def _recall_row(name: str, without: Score, with_own: Score) -> Row:
    return {
        "material": name,
        "gestures": without.wanted,
        "found without": len(without.hits),
        "found with": len(with_own.hits),
        "points lost": round(100 * (without.recall - with_own.recall), 2),
    }


def _photo_row(exam: Exam, model: PersonalModel) -> Row:
    shown = found = kept = 0
    for name in (g.name for g in GESTURES.values() if g.kind is GestureKind.SHAPE):
        for quiet in material.photographed_hagrid(exam.data / HAGRID_VAL, name):
            shown += 1
            found += _begins(exam, None, quiet, name)
            kept += _begins(exam, model, quiet, name)
    lost = round(100 * (found - kept) / max(shown, 1), 2)
    return {"material": "HaGRID validation hands, held", "gestures": shown, "found without": found, "found with": kept,
            "points lost": lost}  # fmt: skip


def _begins(exam: Exam, model: PersonalModel | None, quiet: QuietStream, name: str) -> bool:
    recognizer = _recognizer(exam, model)
    return any(event.gesture == name for event in events_of(recognizer, quiet.stream))


def _false(exam: Exam, model: PersonalModel) -> Iterator[Row]:
    for name, streams in _quiet(exam):
        found = Activations()
        for quiet in streams:
            recognizer = _recognizer(exam, model)
            found.add(activations(quiet, recognizer, Binder(exam.config)))
        yield _false_row(name, found)


def _quiet(exam: Exam) -> Iterator[tuple[str, Iterator[QuietStream]]]:
    if not exam.lacks(["clips/negative"]):
        yield "recorded clips", material.negative_clips(exam.data, exam.estimator)
    if not exam.lacks([material.SIGNS]):
        yield "signed words", material.signed_words(exam.data / material.SIGNS)
    if not exam.lacks([WUERZBURG, HAGRID_TRAIN]):
        idle = material.idle_streams(exam.data / WUERZBURG, exam.data / HAGRID_TRAIN, seed=99)
        yield "idle between gestures", (replace(quiet, stream=thinned(quiet.stream, CAMERA_FPS)) for quiet in idle)
    seeds = range(EVERYDAY_SEED, EVERYDAY_SEED + exam.seeds)
    everyday = (material.everyday_stream(name, seed, FPS) for seed in seeds for name in EVERYDAY)
    yield "synthetic everyday movement", everyday


def _false_row(name: str, found: Activations) -> Row:
    own = {gesture: count for gesture, count in found.begun.items() if gesture.startswith("my_")}
    hours, count = found.duration_s / 3600, sum(own.values())
    low, high = poisson_interval(count, hours)
    return {
        "material": name,
        "hours": round(hours, 3),
        "personal begins": count,
        "an hour": round(count / hours, 2),
        "95 %": f"{low:.2f} to {high:.2f}",
        "which": ", ".join(f"{gesture} {n}" for gesture, n in own.items()),
    }


def _training_time(classifiers: Classifiers, *, moving: bool) -> Row:
    """Return how long it takes in a fresh program with 20 gestures of five takes each.

    The held shapes repeat, which changes nothing in it.
    """
    samples = list(_many_motions() if moving else _many_shapes())
    idle = Take(1, TakeRole.IDLE, material.everyday_stream(next(iter(EVERYDAY)), 0, 30.0).stream.observations[:600])
    started_s, worked_s = time.perf_counter(), time.process_time()
    model = Trainer(classifiers).train(samples, Samples(IDLE, SampleKind(), (idle,)))
    return {
        "gestures": len(model.gestures),
        "kind": "moving" if moving else "held",
        "takes": 5 * MANY,
        "seconds": round(time.perf_counter() - started_s, 2),
        "of the processor": round(time.process_time() - worked_s, 2),
    }


def _many_shapes() -> Iterator[Samples]:
    takes = {name: shows(name, 5, seed=61) for name in STRANGE}
    for n in range(MANY):
        name = list(STRANGE)[n % len(STRANGE)]
        yield _samples(f"{name}_{n}", takes[name], SampleKind())


def _many_motions() -> Iterator[Samples]:
    for n in range(MANY):
        yield _samples(f"check_{n}", check_marks(5, seed=61 + n), SampleKind(Subject.HAND, moving=True))


def _forecasts(exam: Exam, trainer: Trainer) -> Iterator[Row]:
    """Yield the triggers forecast for gestures of one model from half of some idle time, and those in the other."""

    def replay(model: PersonalModel, observations: Sequence[object]) -> list[tuple[str, float]]:
        recognizer = _recognizer(exam, model)
        events = [e for o in observations for e in recognizer.step(o)]  # type: ignore[arg-type]
        return [(e.gesture, e.t) for e in events if e.phase.value == "begin"]

    minutes = [material.everyday_stream(name, seed, FPS).stream for seed in FORECAST_SEEDS for name in EVERYDAY]
    takes = [Take(n + 1, TakeRole.IDLE, stream.observations) for n, stream in enumerate(minutes)]
    idle, later = Samples(IDLE, SampleKind(), tuple(takes[: len(takes) // 2])), takes[len(takes) // 2 :]
    shown = [*five(), *(_samples(name, shows(name, 5, seed=62), SampleKind()) for name in RISKY)]
    forecasts = Assessor(trainer, replay).forecasts([samples.name for samples in shown], shown, idle)
    model = trainer.train(shown, idle)
    came = Counter(name for take in later for name, _ in replay(model, take.observations))
    seconds = sum(take.duration_s for take in later)
    for name, forecast in forecasts.items():
        yield {
            "gesture": name,
            "forecast": forecast.line(),
            "came": f"{came[name]} in {seconds / 60:.1f} min",
            "agree": forecast.agrees(came[name], seconds),
        }
