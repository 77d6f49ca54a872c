"""Shapes that hands hold, meant and not: what the network that is asked before a held shape begins is trained on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.gesture import GESTURES, NONE, GestureKind
from gesturectl.domain.label import GestureLabel
from gesturectl.domain.trigger import TriggerSettings
from gesturectl.recognition.canonical import canonical_points
from gesturectl.recognition.classifier import Classifier
from gesturectl.recognition.gates import HOLDING
from gesturectl.recognition.hand_scores import show_alike
from gesturectl.recognition.hand_slot import HandSlot
from gesturectl.recognition.intent_features import MEANT
from gesturectl.recognition.restlessness import Restlessness
from gesturectl.recognition.shape_features import shape_features
from gesturectl.recognition.shape_intent_features import shape_intent_features
from gesturectl.recognition.tracks import HandTrack, hand_beside
from gesturectl.training.seen_slots import seen_slots
from gesturectl.training.streams import LabelledStream

SOONER = 0.75
"""Shapes are looked at from this share of their hold time on, and so much lower scores: there are more of them."""
LOWER = 0.1
LEAST = 1e-6
"""No shape is looked at that scores less."""
LABEL_AFTER_S = 0.3
"""So long after the label's end the shape may still be seen."""


@dataclass(frozen=True, slots=True, eq=False)
class Holding:
    """A shape that is held, and would begin, at time `t`; features (SHAPE_INTENT_SIZE,); `label` MEANT or none.

    which  the holding of which it is one frame: the hand, the shape, when it would have begun
    """

    t: float
    which: tuple[int, str, float]
    features: FloatArray
    label: str


def holdings(stream: LabelledStream, shapes: Classifier, lower: float = LOWER) -> Iterator[Holding]:
    """Yield each frame in which a held shape would begin, or nearly, but for what gates stop anyway and for what
    counts neither way. `lower` is by how much less the shape may score."""
    settings = {n: _sooner(s, lower) for n, s in shapes.manifest.triggers.items() if n in GESTURES}
    restlessness = Restlessness()
    since: dict[tuple[int, str], float] = {}
    for t, mine in seen_slots(stream, settings):
        seen = [slot.track for slot in mine]
        restlessness.see(t, seen)
        scores = _scores(seen, mine, shapes, t)
        alike = show_alike(scores)
        for slot, found in zip(mine, scores, strict=True):
            free = slot.armed and not alike and not HOLDING.hinder(slot.track)
            other = hand_beside(slot.track, seen)
            for name in _due(slot, found if free else {}, since, t):
                if label := _label(stream, name, t):
                    which = (slot.track.number, name, since[slot.track.number, name])
                    features = shape_intent_features(slot.track, other, restlessness, found[name], t)
                    yield Holding(t, which, features, label)


def _due(slot: HandSlot, scores: Mapping[str, float], since: dict[tuple[int, str], float], t: float) -> list[str]:
    """Feed the triggers of the slot; return what would begin now, and note in `since` from when on it would have."""
    due = []
    for name in slot.shapes:
        score, trigger = scores.get(name, 0.0), slot.triggers[name]
        if trigger.due(t, score):
            since.setdefault((slot.track.number, name), t)
            due.append(name)
        else:
            since.pop((slot.track.number, name), None)
        trigger.step(t, score, begins=False)
    return due


def _sooner(settings: TriggerSettings, lower: float) -> TriggerSettings:
    enter = max(settings.enter - lower, LEAST)
    return replace(settings, enter=enter, exit=min(settings.exit, 0.9 * enter), dwell_s=settings.dwell_s * SOONER)


def _scores(seen: list[HandTrack], slots: list[HandSlot], shapes: Classifier, t: float) -> list[dict[str, float]]:
    if not seen:
        return []
    points = np.stack([canonical_points(track.last.points, track.handedness) for track in seen])
    found = shapes.judge(shape_features(points))
    return [slot.shape.smoothed(t, scores) for slot, scores in zip(slots, found, strict=True)]


def _label(stream: LabelledStream, name: str, t: float) -> str:
    """Return MEANT, none, or "" for what counts neither way: other shapes beside a label, doubtful spans."""
    near = [x for x in stream.labels if _is_shape(x) and x.start_s <= t <= x.end_s + LABEL_AFTER_S]
    if any(label.gesture == name for label in near):
        return MEANT
    doubtful = any(start <= t <= end + LABEL_AFTER_S for start, end in (*stream.doubtful, *stream.foreign))
    return "" if near or doubtful else NONE


def _is_shape(label: GestureLabel) -> bool:
    return label.gesture in GESTURES and GESTURES[label.gesture].kind is GestureKind.SHAPE
