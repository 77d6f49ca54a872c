"""Strokes that the network of paths proposes, meant and not: what the network of intent is trained on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.gesture import NONE
from gesturectl.domain.label import GestureLabel
from gesturectl.domain.observation import Handedness
from gesturectl.recognition.classifier import Classifier
from gesturectl.recognition.gates import rests_beside
from gesturectl.recognition.intent_features import MEANT, intent_features
from gesturectl.recognition.motion_features import MOTION_STEPS, HandWindow, stroke_features
from gesturectl.recognition.tracks import HandTrack, hand_beside
from gesturectl.training.motion_dataset import STROKES
from gesturectl.training.seen_slots import seen_slots
from gesturectl.training.streams import LabelledStream

PROPOSED = 0.3
"""Strokes that score so high are looked at: less than what begins, so that there are more of them."""
LEAST_WAY = 1.0
"""Palm lengths that a hand moves within a second at least, for a stroke to be looked for."""
MEANT_FROM, MEANT_AFTER_S = 0.5, 0.4
"""From this share of a labelled stroke until so long after it a proposal of its direction is meant."""
BEFORE_S = 0.2
BACK_S = 0.6
"""So long after a labelled stroke, while the recognizer is silent, proposals count neither way; then the way back is
nothing that was meant."""
FOREIGN_AFTER_S = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Proposal:
    """What a network proposes at time `t`; features (F,) of whether it was meant; `label` MEANT or none."""

    t: float
    gesture: str
    features: FloatArray
    label: str


def proposals(stream: LabelledStream, strokes: Classifier, least: float = PROPOSED) -> Iterator[Proposal]:
    """Yield what is proposed in a stream, but for what gates stop anyway, and for what counts neither way:

    another direction beside a labelled stroke, gestures that are none of ours, doubtful spans.
    Features are (INTENT_SIZE,).
    """
    labels = [label for label in stream.labels if label.gesture in STROKES]
    for t, track, other in _free(stream):
        prediction = strokes.predict(stroke_features(HandWindow(track, t, MOTION_STEPS)))
        name = max((n for n in prediction.labels if n != NONE), key=prediction.score)
        label = _label(labels, name, track.handedness, t)
        if prediction.score(name) >= least and label and not _doubtful(stream, t):
            yield Proposal(t, name, intent_features(track, other, t), label)


def _free(stream: LabelledStream) -> Iterator[tuple[float, HandTrack, HandTrack | None]]:
    """Yield each hand that moves and that no gate hinders, and the hand beside it."""
    for t, seen in seen_slots(stream):
        for slot in seen:
            track = slot.track
            other = hand_beside(track, (one.track for one in seen))
            still = other is None or rests_beside(other)
            if slot.armed and not slot.arming.falls_into_lap and still and track.travelled(1.0) > LEAST_WAY:
                yield t, track, other


def _label(labels: list[GestureLabel], name: str, side: Handedness, t: float) -> str:
    """Return MEANT, none, or "" for what counts neither way."""
    mine = [label for label in labels if label.handedness in (None, side)]
    if any(label.gesture == name and _meant_span(label)[0] <= t <= _meant_span(label)[1] for label in mine):
        return MEANT
    return "" if any(x.start_s - BEFORE_S <= t <= x.end_s + BACK_S for x in mine) else NONE


def _meant_span(label: GestureLabel) -> tuple[float, float]:
    return label.start_s + MEANT_FROM * (label.end_s - label.start_s), label.end_s + MEANT_AFTER_S


def _doubtful(stream: LabelledStream, t: float) -> bool:
    return any(start <= t <= end + FOREIGN_AFTER_S for start, end in (*stream.doubtful, *stream.foreign))
