"""The windows that all networks of motion are trained on: recorded and synthetic streams, most of them roughened."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import chain
from pathlib import Path

import numpy as np
from joblib import Parallel, delayed

from gesturectl.training.landmark_data import read_hagrid
from gesturectl.training.morphs import morph_streams
from gesturectl.training.motion_dataset import Windows, collect
from gesturectl.training.roughening import roughened, warped
from gesturectl.training.streams import LabelledStream, mirrored, thinned
from gesturectl.training.synthetic import synthetic_streams
from gesturectl.training.workshop import HAGRID_TRAIN, WUERZBURG
from gesturectl.training.wuerzburg import read_streams

TRAIN_FPS = (15.0, 30.0)
FIRST_SEED, SEEDS = 1000, 24
"""Synthetic clips that are trained on; thresholds are set on seeds from 500, evaluation takes those from 0."""
MORPHS = 250
"""Streams of recorded hands that change their shape."""
ROUGH_SHARE = 0.7
"""Of the streams, so many are roughened as blur and loose wrists do it."""
GESTURES_TIMES = 2
"""Windows of gestures are repeated so often: they are one in fifty."""


@lru_cache(maxsize=1)  # a whole build asks for the same windows once for each family
def motion_windows(data_dir: Path, seed: int) -> tuple[Windows, Windows]:
    """Return the windows of strokes and of both hands; the same data and seed give the same."""
    jobs = ((fps, real) for fps in TRAIN_FPS for real in (True, False))
    parts = Parallel(n_jobs=-1)(delayed(_part)(data_dir, seed, fps, real) for fps, real in jobs)
    stroke, pair = (_joined([part[i] for part in parts]).repeated(GESTURES_TIMES) for i in range(2))
    return stroke, pair


def _part(data_dir: Path, seed: int, fps: float, real: bool) -> tuple[Windows, Windows]:
    """Return the windows of recorded or synthetic streams at one frame rate, each stream also mirrored."""
    hands = read_hagrid(data_dir / HAGRID_TRAIN)
    rng = np.random.default_rng([seed, int(fps), real])
    if real:
        streams: Iterable[LabelledStream] = read_streams(data_dir / WUERZBURG, hands, int(fps))
        streams = (thinned(stream, fps) for stream in streams)
    else:
        streams = chain(synthetic_streams(FIRST_SEED, SEEDS, fps), morph_streams(hands, rng, MORPHS, fps))
    both = (variant for stream in streams for variant in (stream, mirrored(stream)))
    rough = (roughened(warped(s, rng), hands, rng) if rng.random() < ROUGH_SHARE else s for s in both)
    return collect(rough, rng).windows()


def _joined(parts: list[Windows]) -> Windows:
    return Windows(np.concatenate([p.features for p in parts]), np.concatenate([p.labels for p in parts]))
