"""Synthetic data for training and evaluation: hands, streams of motion, bodies."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.gesture import GESTURES, NONE, GestureKind
from gesturectl.domain.observation import Observation
from gesturectl.synth.body import BODY_MOTIONS, make_body_clip
from gesturectl.synth.build import random_build
from gesturectl.synth.clip import Clip, HandClip
from gesturectl.synth.hand import joints
from gesturectl.synth.motion import MOTIONS, make_clip
from gesturectl.synth.rotation import rot_x, rot_y, rot_z
from gesturectl.synth.shape import SHAPES, HandShape, random_shape, varied
from gesturectl.training.landmark_data import canonical_batch
from gesturectl.training.negatives import NEGATIVES, negative_clip
from gesturectl.training.streams import LabelledStream
from gesturectl.vision.estimator import Estimator

SHAPE_LABELS: dict[str, str] = {"flat": "stop", "relaxed": NONE, "pinch_open": NONE, "pinch_closed": NONE}
"""Synthetic shapes whose label is not their name."""
HANDS_PER_SHAPE = 250
RANDOM_HANDS = 3000


def synthetic_hands(
    rng: np.random.Generator, each: int = HANDS_PER_SHAPE, others: int = RANDOM_HANDS
) -> tuple[FloatArray, NDArray[np.str_]]:
    """Return canonical points (N, 21, 3) and labels (N,): each named shape by `each` people, `others` random shapes."""
    named = [(SHAPE_LABELS.get(name, name), shape) for name, shape in SHAPES.items() for _ in range(each)]
    made = [(label, varied(shape, rng, 5.0)) for label, shape in named]
    made += [(NONE, random_shape(rng)) for _ in range(others)]
    points = np.stack([seen_from_afar(shape, rng) for _, shape in made])
    labels = np.array([label for label, _ in made])
    return canonical_batch(points, np.zeros(len(points), bool)), labels


def seen_from_afar(shape: HandShape, rng: np.random.Generator) -> FloatArray:
    """Return the (21, 3) joints of a right hand as seen from afar, turned a little."""
    roll, yaw, pitch = np.radians(rng.normal(0, (8, 15, 12)))
    turn = rot_z(shape.roll + roll) @ rot_y(shape.yaw + yaw) @ rot_x(shape.pitch + pitch)
    return np.asarray(joints(shape.angles, random_build(rng)) @ turn.T, dtype=np.float32)


MADE = (*MOTIONS, *NEGATIVES)
"""Every movement of hands that can be made: the shipped motions and near misses."""


def synthetic_streams(first_seed: int, seeds: int, fps: float, names: Sequence[str] = MADE) -> Iterator[LabelledStream]:
    """Yield streams of key points for motions of hands and near misses, all of MADE or `names`; more of what is hard.

    A grab shows a fist in passing, which counts neither way for shapes; no motion of ours is in it.
    """
    for name in names:
        if name in NEGATIVES:
            for seed in range(first_seed, first_seed + 3 * seeds):
                yield stream_of(negative_clip(name, seed), name, fps)
        else:
            for seed in range(first_seed, first_seed + seeds * _times(name, MOTIONS[name].gestures)):
                yield replace(stream_of(make_clip(name, seed), name, fps), doubtful=())


HARD = ("talking", "wave", "circle_cw", "circle_ccw", "fidget", "random_shapes", "two_hands_parallel", "face_touch")


def _times(name: str, gestures: tuple[str, ...]) -> int:
    if name in HARD:
        return 3
    held = gestures and GESTURES[gestures[0]].kind is GestureKind.SHAPE
    return 4 if gestures and not held else 1


def stream_of(clip: Clip, name: str, fps: float) -> LabelledStream:
    """Return a clip as a stream of noisy key points."""
    return LabelledStream(name, "synthetic", tuple(clip.observations(fps)), clip.labels, clip.doubtful)


def evaluation_streams(
    seeds: int, fps: float, estimator: Callable[[], Estimator] | None = None
) -> Iterator[tuple[str, LabelledStream]]:
    """Yield (motion, stream) for seeds 0 to `seeds` - 1, never trained on; rendered and estimated if `estimator`."""
    for name in MOTIONS:
        for seed in range(seeds):
            clip = make_clip(name, seed)
            if estimator is None:
                yield name, stream_of(clip, name, fps)
            else:
                yield name, _rendered(clip, name, fps, estimator())


def _rendered(clip: HandClip, name: str, fps: float, estimator: Estimator) -> LabelledStream:
    try:
        observations: tuple[Observation, ...] = tuple(estimator.estimate(frame) for frame in clip.frames(fps=fps))
    finally:
        estimator.close()
    return LabelledStream(name, "synthetic", observations, clip.labels, clip.doubtful)


def evaluation_bodies(seeds: int, fps: float) -> Iterator[tuple[str, LabelledStream]]:
    """Yield (motion, stream) of bodies for seeds 0 to `seeds` - 1."""
    for name in BODY_MOTIONS:
        for seed in range(seeds):
            yield name, stream_of(make_body_clip(name, seed), name, fps)
