"""Real arm movements with a hand put on each wrist.

The Wuerzburg streams (cestagape/realtime-hand-gesture-recognition, MIT) hold bodies, not hands: the paths, speeds and
returns of real swipes and of 16 minutes of everyday movement between them. A recorded hand shape is carried along each
wrist's path, so that the motion classifiers learn from real movement.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.label import GestureLabel
from gesturectl.domain.observation import Hand, Handedness, Observation
from gesturectl.training.labels import WUERZBURG
from gesturectl.training.landmark_data import LabelledHands, open_arrays
from gesturectl.training.streams import BODY_SWAP, LabelledStream

PALM_PER_SHOULDERS = 0.27
"""A palm (wrist to middle knuckle, about 9.5 cm) over the distance between the shoulder landmarks (about 35 cm)."""
MIN_VISIBILITY = 0.5
JITTER = 0.02
SHAPES = ("open_palm", "stop", "two_up", "point", "none", "victory", "four", "stop_inverted")
_LEFT, _RIGHT = (13, 15), (14, 16)


def read_streams(path: Path, hands: LabelledHands, seed: int) -> list[LabelledStream]:
    """Read all streams; the carried hand shapes are drawn from `hands` with `seed`."""
    rng = np.random.default_rng(seed)
    with open_arrays(path) as data:
        names = [str(n) for n in data["label_names"]]
        raw = data["pose"]
        pose = np.where(raw == data["missing"] if "missing" in data.files else raw == -32768, np.nan, raw)
        pose = pose.astype(np.float32) * float(data["scale"])
        bounds = data["start"]
        streams = []
        for i, stream in enumerate(data["stream"]):
            rows = slice(int(bounds[i]), int(bounds[i + 1]))
            aspect = float(data["aspect_w_over_h_guess"][i])
            body = _unmirrored(pose[rows])
            t = data["t_ms"][rows].astype(np.float64) / 1000
            observations = _observations(body, t - t[0], aspect, hands, rng)
            labels, doubtful = _labels(body, t - t[0], [names[k] for k in data["label"][rows]])
            group = f"wuerzburg-{data['contributor'][i]}"
            streams.append(LabelledStream(str(stream), group, observations, labels, doubtful))
    return streams


def _unmirrored(pose: FloatArray) -> FloatArray:
    out = pose[:, BODY_SWAP[: pose.shape[1]]].copy()
    out[..., 0] = 1 - out[..., 0]
    return out


def _observations(
    body: FloatArray, t: FloatArray, aspect: float, hands: LabelledHands, rng: np.random.Generator
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


def _labels(
    body: FloatArray, t: FloatArray, names: list[str]
) -> tuple[tuple[GestureLabel, ...], tuple[tuple[float, float], ...]]:
    """Return the labels of our vocabulary, and as doubtful the spans of gestures that we do not have yet."""
    edges = [0, *(i for i in range(1, len(names)) if names[i] != names[i - 1]), len(names)]
    labels, doubtful = [], []
    for start, end in pairwise(edges):
        name, span = names[start], (float(t[start]), float(t[end - 1]))
        if name in WUERZBURG:
            gesture, sign = WUERZBURG[name]
            side = Handedness.BOTH if gesture == "zoom" else _moving_side(body[start:end])
            labels.append(GestureLabel(gesture, *span, sign, side))
        elif name == "invalid":
            doubtful.append(span)
    return tuple(labels), tuple(doubtful)


def _moving_side(body: FloatArray) -> Handedness:
    """Return the side whose wrist travelled farther."""
    left, right = (float(np.nansum(np.ptp(body[:, i, :2], axis=0))) for i in (15, 16))
    return Handedness.LEFT if left > right else Handedness.RIGHT
