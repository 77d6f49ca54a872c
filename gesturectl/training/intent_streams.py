"""Strokes meant and not, from synthetic and recorded streams, as the network of paths proposes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from joblib import Parallel, delayed

from gesturectl.recognition.classifier import Classifier
from gesturectl.recognition.intent_features import MEANT
from gesturectl.recognition.motion_features import STROKE_SPEC
from gesturectl.synth.clip import HandClip
from gesturectl.synth.everyday import EVERYDAY, everyday_clip
from gesturectl.synth.motion import MOTIONS, make_clip
from gesturectl.training.dressing import SHOWN, dressed
from gesturectl.training.intent_dataset import PROPOSED, proposals
from gesturectl.training.landmark_data import LabelledHands, read_hagrid
from gesturectl.training.lingering import lingering
from gesturectl.training.lost_hands import losing
from gesturectl.training.motion_dataset import STROKES, Windows
from gesturectl.training.negatives import NEGATIVES, negative_clip
from gesturectl.training.roughening import roughened, warped
from gesturectl.training.streams import LabelledStream, thinned
from gesturectl.training.synthetic import stream_of
from gesturectl.training.workshop import HAGRID_TRAIN, WUERZBURG
from gesturectl.training.wuerzburg import read_streams

FIRST_SEED = 6000
"""Of motions; hand_stroke is trained on clips from 1000, thresholds are set on seeds from 500, evaluation is on 0."""
EVERYDAY_SEED, EVERYDAY_SEEDS = 1000, 50
STROKE_SEEDS, SWIPES_SEEDS, NEAR_SEEDS, OTHER_SEEDS = 120, 160, 16, 6
CIRCLE_SEEDS, CIRCLE_TIMES = 288, 3
"""Circles begin as swipes do, though hand_stroke proposes but one or two swipes in each: rows of them are repeated."""
CIRCLES = ("circle_cw", "circle_ccw")
NEAR = (
    *("talking", "fidget", "wave", "raise_lower", "approach_leave", "face_touch", "push", *CIRCLES),
    *("two_hands_parallel", "zoom", "grab"),
)
FPS = (15.0, 30.0, 15.0, 20.0)
RECORDED_FPS, RECORDED_TIMES = 15.0, 3
"""Hands of so many draws are carried along the recorded wrists."""
LOSING_SHARE = 0.5
LOOSE = ("none",)
SWINGING = ("talking", "walking past")
"""What hands do that may look shown all the time: now and then they are dressed so."""
NOTHING_PER_MEANT = 0.6
"""What strokes that were not meant weigh in all beside those that were: to miss one that was is worse."""


@dataclass(frozen=True, slots=True)
class Take:
    """A clip and what is done to it; `shapes` of recorded hands that are put on its paths, none for its own."""

    name: str
    clip_of: Callable[[str, int], HandClip]
    seed: int
    fps: float
    shapes: tuple[str, ...] = ()
    rough: bool = False


def intent_rows(data_dir: Path, models_dir: Path, seed: int, least: float = PROPOSED) -> Windows:
    """Return what models_dir/hand_stroke scores `least` or higher; the same data, network and seed give the same."""
    jobs = [delayed(_synthetic)(take, data_dir, models_dir, seed, least) for take in _takes()]
    jobs += [delayed(_recorded)(data_dir, models_dir, seed, k, least) for k in range(RECORDED_TIMES)]
    return weighed([row for rows in Parallel(n_jobs=-1)(jobs) for row in rows], NOTHING_PER_MEANT)


Rows = list[tuple[np.ndarray, str]]


def weighed(rows: Rows, nothing_per_meant: float) -> Windows:
    """Return the rows with the rarer label repeated until what was not meant weighs so much beside what was."""
    labels = np.array([label for _, label in rows])
    features = np.stack([f for f, _ in rows]).astype(np.float32)
    meant, nothing = np.flatnonzero(labels == MEANT), np.flatnonzero(labels != MEANT)
    times = len(nothing) / max(nothing_per_meant * len(meant), 1)
    order = [meant] * max(round(times), 1) + [nothing] * max(round(1 / max(times, 1e-3)), 1)
    return Windows(features[np.concatenate(order)], labels[np.concatenate(order)])


def _takes() -> Iterator[Take]:
    for name in (*STROKES, "swipes"):
        for k in range(SWIPES_SEEDS if name == "swipes" else STROKE_SEEDS):
            yield Take(name, make_clip, FIRST_SEED + k, FPS[k % 4], SHOWN if k // 2 % 2 else (), bool(k % 2))
    for name in MOTIONS:
        if name not in STROKES and name != "swipes":
            for k in range(CIRCLE_SEEDS if name in CIRCLES else NEAR_SEEDS if name in NEAR else OTHER_SEEDS):
                yield Take(name, make_clip, FIRST_SEED + k, FPS[k % 4], _any(k) if name in NEAR else (), bool(k % 2))
    for name in NEGATIVES:
        for k in range(NEAR_SEEDS):
            yield Take(name, negative_clip, FIRST_SEED + k, FPS[k % 4], (), bool(k % 2))
    for name in EVERYDAY:
        for k in range(EVERYDAY_SEEDS):
            worn = () if k % 2 else SHOWN if name in SWINGING and k % 4 == 0 else LOOSE
            yield Take(name, everyday_clip, EVERYDAY_SEED + k, 15.0, worn, bool(k // 2 % 2))


def _any(k: int) -> tuple[str, ...]:
    return ((), SHOWN, LOOSE)[k % 3]


def _synthetic(take: Take, data_dir: Path, models_dir: Path, seed: int, least: float) -> Rows:
    rng = np.random.default_rng([seed, take.seed, *take.name.encode()])
    hands = hands_of(data_dir / HAGRID_TRAIN)
    stream = stream_of(take.clip_of(take.name, take.seed), take.name, take.fps)
    if take.shapes:
        stream = dressed(stream, hands, take.shapes, rng)
    stream = lingering(stream, rng)
    rows = _proposed(_rough(stream, hands, rng) if take.rough else stream, models_dir, least)
    return rows * (CIRCLE_TIMES if take.name in CIRCLES else 1)


def _recorded(data_dir: Path, models_dir: Path, seed: int, number: int, least: float) -> Rows:
    rng, hands = np.random.default_rng([seed, number]), hands_of(data_dir / HAGRID_TRAIN)
    streams = read_streams(data_dir / WUERZBURG, hands, seed + 1 + number)
    rough = (_rough(thinned(stream, RECORDED_FPS), hands, rng) for stream in streams)
    return [row for stream in rough for row in _proposed(stream, models_dir, least)]


def _rough(stream: LabelledStream, hands: LabelledHands, rng: np.random.Generator) -> LabelledStream:
    stream = roughened(warped(stream, rng), hands, rng)
    return losing(stream, rng) if rng.random() < LOSING_SHARE else stream


def _proposed(stream: LabelledStream, models_dir: Path, least: float) -> Rows:
    return [(one.features, one.label) for one in proposals(stream, _strokes(models_dir), least)]


def carried_streams(data_dir: Path, seed: int, number: int) -> Iterator[LabelledStream]:
    """Yield recorded hands that are carried along the wrists of people, for every other `number` roughened."""
    rng, hands = np.random.default_rng([seed, number]), hands_of(data_dir / HAGRID_TRAIN)
    for stream in read_streams(data_dir / WUERZBURG, hands, seed + 1 + number):
        thin = thinned(stream, RECORDED_FPS)
        yield roughened(warped(thin, rng), hands, rng) if number % 2 else thin


def unmeant_stream(
    name: str, seed: int, fps: float, worn: Sequence[str], hands: LabelledHands, rng: np.random.Generator
) -> LabelledStream:
    """Return somebody who means nothing: a motion of that name, or of everyday life for `everyday NAME`.

    worn  shapes of recorded hands that are put on its paths, none for its own
    """
    everyday = name.removeprefix("everyday ")
    clip = make_clip(name, seed) if everyday == name else everyday_clip(everyday, seed)
    stream = stream_of(clip, name, fps)
    stream = dressed(stream, hands, worn, rng) if worn else stream
    return warped(stream, rng) if seed % 4 > 1 else stream


@lru_cache(maxsize=1)
def hands_of(path: Path) -> LabelledHands:
    """Return HaGRID's hands, read once by each process."""
    return read_hagrid(path)


@lru_cache(maxsize=1)
def _strokes(models_dir: Path) -> Classifier:
    return Classifier.open(models_dir, "hand_stroke", STROKE_SPEC)
