"""Hands of shapes that were never trained on: how many are taken for something."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from gesturectl.training.figures.exam import Exam
from gesturectl.training.figures.table import Row, Table
from gesturectl.training.landmark_data import read_hagrid
from gesturectl.training.leave_out import LEFT_OUT, Draw, leave_out
from gesturectl.training.shape_recipe import MISLABELLED, made_hands
from gesturectl.training.trigger_table import SHAPE_ENTER
from gesturectl.training.workshop import HAGRID_TRAIN

DRAWS = 10
SEED = 0


def tables(exam: Exam) -> Iterator[Table]:
    """Yield a row for each draw, then the sum; trains a network for each draw, which takes minutes."""
    hands = read_hagrid(exam.data / HAGRID_TRAIN, MISLABELLED)
    made = made_hands(np.random.default_rng(SEED))
    found = list(leave_out(hands, made, DRAWS, SEED, SHAPE_ENTER))
    yield Table(
        f"{LEFT_OUT} shapes at a time left out of training, at the threshold {SHAPE_ENTER:g}",
        [*(_row(draw) for draw in found), _sum(found)],
    )


def _row(draw: Draw) -> Row:
    return {
        "left out": ", ".join(draw.left_out),
        "hands": sum(draw.hands.values()),
        "accepted": draw.accepted,
        "accepted %": round(100 * draw.accepted / sum(draw.hands.values()), 1),
        "which": "; ".join(_which(draw, name) for name in draw.left_out if draw.taken_for[name]),
        "recall of the others %": round(100 * draw.recall, 1),
    }


def _which(draw: Draw, name: str) -> str:
    taken = draw.taken_for[name]
    likeliest = max(taken, key=lambda n: taken[n])
    return f"{name} {100 * sum(taken.values()) / draw.hands[name]:.0f} % (as {likeliest})"


def _sum(found: list[Draw]) -> Row:
    hands, accepted = sum(sum(d.hands.values()) for d in found), sum(d.accepted for d in found)
    return {
        "left out": f"all {len(found)} draws",
        "hands": hands,
        "accepted": accepted,
        "accepted %": round(100 * accepted / hands, 1),
        "which": f"mean of the draws {np.mean([100 * d.accepted / sum(d.hands.values()) for d in found]):.1f} %",
        "recall of the others %": round(100 * float(np.mean([d.recall for d in found])), 1),
    }
