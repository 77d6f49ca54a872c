"""What personal gestures are judged by: one row for what is held now, one for where everything moves.

The same functions serve the recording of samples, training and running. A left hand is turned into a right one, so that
one recording serves both; rows of a body are of the person as it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.observation import Handedness, Observation
from gesturectl.domain.take import Subject
from gesturectl.recognition.body_features import LEFT_HIP, LEFT_SHOULDER, NOSE, RIGHT_HIP, RIGHT_SHOULDER
from gesturectl.recognition.canonical import (
    INDEX_KNUCKLE,
    LITTLE_KNUCKLE,
    MIDDLE_KNUCKLE,
    PALM,
    TIPS,
    WRIST,
    canonical_points,
)
from gesturectl.recognition.classifier import Classifier
from gesturectl.recognition.shape_features import SHAPE_SPEC, shape_features
from gesturectl.recognition.tracks import HandTrack
from gesturectl.recognition.usual_motions import UsualMotions

PERSONAL_SPEC = "personal/3"
"""Name and version of these features."""
OPINION = 0.15
"""Weight of what the shape network says beside the features: its log scores tell hands apart that it knows."""
LEAST_SCORE = 1e-4
_UPPER_BODY = (NOSE, *range(11, 23))
"""Nose, shoulders, elbows, wrists and the three points of each hand."""
_BODY_PARTS = (13, 14, 15, 16, 19, 20, NOSE)
_FACE = (NOSE, 2, 5, 7, 8)
"""Nose, eyes, ears."""
BODY_UNIT = 0.5
"""Of the shoulders' width (or half the trunk): arms at rest then tremble by as much as a hand does in palm lengths."""
HEAD_UNIT = 0.2
"""A nod is so much smaller than what an arm does."""
VISIBLE = 0.3
_TIPS_COUNT, _TURNS_COUNT = 0.7, 0.7
"""Of a hand's fingertips together, and of each of the two directions of its palm, against its way of 1."""
HAND_WEIGHTS = np.array([*[_TIPS_COUNT / 5**0.5] * 5, *[_TURNS_COUNT] * 2], np.float32)
_PAIR_WEIGHTS = np.array([*[1.0] * 2, *[_TIPS_COUNT / 10**0.5] * 10], np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Sighting:
    """What one observation shows of a hand, a pair of hands, a body or a head.

    key     the same for the same hand from frame to frame
    held    (F,): what is held
    anchor  (2,), parts (P, 2): where it is, and its parts as seen from there, in palm lengths
    weights (P,): how much each part counts when motions are compared
    """

    subject: Subject
    key: int
    side: Handedness | None
    held: FloatArray
    anchor: FloatArray
    parts: FloatArray
    weights: FloatArray


def personal_spec(shapes: Classifier, usual: UsualMotions) -> str:
    """Return what a personal model must have been made for: these features, shape network and usual motions."""
    return f"{PERSONAL_SPEC}+{SHAPE_SPEC}+{shapes.manifest.sha256[:12]}+{usual.spec}"


def sightings(
    subjects: Iterable[Subject], seen: Sequence[HandTrack], observation: Observation, shapes: Classifier | None
) -> list[Sighting]:
    """Return what an observation shows of each of `subjects`; `seen` are the tracks of the hands in it.

    Without the shape network hands have no held row: motions need none.
    """
    wanted = set(subjects)
    found: list[Sighting] = []
    if Subject.HAND in wanted:
        found += [_hand(track, shapes) for track in seen]
    if Subject.HANDS in wanted and len(seen) >= 2:
        found.append(_hands(seen, shapes))
    body = observation.body
    if body is not None and body.landmarks[[LEFT_SHOULDER, RIGHT_SHOULDER], 3].min() >= VISIBLE:
        if Subject.BODY in wanted:
            found.append(_body(body.landmarks, observation.aspect))
        if Subject.HEAD in wanted:
            found.append(_head(body.landmarks, observation.aspect))
    return found


def hand_rows(points: FloatArray, shapes: Classifier) -> FloatArray:
    """Return the (N, F) held rows of canonical (N, 21, 3) hands."""
    features = shape_features(points)
    opinion = np.log(np.maximum(shapes.predict_many(features), LEAST_SCORE))
    opinion -= opinion.mean(axis=1, keepdims=True)
    return np.asarray(np.concatenate([features, OPINION * opinion], axis=1), dtype=np.float32)


def shape_opinions(rows: FloatArray, labels: int) -> FloatArray:
    """Return the scores (N, labels) of the shape network that rows (N, F) of `hand_rows` hold."""
    scores = np.exp(rows[:, -labels:] / OPINION)
    return _row(scores / scores.sum(axis=1, keepdims=True))


def _held(track: HandTrack, shapes: Classifier | None) -> FloatArray:
    if shapes is None:
        return np.zeros(0, np.float32)
    return np.asarray(hand_rows(canonical_points(track.last.points, track.handedness)[None], shapes)[0])


def _hand(track: HandTrack, shapes: Classifier | None) -> Sighting:
    flip = np.array([-1.0 if track.handedness is Handedness.LEFT else 1.0, 1.0], np.float32)
    anchor, parts = hand_path(track.last.points[:, :2] / track.scale)
    held = _held(track, shapes)
    return Sighting(Subject.HAND, track.number, track.handedness, held, anchor * flip, parts * flip, HAND_WEIGHTS)


def hand_path(points: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return anchor (D,) and parts (7, D) of a hand (21, D) in palm lengths: tips, and the palm's two directions."""
    centre = points[list(PALM)].mean(axis=0)
    along, across = points[MIDDLE_KNUCKLE] - points[WRIST], points[INDEX_KNUCKLE] - points[LITTLE_KNUCKLE]
    return _row(centre), _row(np.concatenate([points[list(TIPS)] - centre, along[None], across[None]]))


def _hands(seen: Sequence[HandTrack], shapes: Classifier | None) -> Sighting:
    """Return both hands as one; the hand at image left comes first."""
    nearest = sorted(seen, key=lambda track: -track.scale)[:2]
    one, two = sorted(nearest, key=lambda track: float(track.last.centre[0]))
    unit = (one.scale + two.scale) / 2
    between = (two.last.centre - one.last.centre) / unit
    tips = [(t.last.points[list(TIPS), :2] - t.last.centre) / unit for t in (one, two)]
    parts = np.concatenate([-between[None] / 2, between[None] / 2, *tips])
    anchor = (one.last.centre + two.last.centre) / 2 / unit
    held = np.concatenate([_held(one, shapes), _held(two, shapes), between])
    return Sighting(Subject.HANDS, 0, Handedness.BOTH, _row(held), _row(anchor), _row(parts), _PAIR_WEIGHTS)


def _body(landmarks: FloatArray, aspect: float) -> Sighting:
    local = upper_body(landmarks, aspect)
    parts = local[list(_BODY_PARTS)] / BODY_UNIT
    held = body_row(landmarks, aspect)
    return Sighting(Subject.BODY, 0, None, held, np.zeros(2, np.float32), _row(parts), _even(parts))


def _head(landmarks: FloatArray, aspect: float) -> Sighting:
    face = upper_body(landmarks, aspect)[list(_FACE)] / HEAD_UNIT
    middle = face[3:5].mean(axis=0)
    return Sighting(
        Subject.HEAD, 0, None, _row((face - middle).ravel()), _row(middle), _row(face - middle), _even(face)
    )


def body_row(landmarks: FloatArray, aspect: float) -> FloatArray:
    """Return the held row (F,) of a body's (33, 4) landmarks."""
    return _row(np.clip(upper_body(landmarks, aspect)[list(_UPPER_BODY)], -4, 4).ravel())


def upper_body(landmarks: FloatArray, aspect: float) -> FloatArray:
    """Return (33, 2) landmarks seen from between the shoulders; unit as in body_features."""
    points = landmarks[:, :2] * np.array([aspect, 1.0], np.float32)
    middle = (points[LEFT_SHOULDER] + points[RIGHT_SHOULDER]) / 2
    hips = (points[LEFT_HIP] + points[RIGHT_HIP]) / 2
    width = float(np.linalg.norm(points[LEFT_SHOULDER] - points[RIGHT_SHOULDER]))
    scale = max(width, 0.5 * float(np.linalg.norm(hips - middle)), 1e-3)
    return np.asarray((points - middle) / scale, dtype=np.float32)


def _row(values: NDArray[np.floating]) -> FloatArray:
    return np.asarray(values, dtype=np.float32)


def _even(parts: FloatArray) -> FloatArray:
    return np.full(len(parts), len(parts) ** -0.5, np.float32)
