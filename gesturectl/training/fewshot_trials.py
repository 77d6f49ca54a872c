"""Few takes, many repetitions: what a personal model makes of photos that it has not seen."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.take import SampleKind, Samples
from gesturectl.recognition.personal_bank import Bank
from gesturectl.recognition.personal_model import BankKey
from gesturectl.recognition.personal_scores import SURE
from gesturectl.training.fewshot import Exemplars, make_bank, placed
from gesturectl.training.photo_pool import PhotoPool, drawn, held_out

REPETITIONS = 20
STRANGER = "no_class"


@dataclass(slots=True)
class Tally:
    """Counts over all repetitions; `recalls` has one value a repetition: the mean of the commands' recalls.

    strangers  shown things that are none of the gestures;  idle  the same for motions of everyday life
    scores_right, scores_strange  best scores of what was named rightly, sure or not, and of strangers
    """

    recalls: list[float] = field(default_factory=list)
    right: int = 0
    wrong: int = 0
    refused: int = 0
    strangers: int = 0
    strangers_taken: int = 0
    idle: int = 0
    idle_taken: int = 0
    scores_right: list[float] = field(default_factory=list)
    scores_strange: list[float] = field(default_factory=list)
    mixed_up: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def shown(self) -> int:
        """Photos of commands that were shown."""
        return self.right + self.wrong + self.refused


def trials(
    pool: PhotoPool,
    key: BankKey,
    takes: int,
    background: FloatArray,
    metric: FloatArray | None,
    idle: int = 0,
    repetitions: int = REPETITIONS,
) -> Tally:
    """Return the tally of models of `takes` photos a command; `idle` photos of what is no command are known besides."""
    tally = Tally()
    for repetition in range(repetitions):
        rng = np.random.default_rng([repetition, takes])
        draws = {name: drawn(pool, name, takes, rng) for name in pool.names}
        shown = [_exemplars(name, placed(rows, metric)) for name, (_, rows) in draws.items()]
        known, idle_rows = drawn(pool, STRANGER, idle, rng)
        bank = make_bank(key, shown, [placed(idle_rows, metric)], background, metric)
        recalls = []
        for k, name in enumerate(pool.names):
            rows = held_out(pool, name, draws[name][0])
            if len(rows):
                recalls.append(_count(tally, bank, k, rows))
        tally.recalls.append(float(np.mean(recalls)))
        strangers = held_out(pool, STRANGER, known)
        tally.strangers += len(strangers)
        tally.strangers_taken += int((bank.scores_many(strangers).max(axis=1) >= SURE).sum())
    return tally


def _exemplars(name: str, rows: FloatArray) -> Exemplars:
    return Exemplars(Samples(name, SampleKind()), rows, np.arange(len(rows), dtype=np.float32))


def _count(tally: Tally, bank: Bank, wanted: int, rows: FloatArray) -> float:
    """Count the photos of one command; return its recall."""
    scores = bank.scores_many(rows)
    best = np.where(scores.max(axis=1) >= SURE, scores.argmax(axis=1), -1)
    tally.right += int((best == wanted).sum())
    tally.refused += int((best < 0).sum())
    for other in best[(best >= 0) & (best != wanted)]:
        tally.wrong += 1
        tally.mixed_up[bank.gestures[wanted].name, bank.gestures[int(other)].name] += 1
    return float((best == wanted).mean())
