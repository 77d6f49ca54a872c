"""Held shapes meant and not, from synthetic streams: shown for long, after talk or other gestures, from the start."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np
from joblib import Parallel, delayed

from gesturectl.domain.gesture import GESTURES, GestureKind
from gesturectl.domain.observation import Hand
from gesturectl.recognition.classifier import Classifier
from gesturectl.recognition.intent_features import MEANT
from gesturectl.recognition.shape_features import SHAPE_SPEC
from gesturectl.synth.drift import Drift
from gesturectl.synth.everyday import EVERYDAY
from gesturectl.synth.motion import MOTIONS, make_clip, make_script
from gesturectl.training.dressing import dressed
from gesturectl.training.held_dataset import LOWER, holdings
from gesturectl.training.intent_streams import EVERYDAY_SEED, FIRST_SEED, FPS, Rows, hands_of, unmeant_stream, weighed
from gesturectl.training.landmark_data import LabelledHands
from gesturectl.training.motion_dataset import Windows
from gesturectl.training.preceding import after_everyday, seen_from
from gesturectl.training.presenting import presented_clip
from gesturectl.training.roughening import warped
from gesturectl.training.streams import LabelledStream
from gesturectl.training.synthetic import stream_of
from gesturectl.training.workshop import HAGRID_TRAIN

SHAPES = tuple(n for n, m in MOTIONS.items() if m.gestures == (n,) and GESTURES[n].kind is GestureKind.SHAPE)
HELD_SEEDS, PRESENTED_SEEDS = 30, 20
EVERYDAY_SEEDS = 60
MORE_SEEDS = {"face touching": 160, "typing": 60, "reaching": 60, "talking": 40}
"""Beyond those, in hands' own shapes: these hold shapes seldom, and the chin on the hand is hardest to tell."""
NEAR_SEEDS = 20
NEAR = ("talking", "fidget", "raise_lower", "approach_leave", "face_touch", "typing", "idle", "two_hands_parallel")
BEFORE = ("swipe_left", "swipe_up", "push", "zoom", "grab", "circle_cw", "wave", "rotate")
"""What a user may have meant just before, besides another shape."""
WORN = (
    "fist",
    "four",
    "stop",
    "open_palm",
    "point",
    "mute",
    "three",
    "two_up",
    "stop_inverted",
    "victory",
    "ok",
    "rock",
)
"""Shapes that hands wear which do something else, as if they fell into them."""
WAIT_S = 3.0
SWAY = 0.12
"""Palm lengths by which a hand sways at most that holds a shape, standard deviation."""
ROWS_EACH, PRESENTED_ROWS, OWN_ROWS = 6, 10, 18
"""Frames of one holding: those of a long one are much alike; those of who does something else, in hands' own shapes,
are what it is about, and rare."""
NOTHING_PER_MEANT = 1.0
PRESENTED = 5
"""The way of a take in which shapes are shown in the middle of everyday movement."""


@dataclass(frozen=True, slots=True)
class Take:
    """A clip of somebody who holds a shape (`way`: see _meant), or of one who means nothing."""

    name: str
    seed: int
    fps: float
    worn: str = ""
    way: int = 0

    @property
    def rows_each(self) -> int:
        """How many frames of one holding are taken."""
        if self.way == PRESENTED:
            return PRESENTED_ROWS
        return OWN_ROWS if not self.worn and self.name not in SHAPES else ROWS_EACH


def held_rows(data_dir: Path, models_dir: Path, seed: int, lower: float = LOWER) -> Windows:
    """Return what models_dir/hand_shape sees held, or scores somewhat `lower`; the same inputs give the same."""
    jobs = (delayed(_rows)(take, data_dir, models_dir, seed, lower) for take in takes())
    return weighed([row for rows in Parallel(n_jobs=-1)(jobs) for row in rows], NOTHING_PER_MEANT)


def takes() -> Iterator[Take]:
    """Yield all that the network is trained on."""
    for name in SHAPES:
        for k in range(HELD_SEEDS):
            yield Take(name, FIRST_SEED + k, FPS[k % 4], name if k // 2 % 2 else "", k % 5)
        for k in range(PRESENTED_SEEDS):
            yield Take(name, FIRST_SEED + k, FPS[k % 4], name if k // 2 % 2 else "", PRESENTED)
    for name in NEAR:
        for k in range(NEAR_SEEDS):
            yield Take(name, FIRST_SEED + k, FPS[k % 4], WORN[k % len(WORN)] if k % 2 else "")
    for name in EVERYDAY:
        for k in range(EVERYDAY_SEEDS):
            yield Take(f"everyday {name}", EVERYDAY_SEED + k, 15.0, WORN[k // 2 % len(WORN)] if k % 2 else "")
        for k in range(EVERYDAY_SEEDS, EVERYDAY_SEEDS + MORE_SEEDS.get(name, 0)):
            yield Take(f"everyday {name}", EVERYDAY_SEED + k, 15.0)


def _rows(take: Take, data_dir: Path, models_dir: Path, seed: int, lower: float) -> Rows:
    rng = np.random.default_rng([seed, take.seed, take.way, *take.name.encode()])
    stream = stream_for(take, hands_of(data_dir / HAGRID_TRAIN), rng)
    found = [
        one for one in holdings(stream, _shapes(models_dir), lower) if take.name not in SHAPES or one.label == MEANT
    ]
    lasts = Counter(one.which for one in found)
    return [(one.features, one.label) for one in found if rng.random() < take.rows_each / lasts[one.which]]


def stream_for(take: Take, hands: LabelledHands, rng: np.random.Generator) -> LabelledStream:
    """Return the stream of a take."""
    if take.name in SHAPES:
        return _meant(take, hands, rng)
    return unmeant_stream(take.name, take.seed, take.fps, (take.worn,) if take.worn else (), hands, rng)


def _meant(take: Take, hands: LabelledHands, rng: np.random.Generator) -> LabelledStream:
    """Return somebody who holds a shape.

    Ways: 0 and 4 just so, 1 after another gesture, 2 after everyday movement, 3 from the start, PRESENTED amid it.
    """
    others = tuple(name for name in SHAPES if name != take.name)
    if take.way == 1:
        pause_s, other = float(rng.uniform(0.2, 1.2)), str(rng.choice([*BEFORE, *others]))
        clip = make_script([other, take.name], take.seed, pause_s=pause_s)
    else:
        clip = (
            presented_clip(take.name, others, take.seed) if take.way == PRESENTED else make_clip(take.name, take.seed)
        )
    stream = stream_of(clip, take.name, take.fps)
    stream = replace(stream, labels=tuple(label for label in stream.labels if label.gesture == take.name))
    stream = dressed(stream, hands, (take.worn,), rng) if take.worn else stream
    if take.way != PRESENTED:
        stream = _prolonged(stream, rng) if rng.random() < 0.5 else stream
        stream = _swaying(stream, rng) if rng.random() < 0.6 else stream
    if take.way == 2:
        stream = after_everyday(stream, EVERYDAY_SEED + take.seed, take.fps, rng)
    if take.way == 3:
        stream = seen_from(stream, stream.labels[0].start_s + float(rng.uniform(0, 0.3)))
    return warped(stream, rng) if take.seed % 4 > 1 else stream


def _prolonged(stream: LabelledStream, rng: np.random.Generator) -> LabelledStream:
    """Return the stream with its shape held longer: what is seen in the middle is seen to and fro."""
    label = stream.labels[0]
    inside = [o for o in stream.observations if label.start_s + 0.3 <= o.t <= label.end_s - 0.1]
    if len(inside) < 4:
        return stream
    before = [o for o in stream.observations if o.t <= inside[-1].t]
    step = inside[1].t - inside[0].t
    loop = [*reversed(inside), *inside]
    frames = int(rng.uniform(0, WAIT_S) / step)
    waiting = [replace(loop[k % len(loop)], t=inside[-1].t + step * (k + 1)) for k in range(frames)]
    by = frames * step
    after = [replace(o, t=o.t + by) for o in stream.observations[len(before) :]]
    labels = (replace(label, end_s=label.end_s + by), *stream.labels[1:])
    return replace(stream, observations=(*before, *waiting, *after), labels=labels)


def _swaying(stream: LabelledStream, rng: np.random.Generator) -> LabelledStream:
    """Return the stream with hands that sway as they please."""
    size = rng.uniform(0, SWAY)
    drift = Drift.drawn(rng, np.array([size, size]))
    at = drift.at(np.array([o.t for o in stream.observations]))
    observations = tuple(
        replace(o, hands=tuple(_shifted(hand, by, o.aspect) for hand in o.hands))
        for o, by in zip(stream.observations, at, strict=True)
    )
    return replace(stream, observations=observations)


def _shifted(hand: Hand, by: np.ndarray, aspect: float) -> Hand:
    """Return the hand moved by (2,) palm lengths."""
    palm = float(np.linalg.norm((hand.landmarks[9, :2] - hand.landmarks[0, :2]) * (aspect, 1.0)))
    shift = np.array([by[0] * palm / aspect, by[1] * palm, 0.0], np.float32)
    return replace(hand, landmarks=(hand.landmarks + shift).astype(np.float32))


@lru_cache(maxsize=1)
def _shapes(models_dir: Path) -> Classifier:
    return Classifier.open(models_dir, "hand_shape", SHAPE_SPEC)
