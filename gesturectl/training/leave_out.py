"""Shapes that were never trained on: four at a time are left out, and counted when they are taken for something."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from joblib import Parallel, delayed

from gesturectl.domain.gesture import NONE
from gesturectl.recognition.shape_features import shape_features
from gesturectl.training.landmark_data import LabelledHands
from gesturectl.training.shape_network import ShapeNetwork, fit_shapes, split_by_group
from gesturectl.training.shape_scores import ShapeScores

LEFT_OUT = 4
TEST_SHARE = 0.15
"""Of the pictures, so many take no part in training at all: recall of the remaining shapes is counted on them."""


@dataclass(frozen=True, slots=True)
class Draw:
    """One draw: the shapes left out, how many hands of each were taken for what; recall of the remaining shapes."""

    left_out: tuple[str, ...]
    hands: dict[str, int]
    taken_for: dict[str, dict[str, int]]
    recall: float

    @property
    def accepted(self) -> int:
        """Hands of unknown shapes that were taken for something."""
        return sum(sum(found.values()) for found in self.taken_for.values())


def draws(shapes: list[str], count: int, seed: int) -> list[tuple[str, ...]]:
    """Return `count` sets of LEFT_OUT shapes, dealt from shuffled decks: all are left out about equally often."""
    rng = np.random.default_rng(seed)
    deck: list[str] = []
    out: list[tuple[str, ...]] = []
    for _ in range(count):
        hand: list[str] = []
        while len(hand) < LEFT_OUT:
            deck = deck or [str(name) for name in rng.permutation(shapes)]
            card = next((c for c in deck if c not in hand), None)
            if card is None:
                deck = []
                continue
            deck.remove(card)
            hand.append(card)
        out.append(tuple(sorted(hand)))
    return out


def leave_out(hands: LabelledHands, made: LabelledHands, count: int, seed: int, enter: float) -> Iterator[Draw]:
    """Yield the draws, each with a network trained as the shipped one is, without the shapes left out."""
    shapes = sorted(set(hands.labels.tolist()) - {NONE})
    jobs = (delayed(_draw)(hands, made, out, seed, enter) for out in draws(shapes, count, seed))
    yield from Parallel(n_jobs=-1, return_as="generator")(jobs)


def _draw(hands: LabelledHands, made: LabelledHands, out: tuple[str, ...], seed: int, enter: float) -> Draw:
    train, test = split_by_group(hands, TEST_SHARE, np.random.default_rng([seed, 1]))
    train, made = (part.taken(~np.isin(part.labels, out)) for part in (train, made))
    network = fit_shapes(train, made, seed, enter)
    unknown, known = hands.taken(np.isin(hands.labels, out)), test.taken(~np.isin(test.labels, out))
    found, recall = (_scores(network, part) for part in (unknown, known))
    called = found.called(enter)
    taken = {}
    for name in out:
        names, counts = np.unique(found.best[called & (unknown.labels == name)], return_counts=True)
        taken[name] = {str(n): int(c) for n, c in zip(names, counts, strict=True)}
    return Draw(out, {n: int((unknown.labels == n).sum()) for n in out}, taken, recall.recall(enter))


def _scores(network: ShapeNetwork, hands: LabelledHands) -> ShapeScores:
    return ShapeScores(tuple(network.labels), network.scores(shape_features(hands.points)), hands.labels)
