"""Personal gestures: recall from few takes, what they do to the shipped ones, false activations, time, forecasts."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.take import Subject
from gesturectl.recognition.classifiers import Classifiers
from gesturectl.recognition.personal_model import BankKey
from gesturectl.training.fewshot_motions import motion_trials
from gesturectl.training.fewshot_people import Person, read_people
from gesturectl.training.fewshot_trials import REPETITIONS, Tally, trials
from gesturectl.training.figures.exam import Exam
from gesturectl.training.figures.fewshot_harm import harm_tables
from gesturectl.training.figures.table import Row, Skipped, Table
from gesturectl.training.hand_metric import hand_metric
from gesturectl.training.photo_pool import PhotoPool, body_pool, hand_pool

HANDS = "sequences/emrecandir9_hand_static_pose33.npz"
BODIES = "sequences/emrecandir9_body_static_pose33.npz"
MOTIONS = "sequences/shrec17_hand22_world.npz"
TAKES = (1, 3, 5, 10)
MOTION_TAKES = (1, 3, 5)
LET_IN = (0.05, 0.1, 0.2, 0.3)
IDLE_PHOTOS = 20
"""As many different ones as twenty seconds of idle time show."""


def tables(exam: Exam) -> Iterator[Table | Skipped]:
    """Yield recall of held and moving gestures from few takes, then what personal gestures cost."""
    classifiers = Classifiers.open(exam.models_dir)
    for path, make in ((HANDS, _hands), (BODIES, _bodies)):
        lacking = exam.lacks([path])
        yield exam.skipped("fewshot", lacking) if lacking else make(exam, classifiers)
    lacking = exam.lacks([MOTIONS])
    yield from [exam.skipped("fewshot", lacking)] if lacking else _motions(exam)
    yield from harm_tables(exam, classifiers)


def _hands(exam: Exam, classifiers: Classifiers) -> Table:
    pool = hand_pool(exam.data / HANDS, classifiers.shape)
    metric, background = hand_metric(classifiers.shape)
    return _photos("commands shown with a hand", pool, (Subject.HAND, False), background, metric)


def _bodies(exam: Exam, classifiers: Classifiers) -> Table:
    pool = body_pool(exam.data / BODIES)
    return _photos("poses of the body", pool, (Subject.BODY, False), pool.rows[:0], None)


def _photos(title: str, pool: PhotoPool, key: BankKey, background: FloatArray, metric: FloatArray | None) -> Table:
    rows = [
        {"takes": takes, "idle photos known": idle} | _row(trials(pool, key, takes, background, metric, idle))
        for idle in (0, IDLE_PHOTOS)
        for takes in TAKES
    ]
    return Table(f"{title}: {len(pool.names)}, {REPETITIONS} repetitions, everything else refused", rows)


def _motions(exam: Exam) -> Iterator[Table]:
    """Yield recall, and how recall goes with what is let in.

    Unsure ones are refused where motions are seen flat, as they are live: only there it is known what hands do all day.
    """
    rows: list[Row] = []
    curve: list[Row] = []
    for dimensions, openly in ((3, False), (2, False), (2, True)):
        people = read_people(exam.data / MOTIONS, exam.models_dir, dimensions)
        for takes in MOTION_TAKES:
            for subjects, some in _halves(people) if openly else [("all", people)]:
                tally = motion_trials(some, takes, openly=openly)
                how = {"takes": takes, "dimensions": dimensions, "refuses": "unsure ones" if openly else "nothing"}
                everyday = f"{tally.idle_taken}/{tally.idle}" if tally.idle else None
                rows.append(how | {"subjects": subjects} | _row(tally) | {"everyday motions taken": everyday})
                curve += [{"takes": takes, "subjects": subjects} | point for point in _curve(tally)] if openly else []
    yield Table(f"motions of a hand, subject by subject, {REPETITIONS} repetitions", rows)
    yield Table("the same, recall where so many of the subject's other gestures are let in", curve)


def _halves(people: list[Person]) -> list[tuple[str, list[Person]]]:
    """Return all subjects, those on whom the settings of motion_scores were chosen, and those who were kept."""
    odd, even = ([person for person in people if person.number % 2 == rest] for rest in (1, 0))
    return [("all", people), ("odd: chosen on", odd), ("even: held out", even)]


def _curve(tally: Tally) -> Iterator[Row]:
    right, strange = np.array(tally.scores_right), np.array(tally.scores_strange)
    for share in LET_IN:
        bound = np.quantile(strange, 1 - share)
        found = int((right > bound).sum())
        yield {"let in %": 100 * share, "recall %": round(100 * found / tally.shown, 1), "right": found}


def _row(tally: Tally) -> Row:
    mixed = ", ".join(f"{a}>{b} {n}" for (a, b), n in tally.mixed_up.most_common(3))
    return {
        "recall %": round(100 * float(np.mean(tally.recalls)), 2),
        "least %": round(100 * min(tally.recalls), 2),
        "right": tally.right,
        "taken for another": tally.wrong,
        "refused": tally.refused,
        "shown": tally.shown,
        "strangers taken": f"{tally.strangers_taken}/{tally.strangers}",
        "most mixed up": mixed,
    }
