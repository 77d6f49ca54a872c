"""Material in which nothing is meant: recorded (clips, signed words, idle spans, photographs) and synthetic."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.gesture import NONE
from gesturectl.domain.observation import Hand, Handedness, Observation
from gesturectl.synth.everyday import everyday_clip
from gesturectl.training.clip_evaluation import observe
from gesturectl.training.clip_set import read_clips
from gesturectl.training.false_activations import QuietStream, Spans
from gesturectl.training.landmark_data import open_arrays, read_hagrid
from gesturectl.training.scoring import EARLY_S, LATE_S
from gesturectl.training.streams import LabelledStream
from gesturectl.training.synthetic import stream_of
from gesturectl.training.wuerzburg import read_streams
from gesturectl.vision.estimator import Estimator

SIGNS = "sequences/holistic_signs_mit.npz"
HAND_PHOTOS = "sequences/emrecandir9_hand_static_pose33.npz"
ASPECT = 4 / 3
"""Of recordings that do not tell theirs: a webcam's."""
SIGNS_FPS = 15.0
"""Their frame rate is not told; 30 frames hold one word."""
PHOTO_S, PHOTO_FPS = 1.5, 10.0
"""A photograph is shown for so long: longer than any shape must be held."""
_HAND_SIDES = (("left_hand", Handedness.LEFT), ("right_hand", Handedness.RIGHT))


def everyday_stream(name: str, seed: int, fps: float) -> QuietStream:
    """Return a minute of an everyday occupation as key points."""
    return QuietStream(stream_of(everyday_clip(name, seed), name, fps))


def negative_clips(data_dir: Path, make_estimator: Callable[[], Estimator]) -> Iterator[QuietStream]:
    """Yield each clip of clips/negative as MediaPipe sees it."""
    for clip in read_clips(data_dir):
        if clip.negative:
            estimator = make_estimator()
            try:
                yield QuietStream(LabelledStream(clip.path.stem, "clip", tuple(observe(clip, estimator)), ()))
            finally:
                estimator.close()


def signed_words(path: Path) -> Iterator[QuietStream]:
    """Yield each recorded word of sign language."""
    with open_arrays(path) as data:
        hands = {side: _scaled(data[key], data) for key, side in _HAND_SIDES}
        words, bounds = data["label"], data["start"]
    for word, (first, last) in zip(words, pairwise(bounds), strict=True):
        observations = tuple(_signing(k, {side: points[first + k] for side, points in hands.items()})
                             for k in range(int(last - first)))  # fmt: skip
        yield QuietStream(LabelledStream(str(word), "signs", observations, ()))


def _signing(k: int, hands: dict[Handedness, FloatArray]) -> Observation:
    seen = tuple(_seen(points, side) for side, points in hands.items() if np.isfinite(points).all())
    return Observation(k / SIGNS_FPS, k, ASPECT, seen)


def idle_streams(path: Path, hagrid: Path, seed: int) -> Iterator[QuietStream]:
    """Yield recorded arm movements between gestures, a recorded hand on each wrist; gestures' times do not count."""
    with open_arrays(path) as data:
        names = [str(n) for n in data["label_names"]]
        bounds, labels, t_ms = data["start"], data["label"], data["t_ms"]
    for stream, (first, last) in zip(read_streams(path, read_hagrid(hagrid), seed), pairwise(bounds), strict=True):
        t = (t_ms[first:last] - t_ms[first]) / 1000
        yield QuietStream(stream, _idle_spans(t, [names[k] for k in labels[first:last]]))


def photographed_hands(path: Path, label: str) -> Iterator[QuietStream]:
    """Yield the hands of each photograph of a label of emrecandir9's set, shown for PHOTO_S seconds."""
    with open_arrays(path) as data:
        hands = _scaled(data["hands"], data)[data["label"] == label]
        width, height = (int(n) for n in data["size"])
    for pair in hands:
        seen = tuple(
            _seen(points, side)
            for points, side in zip(pair, (Handedness.RIGHT, Handedness.LEFT), strict=True)
            if np.isfinite(points).all()
        )
        if seen:
            yield _still(seen, width / height)


def idle_photographed_hands(path: Path) -> Iterator[QuietStream]:
    """Yield HaGRID's idle hands, each shown for PHOTO_S seconds in the middle of a picture."""
    yield from photographed_hagrid(path, NONE)


def photographed_hagrid(path: Path, label: str) -> Iterator[QuietStream]:
    """Yield HaGRID's hands of a label, each shown for PHOTO_S seconds in the middle of a picture."""
    hands = read_hagrid(path)
    for points in hands.points[hands.labels == label]:
        placed = points * 0.12 + np.array([ASPECT / 2, 0.6, 0], np.float32)
        yield _still((_seen(placed / np.array([ASPECT, 1, ASPECT], np.float32), Handedness.RIGHT),), ASPECT)


def _still(hands: tuple[Hand, ...], aspect: float) -> QuietStream:
    frames = range(int(PHOTO_S * PHOTO_FPS))
    observations = tuple(Observation(k / PHOTO_FPS, k, aspect, hands) for k in frames)
    return QuietStream(LabelledStream("photograph", "photographs", observations, ()))


def _scaled(raw: FloatArray, data: dict[str, FloatArray]) -> FloatArray:
    return np.where(raw == data["missing"], np.nan, raw * float(data["scale"])).astype(np.float32)


def _seen(points: FloatArray, side: Handedness) -> Hand:
    return Hand(side, 0.95, points, np.zeros((21, 3), np.float32))


def _idle_spans(t: FloatArray, names: list[str]) -> Spans:
    edges = [0, *(i for i in range(1, len(names)) if names[i] != names[i - 1]), len(names)]
    spans = []
    for start, end in pairwise(edges):
        if names[start] == "idle":
            begin = float(t[start]) + (LATE_S if start else 0.0)
            stop = float(t[end - 1]) - (EARLY_S if end < len(names) else 0.0)
            if stop > begin:
                spans.append((begin, stop))
    return tuple(spans)
