"""What the shipped networks make of a user's takes: rivals of own gestures, and thresholds that fit this person."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.gesture import GESTURES, GestureKind
from gesturectl.domain.observation import Observation
from gesturectl.domain.settings import TriggerOverride
from gesturectl.domain.take import Samples, Take, TakeRole, is_shipped
from gesturectl.domain.trigger import TriggerSettings
from gesturectl.recognition.classifiers import Classifiers
from gesturectl.recognition.personal_rows import shape_opinions
from gesturectl.recognition.recognizer import Recognizer

RIVAL_SHARE = 0.3
"""A shipped shape that shows in more of the takes' rows than this is what the gesture is taken for."""
LOWEST_ENTER = 0.4
"""A threshold is never moved below this: the user's takes show what is meant, not what is not."""
BELOW_TAKES, ABOVE_OTHERS = 0.9, 0.05
SETTLE_S = 0.5
"""Scores count from here on: at first the hand is not armed and the means are not settled."""


def peak_scores(classifiers: Classifiers, observations: Sequence[Observation]) -> dict[str, float]:
    """Return the highest score that the shipped networks give each gesture in a recording.

    Of held gestures the score that is reached for a fifth of the time: one that flickers holds nothing.
    """
    recognizer = Recognizer(classifiers, classifiers.triggers())
    columns: dict[str, list[float]] = {}
    first_t = observations[0].t if observations else 0.0
    for number, observation in enumerate(observations):
        recognizer.step(observation)
        if observation.t - first_t < SETTLE_S and len(observations) > 1:
            continue
        scores = recognizer.scores() if len(observations) > 1 else _single(classifiers, observation)
        for name, value in scores.items():
            columns.setdefault(name, [0.0] * number).append(value)
    return {name: _peak(name, values) for name, values in columns.items() if name in GESTURES}


def _peak(name: str, values: list[float]) -> float:
    held = GESTURES[name].kind in (GestureKind.SHAPE, GestureKind.BODY)
    return float(np.quantile(values, 0.8)) if held else max(values)


def _single(classifiers: Classifiers, observation: Observation) -> dict[str, float]:
    """Return the scores of the shape network for the hands of a picture."""
    from gesturectl.recognition.canonical import canonical_hand
    from gesturectl.recognition.shape_features import shape_features

    found: dict[str, float] = {}
    for hand in observation.hands:
        prediction = classifiers.shape.predict(shape_features(canonical_hand(hand, observation.aspect)))
        for name, value in zip(prediction.labels, prediction.scores, strict=True):
            found[name] = max(float(value), found.get(name, 0.0))
    return found


def likeness(classifiers: Classifiers, takes: Sequence[Take]) -> dict[str, float]:
    """Return the share of takes, 0..1, that is taken for each shipped gesture."""
    triggers = classifiers.triggers()
    peaks = [peak_scores(classifiers, take.observations) for take in takes]
    names = sorted({name for peak in peaks for name in peak if name in triggers})
    return {n: float(np.mean([p.get(n, 0.0) >= triggers[n].exit for p in peaks])) for n in names}


def rivals_of(classifiers: Classifiers, rows: FloatArray) -> tuple[str, ...]:
    """Return the shipped shapes that held rows (N, F) of hands are taken for."""
    triggers = classifiers.triggers()
    scores = shape_opinions(rows, len(classifiers.shape.manifest.labels))
    found = []
    for k, name in enumerate(classifiers.shape.manifest.labels):
        shown = name in triggers and float((scores[:, k] >= triggers[name].exit).mean()) > RIVAL_SHARE
        if shown and name in GESTURES and GESTURES[name].kind is GestureKind.SHAPE:
            found.append(name)
    return tuple(sorted(found))


def moved_thresholds(classifiers: Classifiers, samples: Sequence[Samples], idle: Samples) -> dict[str, TriggerOverride]:
    """Return the thresholds of the shipped gestures that the user has recorded takes of."""
    shipped = [s for s in samples if is_shipped(s.name) and s.of(TakeRole.GESTURE)]
    triggers = classifiers.triggers()
    found = {}
    for each in shipped:
        if each.name in triggers:
            takes = [peak_scores(classifiers, t.observations).get(each.name, 0.0) for t in each.of(TakeRole.GESTURE)]
            others = [*idle.takes, *each.of(TakeRole.NEAR_MISS)]
            wrong = [peak_scores(classifiers, t.observations).get(each.name, 0.0) for t in others if t.observations]
            found[each.name] = threshold(triggers[each.name], takes, wrong)
    return found


def threshold(shipped: TriggerSettings, takes: Sequence[float], wrong: Sequence[float]) -> TriggerOverride:
    """Return a threshold below what the takes score and above what others do, never below LOWEST_ENTER."""
    wanted = min(shipped.enter, BELOW_TAKES * float(np.quantile(takes, 0.1)))
    floor = max([LOWEST_ENTER, *(min(value + ABOVE_OTHERS, 0.95) for value in wrong)])
    enter = round(max(wanted, floor), 3)
    return TriggerOverride(enter=enter, exit=round(min(shipped.exit, 0.6 * enter), 3))
