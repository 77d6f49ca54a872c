"""What both hands do, meant as a zoom and not, as the network of both hands proposes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from joblib import Parallel, delayed

from gesturectl.domain.gesture import NONE
from gesturectl.recognition.arm_features import PAIR_SPEC as ARM_PAIR_SPEC
from gesturectl.recognition.arm_features import PAIR_STEPS as ARM_STEPS
from gesturectl.recognition.arm_features import arm_window, other_window, torso_values
from gesturectl.recognition.arm_features import pair_features as arm_pair_features
from gesturectl.recognition.arm_pair_slot import REST_S as ARM_REST_S
from gesturectl.recognition.arm_track import ArmTrack, ArmTracks
from gesturectl.recognition.classifier import Classifier
from gesturectl.recognition.gates import at_rest
from gesturectl.recognition.hand_slot import HandSlot
from gesturectl.recognition.intent_features import MEANT
from gesturectl.recognition.motion_features import PAIR_SPEC, pair_features
from gesturectl.recognition.pair_intent_features import pair_intent_features
from gesturectl.recognition.restlessness import Restlessness
from gesturectl.recognition.tracks import HandTrack, HandTracks
from gesturectl.synth.everyday import everyday_clip
from gesturectl.synth.motion import make_clip
from gesturectl.training.dressing import SHOWN, dressed
from gesturectl.training.intent_streams import (
    EVERYDAY_SEED,
    FIRST_SEED,
    FPS,
    LOOSE,
    Rows,
    Take,
    carried_streams,
    hands_of,
    weighed,
)
from gesturectl.training.lingering import lingering
from gesturectl.training.motion_dataset import Windows
from gesturectl.training.preceding import after_everyday
from gesturectl.training.roughening import roughened, warped
from gesturectl.training.streams import LabelledStream
from gesturectl.training.synthetic import stream_of
from gesturectl.training.workshop import HAGRID_TRAIN

ZOOM_SEEDS, NEAR_SEEDS, EVERYDAY_SEEDS = 60, 30, 60
MEANT_MOTIONS = ("zoom", "zoom_in", "zoom_out", "rotate")
NEAR = ("talking", "two_hands_parallel", "fidget", "typing", "idle")
EVERYDAY = ("talking", "typing", "drinking")
"""The occupations of both hands."""
ZOOMING = (*SHOWN, "point", "ok", "ok", "fist", "mute", "three2")
"""Recorded shapes of hands that zoom: shown, or as if they held something."""
PROPOSED = 0.3
RECORDED_TIMES = 4
"""Hands of so many draws are carried along the recorded wrists; one of the five persons zooms."""
AFTER_EVERYDAY = 0.35
"""So many are made after everyday movement, the others with nothing before them."""
BEGINS, AFTER_S = 0.1, 0.1
"""From this share of a zoom until so long after it a proposal is meant."""
BEFORE_S, QUIET_S = 0.2, 0.6
"""So long before and after one it counts neither way."""
NOTHING_PER_MEANT = 1.0


def pair_intent_rows(data_dir: Path, models_dir: Path, seed: int, least: float = PROPOSED) -> Windows:
    """Return what models_dir/two_hand_motion scores `least` or higher; the same inputs give the same."""
    jobs = [delayed(_rows)(take, data_dir, models_dir, seed, least) for take in _takes()]
    jobs += [delayed(_recorded)(data_dir, models_dir, seed, k, least) for k in range(RECORDED_TIMES)]
    rows = [row for rows in Parallel(n_jobs=-1)(jobs) for row in rows]
    kinds = ([row for row in rows if row[0][-1] == turning] for turning in (0.0, 1.0))
    zooms, turns = (weighed(kind, NOTHING_PER_MEANT) for kind in kinds)
    return Windows(np.concatenate([zooms.features, turns.features]), np.concatenate([zooms.labels, turns.labels]))


def _takes() -> Iterator[Take]:
    for name in MEANT_MOTIONS:
        for k in range((2 if name == "rotate" else 1) * ZOOM_SEEDS):
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
    if take.name in MEANT_MOTIONS and rng.random() < AFTER_EVERYDAY:
        stream = after_everyday(stream, EVERYDAY_SEED + take.seed, take.fps, rng)
    return list(_proposed(stream, _networks(models_dir), least))


def _recorded(data_dir: Path, models_dir: Path, seed: int, number: int, least: float) -> Rows:
    """Return what is proposed where recorded hands are carried along the wrists of people."""
    streams = carried_streams(data_dir, seed, number)
    return [row for stream in streams for row in _proposed(stream, _networks(models_dir), least)]


def _proposed(stream: LabelledStream, networks: _Networks, least: float) -> Iterator[tuple[np.ndarray, str]]:
    for at in _free(stream):
        for gesture in ("zoom", "rotate"):
            label = _label(stream, gesture, at.t)
            if label and networks.score(gesture, at) >= least:
                turning = gesture == "rotate"
                yield pair_intent_features(at.left, at.right, at.restlessness, at.t, turning=turning), label


@dataclass(frozen=True, slots=True, eq=False)
class _Together:
    """Two armed hands at time `t` that rested together a moment ago, the one at image left first, and their arms."""

    t: float
    left: HandTrack
    right: HandTrack
    arms: tuple[ArmTrack, ArmTrack]
    restlessness: Restlessness


@dataclass(frozen=True, slots=True)
class _Networks:
    """Those that propose."""

    zoom: Classifier
    arms: Classifier

    def score(self, gesture: str, at: _Together) -> float:
        """Return how high `gesture` scores."""
        if gesture == "zoom":
            return self.zoom.predict(pair_features(at.left, at.right, at.t)).score(gesture)
        one, other = at.arms
        windows = arm_window(one, at.t, ARM_STEPS), other_window(other, one, at.t, ARM_STEPS)
        (found,) = self.arms.judge(arm_pair_features(*windows, torso_values(None, one))[None])
        return found["rotate_cw"] + found["rotate_ccw"]


def _free(stream: LabelledStream) -> Iterator[_Together]:
    tracks, arms, restlessness, rested_t = HandTracks(), ArmTracks(), Restlessness(), float("-inf")
    slots: dict[int, HandSlot] = {}
    for observation in stream.observations:
        t = observation.t
        tracks.update(observation)
        restlessness.see(t, tracks.seen(t))
        arms.update(observation, tracks.seen(t))
        seen = sorted(tracks.seen(t), key=lambda track: -track.scale)[:2]
        armed = [slot for track in seen if _armed(slot := slots.setdefault(track.number, HandSlot(track, {})), t)]
        if len(seen) == 2:
            rested_t = t if at_rest(*seen) else rested_t
            if len(armed) == 2 and t - rested_t <= ARM_REST_S:
                left, right = sorted(seen, key=lambda track: float(track.last.centre[0]))
                of_hand = {arm.hand.number: arm for arm in arms.seen(t) if arm.hand}
                if {left.number, right.number} <= set(of_hand):
                    yield _Together(t, left, right, (of_hand[left.number], of_hand[right.number]), restlessness)


def _armed(slot: HandSlot, t: float) -> bool:
    slot.arming.step(t)
    return slot.armed


def _label(stream: LabelledStream, gesture: str, t: float) -> str:
    """Return MEANT, none, or "" for what counts neither way."""
    if any(start <= t <= end + QUIET_S for start, end in (*stream.doubtful, *stream.foreign)):
        return ""
    both = [label for label in stream.labels if label.gesture in ("zoom", "rotate")]
    near = [x for x in both if x.start_s - BEFORE_S <= t <= x.end_s + QUIET_S]
    mine = [x for x in near if x.gesture == gesture]
    if any(x.start_s + BEGINS * (x.end_s - x.start_s) <= t <= x.end_s + AFTER_S for x in mine):
        return MEANT
    return "" if near else NONE


@lru_cache(maxsize=1)
def _networks(models_dir: Path) -> _Networks:
    zoom = Classifier.open(models_dir, "two_hand_motion", PAIR_SPEC)
    return _Networks(zoom, Classifier.open(models_dir, "arm_pair", ARM_PAIR_SPEC))
