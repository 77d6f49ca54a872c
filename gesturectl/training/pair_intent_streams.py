"""What both hands do, meant as a zoom and not, as the network of both hands proposes it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import numpy as np
from joblib import Parallel, delayed

from gesturectl.domain.gesture import NONE
from gesturectl.domain.label import GestureLabel
from gesturectl.recognition.classifier import Classifier
from gesturectl.recognition.gates import at_rest
from gesturectl.recognition.hand_slot import HandSlot
from gesturectl.recognition.intent_features import MEANT, pair_intent_features
from gesturectl.recognition.motion_features import PAIR_SPEC, pair_features
from gesturectl.recognition.pair_slot import REST_S
from gesturectl.recognition.tracks import HandTrack, HandTracks
from gesturectl.synth.everyday import everyday_clip
from gesturectl.synth.motion import make_clip
from gesturectl.training.dressing import SHOWN, dressed
from gesturectl.training.intent_streams import EVERYDAY_SEED, FIRST_SEED, FPS, LOOSE, Rows, Take, hands_of, weighed
from gesturectl.training.lingering import lingering
from gesturectl.training.motion_dataset import Windows
from gesturectl.training.roughening import roughened, warped
from gesturectl.training.streams import LabelledStream
from gesturectl.training.synthetic import stream_of
from gesturectl.training.workshop import HAGRID_TRAIN

ZOOM_SEEDS, NEAR_SEEDS, EVERYDAY_SEEDS = 60, 30, 60
NEAR = ("talking", "two_hands_parallel", "fidget", "typing", "rotate", "idle")
EVERYDAY = ("talking", "typing", "drinking")
"""The occupations of both hands."""
ZOOMING = (*SHOWN, "point", "ok", "ok", "fist", "mute", "three2")
"""Recorded shapes of hands that zoom: shown, or as if they held something."""
PROPOSED = 0.3
BEGINS, AFTER_S = 0.1, 0.1
"""From this share of a zoom until so long after it a proposal is meant."""
BEFORE_S, QUIET_S = 0.2, 0.6
"""So long before and after one it counts neither way."""
NOTHING_PER_MEANT = 1.0


def pair_intent_rows(data_dir: Path, models_dir: Path, seed: int, least: float = PROPOSED) -> Windows:
    """Return what models_dir/two_hand_motion scores `least` or higher; the same inputs give the same."""
    jobs = (delayed(_rows)(take, data_dir, models_dir, seed, least) for take in _takes())
    return weighed([row for rows in Parallel(n_jobs=-1)(jobs) for row in rows], NOTHING_PER_MEANT)


def _takes() -> Iterator[Take]:
    for name in ("zoom", "zoom_in", "zoom_out"):
        for k in range(ZOOM_SEEDS):
            yield Take(name, make_clip, FIRST_SEED + k, FPS[k % 4], ZOOMING if k % 4 else (), bool(k % 2))
    for name in NEAR:
        for k in range(NEAR_SEEDS):
            yield Take(name, make_clip, FIRST_SEED + k, FPS[k % 4], ((), SHOWN, LOOSE)[k % 3], bool(k % 2))
    for name in EVERYDAY:
        for k in range(EVERYDAY_SEEDS):
            worn = LOOSE if k % 3 == 0 else SHOWN if k % 6 == 1 else ()
            yield Take(name, everyday_clip, EVERYDAY_SEED + k, 15.0, worn, bool(k // 2 % 2))


def _rows(take: Take, data_dir: Path, models_dir: Path, seed: int, least: float) -> Rows:
    rng, hands = np.random.default_rng([seed, take.seed, *take.name.encode()]), hands_of(data_dir / HAGRID_TRAIN)
    stream = stream_of(take.clip_of(take.name, take.seed), take.name, take.fps)
    if take.shapes:
        stream = dressed(stream, hands, take.shapes, rng)
    stream = lingering(stream, rng)
    stream = roughened(warped(stream, rng), hands, rng) if take.rough else stream
    return list(_proposed(stream, _zoom(models_dir), least))


def _proposed(stream: LabelledStream, network: Classifier, least: float) -> Iterator[tuple[np.ndarray, str]]:
    for t, left, right in _free(stream):
        label = _label(stream.labels, t)
        if label and network.predict(pair_features(left, right, t)).score("zoom") >= least:
            yield pair_intent_features(left, right, t), label


def _free(stream: LabelledStream) -> Iterator[tuple[float, HandTrack, HandTrack]]:
    """Yield two armed hands that rested together a moment ago, the one at image left first."""
    tracks, rested_t = HandTracks(), float("-inf")
    slots: dict[int, HandSlot] = {}
    for observation in stream.observations:
        tracks.update(observation)
        seen = sorted(tracks.seen(observation.t), key=lambda track: -track.scale)[:2]
        armed = [
            slot for track in seen if _armed(slot := slots.setdefault(track.number, HandSlot(track, {})), observation.t)
        ]
        if len(seen) == 2:
            rested_t = observation.t if at_rest(*seen) else rested_t
            if len(armed) == 2 and observation.t - rested_t <= REST_S:
                left, right = sorted(seen, key=lambda track: float(track.last.centre[0]))
                yield observation.t, left, right


def _armed(slot: HandSlot, t: float) -> bool:
    slot.arming.step(t)
    return slot.armed


def _label(labels: tuple[GestureLabel, ...], t: float) -> str:
    """Return MEANT, none, or "" for what counts neither way."""
    near = [x for x in labels if x.gesture in ("zoom", "rotate") and x.start_s - BEFORE_S <= t <= x.end_s + QUIET_S]
    zooms = [x for x in near if x.gesture == "zoom"]
    if any(x.start_s + BEGINS * (x.end_s - x.start_s) <= t <= x.end_s + AFTER_S for x in zooms):
        return MEANT
    return "" if near else NONE


@lru_cache(maxsize=1)
def _zoom(models_dir: Path) -> Classifier:
    return Classifier.open(models_dir, "two_hand_motion", PAIR_SPEC)
