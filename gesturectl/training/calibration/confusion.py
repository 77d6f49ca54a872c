"""Which of the user's gestures each take is taken for when the take itself is not known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.gesture import NONE
from gesturectl.domain.take import Samples
from gesturectl.recognition.personal_bank import Bank, PersonalGesture
from gesturectl.recognition.personal_model import PersonalModel
from gesturectl.recognition.personal_scores import SURE
from gesturectl.training.fewshot import Exemplars, Trainer


@dataclass(frozen=True, slots=True, eq=False)
class Confusion:
    """counts (N, N + 1): takes of each of `names` (N,), by what they are taken for; the last column is nothing."""

    names: tuple[str, ...]
    counts: NDArray[np.int64]


def confusion(model: PersonalModel, samples: Sequence[Samples], trainer: Trainer) -> Confusion:
    """Return the confusion of all gestures of a model, each take judged by the others."""
    names = tuple(gesture.name for gesture in model.gestures)
    counts = np.zeros((len(names), len(names) + 1), np.int64)
    by_name = {each.name: each for each in samples}
    for bank in model.banks.values():
        for gesture in bank.gestures:
            shown = trainer.exemplars(by_name[gesture.name], bank.metric)
            for scores in left_out_scores(gesture, bank, shown).values():
                best = max(scores, key=lambda name: scores[name])
                column = names.index(best) if scores[best] >= SURE else len(names)
                counts[names.index(gesture.name), column] += 1
    return Confusion((*names, NONE), counts)


def left_out_scores(gesture: PersonalGesture, bank: Bank, shown: Exemplars) -> dict[int, dict[str, float]]:
    """Return, by take, the median scores of its rows where the take itself is not known; {} for a single take."""
    found = {}
    for number in np.unique(shown.owners):
        mine = shown.owners == number
        if mine.all():
            return {}
        without = bank.replaced(gesture, shown.rows[~mine])
        others = tuple(without if each.name == gesture.name else each for each in bank.gestures)
        scores = [placed_scores(replace(bank, gestures=others), row) for row in shown.rows[mine]]
        found[int(number)] = {name: float(np.median([each[name] for each in scores])) for name in scores[0]}
    return found


def placed_scores(bank: Bank, row: FloatArray) -> dict[str, float]:
    """Return the scores of an exemplar, which lies in the space of the metric already."""
    return replace(bank, metric=None).scores(row)
