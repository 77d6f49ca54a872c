"""Real arm movements: bodies as recorded, or with a hand put on each wrist.

The Wuerzburg streams (cestagape/realtime-hand-gesture-recognition, MIT) hold bodies, not hands: the paths, speeds and
returns of real swipes and of 16 minutes of everyday movement between them. A recorded hand shape is carried along each
wrist's path, so that the motion classifiers learn from real movement.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.label import GestureLabel
from gesturectl.domain.observation import BODY_LANDMARKS, Body, Hand, Handedness, Observation
from gesturectl.recognition.torso import PALM_PER_SHOULDERS
from gesturectl.training.labels import WUERZBURG
from gesturectl.training.landmark_data import LabelledHands, open_arrays
from gesturectl.training.streams import BODY_SWAP, LabelledStream

MIN_VISIBILITY = 0.5
JITTER = 0.02
SHAPES = ("open_palm", "stop", "two_up", "point", "none", "victory", "four", "stop_inverted")
_LEFT, _RIGHT = (13, 15), (14, 16)


def read_streams(path: Path, hands: LabelledHands, seed: int) -> list[LabelledStream]:
    """Read all streams with hands carried on the wrists; the hand shapes are drawn from `hands` with `seed`."""
    rng = np.random.default_rng(seed)
    streams = []
    with open_arrays(path) as data:
        for record in _records(data):
            observations = _observations(record.body, record.t, record.aspect, hands, rng)
            streams.append(LabelledStream(record.name, record.group, observations, *_labels(record)))
    return streams


def read_bodies(path: Path) -> list[LabelledStream]:
    """Read all streams as they were recorded: bodies without hands, at their own time stamps."""
    streams = []
    with open_arrays(path) as data:
        for record in _records(data):
            seen = enumerate(zip(record.t, record.body, strict=True))
            observations = tuple(Observation(float(t), k, record.aspect, (), body_of(pose)) for k, (t, pose) in seen)
            streams.append(LabelledStream(record.name, record.group, observations, *_labels(record)))
    return streams


@dataclass(frozen=True, slots=True, eq=False)
class _Record:
    """One stream of the file: times (T,) s, unmirrored bodies (T, 25, 4), the recorder's label of each frame."""

    name: str
    group: str
    aspect: float
    t: NDArray[np.float64]
    body: FloatArray
    names: list[str]


def _records(data: Mapping[str, NDArray[Any]]) -> Iterator[_Record]:
    names = [str(n) for n in data["label_names"]]
    raw, bounds = data["pose"], data["start"]
    missing = data.get("missing", np.int64(-32768))
    labels, times = data["label"], data["t_ms"].astype(np.float64) / 1000
    for i, stream in enumerate(data["stream"]):
        rows = slice(int(bounds[i]), int(bounds[i + 1]))
        pose = np.where(raw[rows] == missing, np.nan, raw[rows]).astype(np.float32) * float(data["scale"])
        yield _Record(
            str(stream),
            f"wuerzburg-{data['contributor'][i]}",
            float(data["aspect_w_over_h_guess"][i]),
            times[rows] - times[rows][0],
            _unmirrored(pose),
            [names[k] for k in labels[rows]],
        )


def _unmirrored(pose: FloatArray) -> FloatArray:
    out = pose[:, BODY_SWAP[: pose.shape[1]]].copy()
    out[..., 0] = 1 - out[..., 0]
    return out


def _observations(
    body: FloatArray, t: NDArray[np.float64], aspect: float, hands: LabelledHands, rng: np.random.Generator
) -> tuple[Observation, ...]:
    templates = {side: _template(hands, rng) for side in (Handedness.LEFT, Handedness.RIGHT)}
    shoulders = np.nanmedian(np.linalg.norm((body[:, 11, :2] - body[:, 12, :2]) * [aspect, 1], axis=1))
    palm = float(PALM_PER_SHOULDERS * shoulders * rng.uniform(0.85, 1.15))
    out = []
    for i, pose in enumerate(body):
        found = [
            _hand(pose, bones, side, templates[side], palm, aspect, rng)
            for side, bones in ((Handedness.LEFT, _LEFT), (Handedness.RIGHT, _RIGHT))
            if np.isfinite(pose[bones[1]]).all() and pose[bones[1], 3] >= MIN_VISIBILITY
        ]
        inside = tuple(h for h in found if (np.abs(h.landmarks[[0, 9], :2] - 0.5) < 0.5).all())
        out.append(Observation(float(t[i]), i, aspect, inside))
    return tuple(out)


def body_of(pose: FloatArray) -> Body | None:
    """Return the recorded landmarks (25, 4) as a body; the legs, which were not kept, are put at the hips, unseen."""
    if not np.isfinite(pose).all():
        return None
    landmarks = np.zeros((BODY_LANDMARKS, 4), np.float32)
    landmarks[: len(pose)] = pose
    landmarks[len(pose) :, :3] = pose[23:25, :3].mean(axis=0)
    return Body(landmarks, np.zeros((BODY_LANDMARKS, 3), np.float32))


def _template(hands: LabelledHands, rng: np.random.Generator) -> FloatArray:
    shape = rng.choice(SHAPES)
    return np.asarray(hands.points[rng.choice(np.flatnonzero(hands.labels == shape))])


def _hand(
    pose: FloatArray, bones: tuple[int, int], side: Handedness, template: FloatArray, palm: float, aspect: float,
    rng: np.random.Generator,
) -> Hand:  # fmt: skip
    """Put the template on the wrist, turned along the forearm."""
    elbow, wrist = (pose[b, :2] * np.array([aspect, 1.0]) for b in bones)
    along = (wrist - elbow) / max(float(np.linalg.norm(wrist - elbow)), 1e-3)
    points = template * (np.array([-1, 1, 1]) if side is Handedness.LEFT else 1)
    palm_axis = points[9, :2] / max(float(np.linalg.norm(points[9, :2])), 1e-3)
    cos, sin = float(palm_axis @ along), float(palm_axis[0] * along[1] - palm_axis[1] * along[0])
    turned = points.copy()
    turned[:, 0] = cos * points[:, 0] - sin * points[:, 1]
    turned[:, 1] = sin * points[:, 0] + cos * points[:, 1]
    placed = turned * palm + rng.normal(0, JITTER * palm, turned.shape)
    placed[:, :2] += wrist
    return Hand(side, 0.95, placed / np.array([aspect, 1, aspect]), np.zeros((21, 3), np.float32))


Spans = tuple[tuple[float, float], ...]


def _labels(record: _Record) -> tuple[tuple[GestureLabel, ...], Spans, Spans]:
    """Return the labels of our vocabulary; the spans that the recorder calls invalid; those of other gestures."""
    names, t = record.names, record.t
    edges = [0, *(i for i in range(1, len(names)) if names[i] != names[i - 1]), len(names)]
    labels, doubtful, foreign = [], [], []
    for start, end in pairwise(edges):
        name, span = names[start], (float(t[start]), float(t[end - 1]))
        if name in WUERZBURG:
            gesture, sign = WUERZBURG[name]
            side = Handedness.BOTH if gesture == "zoom" else _moving_side(record.body[start:end])
            labels.append(GestureLabel(gesture, *span, sign, side))
        elif name == "invalid":
            doubtful.append(span)
        elif name != "idle":
            foreign.append(span)
    return tuple(labels), tuple(doubtful), tuple(foreign)


def _moving_side(body: FloatArray) -> Handedness:
    """Return the side whose wrist travelled farther."""
    left, right = (float(np.nansum(np.ptp(body[:, i, :2], axis=0))) for i in (15, 16))
    return Handedness.LEFT if left > right else Handedness.RIGHT
