"""Windows of fingers with labels, cut from streams by the very code that runs live (tracks, arming, features)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path

import numpy as np
from joblib import Parallel, delayed

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.gesture import NONE
from gesturectl.domain.label import GestureLabel
from gesturectl.domain.observation import Handedness
from gesturectl.recognition.finger_features import finger_features
from gesturectl.recognition.finger_scorer import CLOSED
from gesturectl.recognition.gates import Arming
from gesturectl.recognition.hand_slot import FINGERS
from gesturectl.recognition.motion_features import MOTION_STEPS, HandWindow
from gesturectl.recognition.tracks import HandTrack, HandTracks
from gesturectl.synth.everyday import EVERYDAY, everyday_clip
from gesturectl.synth.motion import MOTIONS, make_clip
from gesturectl.training.landmark_data import LabelledHands, read_hagrid
from gesturectl.training.motion_dataset import STILL_SHARE, Windows
from gesturectl.training.negatives import NEGATIVES, negative_clip
from gesturectl.training.real_fingers import RealFingers
from gesturectl.training.roughening import roughened, warped
from gesturectl.training.streams import LabelledStream, mirrored
from gesturectl.training.synthetic import stream_of
from gesturectl.training.workshop import HAGRID_TRAIN

FPS = (12.0, 20.0, 30.0)
FIRST_SEED = 1000
GESTURE_SEEDS, OTHER_SEEDS, EVERYDAY_SEEDS, REAL = 60, 5, 4, 60
"""Clips of each gesture of fingers, of each other motion and of each occupation, streams of recorded hands: for each
frame rate."""
LIKE_FINGERS = ("ok", "random_shapes", "fist", "point", "typing")
"""Motions in which fingers do nearly what they do in a gesture: four times as many."""
ROUGH_SHARE = 0.4
NOTHING_HZ = 8.0
STILL_FINGERS = 0.2
"""Palm lengths: below this no fingertip moves."""
SPANS: dict[str, tuple[float, float, float, float]] = {
    "pinch": (0.2, 0.55, 0.05, 0.2),
    "grab": (0.3, 0.6, 0.35, 0.35),
    "click": (0.65, 0.85, 0.15, 0.1),
    "double_click": (0.65, 0.85, 0.15, 0.1),
    "finger_flick_up": (0.4, 0.85, 0.3, 0.1),
    "finger_flick_down": (0.4, 0.85, 0.3, 0.1),
}
"""From which share of a gesture a window counts neither way, from which it is the gesture; how long after the end it
still is, and how long it then counts neither way (seconds)."""
CLOSED_AFTER_S = 0.35
"""A hand that opens counts neither way for so long."""
CLOSING_S = 0.5
"""So long before and after a fist is shown, its hand closes without grabbing."""


def finger_windows(data_dir: Path, seed: int) -> Windows:
    """Return the windows of all streams; the same data and seed give the same."""
    jobs = [(fps, part) for fps in FPS for part in range(3)]
    parts = Parallel(n_jobs=-1)(delayed(_part)(data_dir, seed, fps, part) for fps, part in jobs)
    return Windows(np.concatenate([p.features for p in parts]), np.concatenate([p.labels for p in parts]))


def _part(data_dir: Path, seed: int, fps: float, part: int) -> Windows:
    rng = np.random.default_rng([seed, int(fps), part, 5])
    hands = read_hagrid(data_dir / HAGRID_TRAIN)
    streams = (_gestures, _nothing, partial(_recorded, hands, rng))[part](fps)
    rough = (roughened(warped(s, rng), hands, rng) if rng.random() < ROUGH_SHARE else s for s in streams)
    both = (mirrored(stream) if rng.random() < 0.5 else stream for stream in rough)
    return collect_fingers(both, rng)


def _gestures(fps: float) -> Iterator[LabelledStream]:
    first = FIRST_SEED + int(fps) * 1000
    for name in FINGERS:
        for seed in range(first, first + GESTURE_SEEDS):
            yield stream_of(make_clip(name, seed), name, fps)


def _nothing(fps: float) -> Iterator[LabelledStream]:
    first = FIRST_SEED + int(fps) * 1000
    others = [name for name in MOTIONS if name not in FINGERS]
    clips = chain(
        (
            make_clip(name, first + k)
            for name in others
            for k in range(OTHER_SEEDS * (4 if name in LIKE_FINGERS else 1))
        ),
        (negative_clip(name, first + k) for name in NEGATIVES for k in range(4 * OTHER_SEEDS)),
        (everyday_clip(name, first + k) for name in EVERYDAY for k in range(EVERYDAY_SEEDS)),
    )
    yield from (stream_of(clip, clip.name, fps) for clip in clips)


def _recorded(hands: LabelledHands, rng: np.random.Generator, fps: float) -> Iterator[LabelledStream]:
    yield from RealFingers(hands, rng).streams(REAL, fps)


def collect_fingers(streams: Iterable[LabelledStream], rng: np.random.Generator) -> Windows:
    """Return the labelled windows of every armed hand; of those without a gesture NOTHING_HZ, few of still hands."""
    rows: list[FloatArray] = []
    labels: list[str] = []
    for stream in streams:
        share = NOTHING_HZ * stream.duration_s / max(len(stream.observations), 1)
        for track in _armed(stream):
            name = finger_label(stream, track.last.t, track.handedness)
            if name is None or (name in (NONE, CLOSED) and rng.random() > share and not _closes(stream, track.last.t)):
                continue
            window = HandWindow(track, track.last.t, MOTION_STEPS)
            if name == NONE and _still(window) and rng.random() > STILL_SHARE:
                continue
            rows.append(finger_features([window], [track.handedness])[0])
            labels.append(name)
    return Windows(np.stack(rows), np.array(labels))


def _armed(stream: LabelledStream) -> Iterator[HandTrack]:
    """Yield the track of every hand that may gesture, at every observation."""
    tracks = HandTracks()
    gates: dict[int, Arming] = {}
    for observation in stream.observations:
        tracks.update(observation)
        for track in tracks.seen(observation.t):
            gate = gates.setdefault(track.number, Arming(track))
            gate.step(observation.t)
            if gate.armed:
                yield track


def _still(window: HandWindow) -> bool:
    local = window.points - window.points[:, :1]
    return bool(np.ptp(local, axis=0).max() < STILL_FINGERS)


def finger_label(stream: LabelledStream, t: float, side: Handedness) -> str | None:
    """Return the label of a window that ends at `t`; None where it counts neither way."""
    if any(label.gesture == "zoom" and label.start_s <= t <= label.end_s + 0.2 for label in stream.labels):
        return None
    mine = [label for label in stream.labels if label.handedness in (None, side)]
    found = [_phase(label, t) for label in mine if label.gesture in SPANS]
    certain = [label for label, sure in found if label and sure]
    if certain:
        return certain[-1]
    if any(label for label, _ in found):
        return None
    return _closed(stream, mine, t)


def _phase(label: GestureLabel, t: float) -> tuple[str, bool]:
    """Return the gesture and whether the window surely is it; "" where it is not near."""
    unsure, sure, after, late = SPANS[label.gesture]
    length = label.end_s - label.start_s
    if not label.start_s + unsure * length <= t <= label.end_s + after + late:
        return "", False
    return label.gesture, label.start_s + sure * length <= t <= label.end_s + after


def _closed(stream: LabelledStream, mine: list[GestureLabel], t: float) -> str | None:
    """Return CLOSED while a fist is held, None while it opens, else NONE: also while it closes, if that is no grab."""
    for start, end in [*stream.doubtful, *((label.start_s, label.end_s) for label in mine if label.gesture == "fist")]:
        if start <= t <= end:
            return CLOSED
        if end < t <= end + CLOSED_AFTER_S:
            return None
    return NONE


def _closes(stream: LabelledStream, t: float) -> bool:
    """Whether the hand is closing to a fist that is no grab: of such windows all are taken."""
    return any(label.gesture == "fist" and abs(t - label.start_s) < CLOSING_S for label in stream.labels)
