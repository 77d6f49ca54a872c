"""False activations an hour: recorded and synthetic material apart, never summed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from joblib import Parallel, delayed

from gesturectl.control.binder import Binder
from gesturectl.synth.everyday import EVERYDAY
from gesturectl.training import quiet_material as material
from gesturectl.training.false_activations import (
    Activations,
    QuietStream,
    activations,
    speed_quantiles,
)
from gesturectl.training.figures.exam import Exam
from gesturectl.training.figures.table import Row, Table
from gesturectl.training.scoring import poisson_interval
from gesturectl.training.workshop import HAGRID_TRAIN, HAGRID_VAL, WUERZBURG

MINUTES_A_SEED = 4
"""With the 20 seeds that evaluate takes by itself, six occupations make eight hours."""
FPS = 15.0


def tables(exam: Exam) -> Iterator[Table]:
    """Yield a row for each kind of material and their sum: recorded material, then synthetic everyday movement."""
    if exam.data_dir is not None:
        found = dict(_recorded(exam))
        yield Table("false activations, recorded material", _rows(found))
        photos = dict(_photographs(exam))
        yield Table("false activations, photographs shown for 1.5 s each", _rows(photos))
    everyday = _everyday(exam)
    yield Table(f"false activations, synthetic everyday movement, {FPS:g} fps", _rows(everyday))


def _recorded(exam: Exam) -> Iterator[tuple[str, Activations]]:
    if not exam.lacks(["clips/negative"]):
        for quiet in material.negative_clips(exam.data, exam.estimator):
            yield f"clip {quiet.stream.name}", _sum(exam, [quiet])
    if not exam.lacks([material.SIGNS]):
        words: dict[str, Activations] = {}
        for quiet in material.signed_words(exam.data / material.SIGNS):
            words.setdefault(f"signed {quiet.stream.name}", Activations()).add(_sum(exam, [quiet]))
        yield from words.items()
    if not exam.lacks([WUERZBURG, HAGRID_TRAIN]):
        streams = material.idle_streams(exam.data / WUERZBURG, exam.data / HAGRID_TRAIN, seed=99)
        yield "idle between gestures (trained on)", _sum(exam, streams)


def _photographs(exam: Exam) -> Iterator[tuple[str, Activations]]:
    if not exam.lacks([material.HAND_PHOTOS]):
        yield "no_class", _sum(exam, material.photographed_hands(exam.data / material.HAND_PHOTOS, "no_class"))
    if not exam.lacks([HAGRID_VAL]):
        yield "no_gesture", _sum(exam, material.idle_photographed_hands(exam.data / HAGRID_VAL))


def _everyday(exam: Exam) -> dict[str, Activations]:
    jobs = [(name, seed) for name in EVERYDAY for seed in range(MINUTES_A_SEED * exam.seeds)]
    parts = Parallel(n_jobs=-1)(delayed(_occupation)(exam, name, seed) for name, seed in jobs)
    found: dict[str, Activations] = {}
    for (name, _), part in zip(jobs, parts, strict=True):
        found.setdefault(name, Activations()).add(part)
    return found


def _occupation(exam: Exam, name: str, seed: int) -> Activations:
    return _sum(exam, [material.everyday_stream(name, seed, FPS)])


def _sum(exam: Exam, streams: Iterable[QuietStream]) -> Activations:
    found = Activations()
    for quiet in streams:
        found.add(activations(quiet, exam.recognizer(), Binder(exam.config)))
    return found


def _rows(found: dict[str, Activations]) -> list[Row]:
    total = Activations()
    for part in found.values():
        total.add(part)
    return [_row(name, part) for name, part in [*found.items(), ("all of these", total)]]


def _row(name: str, found: Activations) -> Row:
    hours, events, acted = found.duration_s / 3600, found.begun.total(), found.acted.total()
    half, most = speed_quantiles(found)
    return {
        "material": name,
        "hours": round(hours, 3),
        "events": events,
        "an hour": round(events / hours, 2),
        "95 %": _interval(events, hours),
        "which": _counts(found.begun),
        "held shapes among them": found.held_shapes,
        "with an action": acted,
        "actions an hour": round(acted / hours, 2),
        "actions 95 %": _interval(acted, hours),
        "speed p50 p90, palms/s": f"{half:.2f} {most:.2f}",
        "hand seen %": round(100 * found.frames_with_hand / max(found.frames, 1), 1),
    }


def _interval(count: int, hours: float) -> str:
    low, high = poisson_interval(count, hours)
    return f"{low:.2f} to {high:.2f}"


def _counts(begun: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in begun.most_common())
