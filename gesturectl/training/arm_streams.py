"""The streams that networks of arms learn from: recorded bodies, hands in place of their wrists, made-up ones.

Synthetic bodies take poses, clap, talk, drink, stretch: their arms rise, meet and part all the time, and but for hands
that are taken apart or together once it is nothing that arms are asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

import numpy as np
from joblib import Parallel, delayed

from gesturectl.synth.body import BODY_MOTIONS, make_body_clip
from gesturectl.synth.clip import Clip
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
OFTEN = ("talking", "fidget", "zoom", "rotate", "push")
TIMES = {"swipes": 6.0, "circle_cw": 6.0, "circle_ccw": 6.0, "wave": 8.0}
"""What is drawn in many ways, of which only the end counts."""
STROKES = ("swipe_left", "swipe_right", "swipe_up", "swipe_down", "raise_lower")

RISING = (
    *("left_arm_raised", "right_arm_raised", "both_arms_raised", "arms_crossed", "t_pose", "stretching", "glasses"),
    *("hands_together", "hands_crossed_low", "reaching", "passing", "clap", "talking_arms", "pull_apart"),
)
"""Of what bodies do, what comes closest to strokes and zooms of arms."""
BODY_SHARE, RISING_SHARE = 0.5, 2.0
BODY_WEIGHT = 2.0
"""Arms of bodies are seen all the time; so few clips of them are drawn this often."""

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


Clips = Callable[[str, int], Clip]


def _plan() -> Iterator[tuple[str, Clips, int]]:
    """Yield each synthetic movement, how a clip of it is made, and how many of them there are."""
    for name in MOTIONS:
        yield name, make_clip, int(SEEDS * _share(name))
    for name in NEGATIVES:
        yield name, negative_clip, SEEDS
    for name in EVERYDAY:
        yield name, everyday_clip, SEEDS // 4
    for name in BODY_MOTIONS:
        yield name, make_body_clip, int(SEEDS * (RISING_SHARE if name in RISING else BODY_SHARE))


def _share(name: str) -> float:
    """Return how many clips of a motion of hands there are for each of SEEDS."""
    gestures = MOTIONS[name].gestures
    held = gestures and gestures[0] not in (*OFTEN, *TIMES, *STROKES, "pinch")
    often, seldom = name in OFTEN, held or name in SELDOM
    return TIMES.get(name) or (2.5 if often else 2.0 if name in STROKES else 0.4 if seldom else 1.0)


def _synthetic(name: str, clip_of: Clips, count: int, data_dir: Path, seed: int) -> Both:
    rng = np.random.default_rng([seed, *name.encode()])
    hands = read_hagrid(data_dir / HAGRID_TRAIN)
    pasts = collect((_seen(name, clip_of(name, FIRST_SEED + k), hands, rng) for k in range(count)), rng)
    weight = EVERYDAY_WEIGHT if clip_of is everyday_clip else BODY_WEIGHT if clip_of is make_body_clip else 1.0
    return pasts[0].weighed(weight), pasts[1].weighed(weight)


def _seen(name: str, clip: Clip, hands: LabelledHands, rng: np.random.Generator) -> LabelledStream:
    stream = stream_of(clip, name, float(rng.choice(FPS)))
    return roughened(warped(stream, rng), hands, rng) if rng.random() < ROUGH_SHARE else stream
