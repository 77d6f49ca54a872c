"""The windows that all networks of motion are trained on: recorded and synthetic streams, most of them roughened."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import numpy as np
from joblib import Parallel, delayed

from gesturectl.training.landmark_data import LabelledHands, read_hagrid
from gesturectl.training.lost_hands import losing
from gesturectl.training.morphs import morph_streams
from gesturectl.training.motion_dataset import STROKES, Windows, collect
from gesturectl.training.roughening import roughened, warped
from gesturectl.training.streams import LabelledStream, mirrored, thinned
from gesturectl.training.synthetic import MADE, synthetic_streams
from gesturectl.training.workshop import HAGRID_TRAIN, WUERZBURG
from gesturectl.training.wuerzburg import read_streams

TRAIN_FPS = (15.0, 30.0)
FIRST_SEED, SEEDS = 1000, 24
"""Synthetic clips that are trained on; thresholds are set on seeds from 500, evaluation takes those from 0."""
MORE_SEED, MORE = 2000, (*STROKES, "swipes")
"""As many clips again of swipes alone: slow and short ones are few among them."""
MORPHS = 250
"""Streams of recorded hands that change their shape."""
ROUGH_SHARE = 0.7
"""Of the streams, so many are roughened as blur and loose wrists do it."""
LOSING_SHARE = 0.7
"""In so many hands are lost in mid-stroke besides."""
STROKE_TIMES, ZOOM_TIMES = 10, 2
"""Windows of gestures are repeated so often: they are one in fifty. Strokes more, since whether one was meant is asked
of another network: to miss none comes first."""
PARTS = 8
"""The synthetic movements are made in so many parts, so that all processors have something to do."""
RECORDED, CHANGING, MORE_SWIPES = -1, -2, -3


@lru_cache(maxsize=1)  # a whole build asks for the same windows once for each family
def motion_windows(data_dir: Path, seed: int) -> tuple[Windows, Windows]:
    """Return the windows of strokes and of both hands; the same data and seed give the same."""
    jobs = ((fps, part) for fps in TRAIN_FPS for part in (RECORDED, CHANGING, MORE_SWIPES, *range(PARTS)))
    parts = Parallel(n_jobs=-1)(delayed(_part)(data_dir, seed, fps, part) for fps, part in jobs)
    stroke, pair = (_joined([found[i] for found in parts]) for i in range(2))
    return stroke.repeated(STROKE_TIMES), pair.repeated(ZOOM_TIMES)


def _part(data_dir: Path, seed: int, fps: float, part: int) -> tuple[Windows, Windows]:
    """Return the windows of some streams at one frame rate, each stream also mirrored.

    `part` RECORDED: arms; CHANGING: recorded hands that change their shape; MORE_SWIPES: swipes; from 0: some of the
    synthetic movements.
    """
    hands = read_hagrid(data_dir / HAGRID_TRAIN)
    rng = np.random.default_rng([seed, int(fps), part - MORE_SWIPES])
    both = (variant for stream in _streams(data_dir, hands, rng, fps, part) for variant in (stream, mirrored(stream)))
    rough = (roughened(warped(s, rng), hands, rng) if rng.random() < ROUGH_SHARE else s for s in both)
    return collect((losing(s, rng) if rng.random() < LOSING_SHARE else s for s in rough), rng).windows()


def _streams(
    data_dir: Path, hands: LabelledHands, rng: np.random.Generator, fps: float, part: int
) -> Iterable[LabelledStream]:
    if part == RECORDED:
        return (thinned(stream, fps) for stream in read_streams(data_dir / WUERZBURG, hands, int(fps)))
    if part == CHANGING:
        return morph_streams(hands, rng, MORPHS, fps)
    if part == MORE_SWIPES:
        return synthetic_streams(MORE_SEED, SEEDS, fps, MORE)
    return synthetic_streams(FIRST_SEED, SEEDS, fps, MADE[part::PARTS])


def _joined(parts: list[Windows]) -> Windows:
    filled = [p for p in parts if len(p.labels)]
    return Windows(np.concatenate([p.features for p in filled]), np.concatenate([p.labels for p in filled]))
