"""The streams that networks of arms learn from: recorded bodies, hands in place of their wrists, synthetic hands."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

import numpy as np
from joblib import Parallel, delayed

from gesturectl.synth.clip import HandClip
from gesturectl.synth.everyday import EVERYDAY, everyday_clip
from gesturectl.synth.motion import MOTIONS, make_clip
from gesturectl.training.arm_dataset import Pasts, collect, joined
from gesturectl.training.landmark_data import LabelledHands, read_hagrid
from gesturectl.training.negatives import NEGATIVES, negative_clip
from gesturectl.training.roughening import roughened, warped
from gesturectl.training.streams import LabelledStream, backwards, thinned
from gesturectl.training.synthetic import stream_of
from gesturectl.training.workshop import HAGRID_TRAIN, WUERZBURG
from gesturectl.training.wuerzburg import read_bodies, read_streams

FIRST_SEED, SEEDS = 5000, 16
"""Synthetic clips that are trained on; thresholds are set on seeds from 500, evaluation takes those from 0."""
FPS = (10.0, 15.0, 15.0, 20.0, 30.0)
"""Frame rates that are drawn for the synthetic clips."""
MOST_FPS = 30.0
"""Recorded streams are thinned to this rate: what lies between two frames of it is alike."""
ROUGH_SHARE = 0.5
"""Of the synthetic streams, so many are roughened as blur and loose wrists do it."""
EVERYDAY_WEIGHT = 0.3
"""Reaching across the picture is now and then as brisk and straight as a swipe: it shall not talk the network out of
swipes."""
SELDOM = ("idle", "typing", "approach_leave", "random_shapes")
OFTEN = ("swipes", "talking", "fidget", "zoom", "rotate", "circle_cw", "circle_ccw", "wave", "push")
STROKES = ("swipe_left", "swipe_right", "swipe_up", "swipe_down", "raise_lower")

Both = tuple[Pasts, Pasts]
"""The pasts of single arms and those of both arms."""


def arm_pasts(data_dir: Path, seed: int, without: Collection[str] = ()) -> Both:
    """Return what networks of arms are trained on, but for the recorded streams of the groups `without`.

    Bodies, hands carried along their wrists, and synthetic hands are drawn alike often. The same data and seed give
    the same.
    """
    jobs = (delayed(_synthetic)(name, clip_of, count, data_dir, seed) for name, clip_of, count in _plan())
    made = Parallel(n_jobs=-1)(jobs)
    recorded = _recorded(data_dir, seed, without), _carried(data_dir, seed, without)
    return _mixed(recorded, made, 0), _mixed(recorded, made, 1)


def _mixed(recorded: Iterable[list[Both]], made: list[Both], which: int) -> Pasts:
    synthetic = joined([part[which] for part in made])
    real = [joined([part[which] for part in parts]) for parts in recorded]
    return joined([*(pasts.weighed(len(synthetic) / max(len(pasts), 1)) for pasts in real), synthetic])


def _recorded(data_dir: Path, seed: int, without: Collection[str]) -> list[Both]:
    """Return the pasts of recorded bodies, forwards and backwards."""
    streams = read_bodies(data_dir / WUERZBURG)
    chosen = [stream for stream in streams if stream.group not in without]
    return list(Parallel(n_jobs=-1)(delayed(_both_ways)(stream, seed) for stream in chosen))


def _both_ways(stream: LabelledStream, seed: int) -> Both:
    stream = thinned(stream, MOST_FPS)
    return collect([stream, backwards(stream)], np.random.default_rng([seed, *stream.name.encode()]))


def _carried(data_dir: Path, seed: int, without: Collection[str]) -> list[Both]:
    """Return the pasts of hands carried along the recorded wrists, seen as badly as fast hands are."""
    hands = read_hagrid(data_dir / HAGRID_TRAIN)
    streams = read_streams(data_dir / WUERZBURG, hands, seed)
    chosen = [stream for stream in streams if stream.group not in without]
    return list(Parallel(n_jobs=-1)(delayed(_roughly_both_ways)(stream, data_dir, seed) for stream in chosen))


def _roughly_both_ways(stream: LabelledStream, data_dir: Path, seed: int) -> Both:
    hands, rng = read_hagrid(data_dir / HAGRID_TRAIN), np.random.default_rng([seed, 1, *stream.name.encode()])
    ways = (thinned(way, float(rng.choice(FPS))) for way in (stream, backwards(stream)))
    return collect((roughened(warped(way, rng), hands, rng) for way in ways), rng)


Clips = Callable[[str, int], HandClip]


def _plan() -> Iterator[tuple[str, Clips, int]]:
    """Yield each synthetic movement, how a clip of it is made, and how many of them there are."""
    for name, motion in MOTIONS.items():
        held = motion.gestures and motion.gestures[0] not in (*OFTEN, *STROKES, "pinch")
        share = (
            6.0
            if name == "swipes"
            else 2.5
            if name in OFTEN
            else 2.0
            if name in STROKES
            else 0.4
            if held or name in SELDOM
            else 1.0
        )
        yield name, make_clip, int(SEEDS * share)
    for name in NEGATIVES:
        yield name, negative_clip, SEEDS
    for name in EVERYDAY:
        yield name, everyday_clip, SEEDS // 4


def _synthetic(name: str, clip_of: Clips, count: int, data_dir: Path, seed: int) -> Both:
    rng = np.random.default_rng([seed, *name.encode()])
    hands = read_hagrid(data_dir / HAGRID_TRAIN)
    pasts = collect((_seen(name, clip_of(name, FIRST_SEED + k), hands, rng) for k in range(count)), rng)
    weight = EVERYDAY_WEIGHT if clip_of is everyday_clip else 1.0
    return pasts[0].weighed(weight), pasts[1].weighed(weight)


def _seen(name: str, clip: HandClip, hands: LabelledHands, rng: np.random.Generator) -> LabelledStream:
    stream = stream_of(clip, name, float(rng.choice(FPS)))
    return roughened(warped(stream, rng), hands, rng) if rng.random() < ROUGH_SHARE else stream
