"""Gestures of fingers and arms, meant and not, from synthetic and recorded streams."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from joblib import Parallel, delayed

from gesturectl.recognition.act_intent_features import KIND_OF, KINDS
from gesturectl.recognition.intent_features import MEANT
from gesturectl.recognition.shape_intent_features import SHOWING_SIZE
from gesturectl.synth.everyday import EVERYDAY
from gesturectl.synth.motion import make_clip, make_script
from gesturectl.training.act_dataset import PROPOSED, acts, proposing
from gesturectl.training.dressing import SHOWN, dressed
from gesturectl.training.intent_streams import (
    EVERYDAY_SEED,
    FIRST_SEED,
    FPS,
    LOOSE,
    Rows,
    carried_streams,
    hands_of,
    unmeant_stream,
    weighed,
)
from gesturectl.training.landmark_data import LabelledHands
from gesturectl.training.lingering import lingering
from gesturectl.training.motion_dataset import Windows
from gesturectl.training.preceding import after_everyday
from gesturectl.training.real_fingers import RealFingers
from gesturectl.training.roughening import roughened, warped
from gesturectl.training.streams import LabelledStream
from gesturectl.training.synthetic import stream_of
from gesturectl.training.workshop import HAGRID_TRAIN

ACT_SEEDS, REAL, EVERYDAY_SEEDS, NEAR_SEEDS = 48, 60, 40, 12
"""Takes of each gesture; streams of recorded hands at each rate; takes of each occupation and of each in NEAR."""
MORE_SEEDS = {"face touching": 110, "reaching": 220, "talking": 80}
"""Beyond those: in typing, drinking and walking past little is proposed."""
NEAR = ("talking", "fidget", "raise_lower", "approach_leave", "face_touch", "typing", "idle")
OF_ARMS = ("push", "circle_cw", "circle_ccw", "wave")
"""Gestures that a rigid recorded hand can make, too."""
BEFORE = ("swipe_left", "swipe_up", "push", "zoom", "grab", "circle_cw", "wave", "open_palm", "fist", "point", "click")
"""What a user may have meant just before."""
LONGEST = 3
"""So many of these, one after the other, at most."""
PAUSE_S = (0.3, 1.5)
"""Between them and the gesture."""
RECORDED_TIMES = 3
"""Hands of so many draws are carried along the recorded wrists."""
NOTHING_PER_MEANT = 1.0
LEAST_ROWS = 40
"""A kind that is proposed less often in vain is always meant, as far as these rows can tell."""


@dataclass(frozen=True, slots=True)
class Take:
    """A clip of somebody who makes a gesture (`way`: see _meant), or of one who means nothing (see unmeant_stream)."""

    name: str
    seed: int
    fps: float
    worn: tuple[str, ...] = ()
    way: int = 0


def act_rows(data_dir: Path, models_dir: Path, seed: int, least: float = PROPOSED, every: int = 1) -> Windows:
    """Return what the networks of fingers and arms in models_dir score `least` or higher in one of `every` so many
    streams; the same inputs give the same."""
    jobs = [delayed(_rows)(take, data_dir, models_dir, seed, least) for take in takes()]
    jobs += [delayed(_real)(data_dir, models_dir, seed, fps, least) for fps in sorted(set(FPS))]
    jobs += [delayed(_recorded)(data_dir, models_dir, seed, k, least) for k in range(RECORDED_TIMES)]
    return balanced([row for rows in Parallel(n_jobs=-1)(jobs[::every]) for row in rows])


def balanced(rows: Rows) -> Windows:
    """Return the rows, of each kind as many that were not meant as were."""
    parts = []
    for kind in range(len(KINDS)):
        mine = [row for row in rows if row[0][SHOWING_SIZE + kind]]
        counts = [sum((label == MEANT) is meant for _, label in mine) for meant in (True, False)]
        if min(counts) >= LEAST_ROWS:
            parts.append(weighed(mine, NOTHING_PER_MEANT))
        elif mine:
            parts.append(Windows(np.stack([f for f, _ in mine]), np.array([label for _, label in mine])))
    return Windows(np.concatenate([p.features for p in parts]), np.concatenate([p.labels for p in parts]))


def takes() -> Iterator[Take]:
    """Yield all synthetic takes."""
    for name in KIND_OF:
        for k in range(ACT_SEEDS):
            yield Take(name, FIRST_SEED + k, FPS[k % 4], SHOWN if name in OF_ARMS and k // 4 % 2 else (), k % 4)
    for name in NEAR:
        for k in range(NEAR_SEEDS):
            yield Take(name, FIRST_SEED + k, FPS[k % 4], ((), SHOWN, LOOSE)[k % 3])
    for name in EVERYDAY:
        for k in range(EVERYDAY_SEEDS + MORE_SEEDS.get(name, 0)):
            yield Take(f"everyday {name}", EVERYDAY_SEED + k, 15.0, LOOSE if k % 5 == 0 else ())


def _rows(take: Take, data_dir: Path, models_dir: Path, seed: int, least: float) -> Rows:
    rng = np.random.default_rng([seed, take.seed, take.way, *take.name.encode()])
    stream = stream_for(take, hands_of(data_dir / HAGRID_TRAIN), rng)
    return _found(stream, models_dir, least, meant_only=take.name in KIND_OF)


def _found(stream: LabelledStream, models_dir: Path, least: float, *, meant_only: bool) -> Rows:
    found = acts(stream, proposing(models_dir), least)
    return [(one.features, one.label) for one in found if one.label == MEANT or not meant_only]


def stream_for(take: Take, hands: LabelledHands, rng: np.random.Generator) -> LabelledStream:
    """Return the stream of a take."""
    if take.name in KIND_OF:
        return _meant(take, hands, rng)
    return unmeant_stream(take.name, take.seed, take.fps, take.worn, hands, rng)


def _meant(take: Take, hands: LabelledHands, rng: np.random.Generator) -> LabelledStream:
    """Return somebody who makes a gesture.

    Ways: 0 just so, 1 after a wait, roughened, 2 after everyday movement, 3 after other gestures.
    """
    if take.way == 3:
        before = [str(name) for name in rng.choice(BEFORE, int(rng.integers(1, LONGEST + 1)))]
        clip = make_script([*before, take.name], take.seed, pause_s=float(rng.uniform(*PAUSE_S)))
    else:
        clip = make_clip(take.name, take.seed)
    stream = stream_of(clip, take.name, take.fps)
    stream = replace(stream, labels=tuple(x for x in stream.labels if KIND_OF.get(x.gesture) == KIND_OF[take.name]))
    stream = dressed(stream, hands, take.worn, rng) if take.worn else stream
    stream = lingering(stream, rng)
    if take.way == 1:
        return roughened(warped(stream, rng), hands, rng)
    return after_everyday(stream, EVERYDAY_SEED + take.seed, take.fps, rng) if take.way == 2 else stream


def _real(data_dir: Path, models_dir: Path, seed: int, fps: float, least: float) -> Rows:
    """Return grabs and clicks of recorded hands that change their shape, some after everyday movement."""
    rng, hands = np.random.default_rng([seed, int(fps), 7]), hands_of(data_dir / HAGRID_TRAIN)
    rows: Rows = []
    for number, stream in enumerate(RealFingers(hands, rng).streams(REAL, fps)):
        if stream.labels and number % 3 == 0:
            stream = after_everyday(stream, EVERYDAY_SEED + number, fps, rng)
        rows += _found(stream, models_dir, least, meant_only=True)
    return rows


def _recorded(data_dir: Path, models_dir: Path, seed: int, number: int, least: float) -> Rows:
    """Return what is proposed where recorded hands are carried along the wrists of people."""
    streams = carried_streams(data_dir, seed, number)
    return [row for stream in streams for row in _found(stream, models_dir, least, meant_only=False)]
