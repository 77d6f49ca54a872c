"""Body poses for training: single moments of synthetic bodies, moments of clips, photographs."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.gesture import NONE
from gesturectl.recognition.body_features import body_features
from gesturectl.recognition.body_slot import wrists_seen
from gesturectl.synth.body import BODY_MOTIONS, make_body_clip
from gesturectl.synth.body_poses import BODY_POSES
from gesturectl.synth.body_stills import ASPECT, CameraStand, stills
from gesturectl.synth.clip import Clip
from gesturectl.training.body_photos import BodyPhotos
from gesturectl.training.streams import BODY_SWAP, MIRROR_NAMES

Rows = tuple[FloatArray, NDArray[np.str_]]

JITTER = 0.004
"""Of the frame's height: what MediaPipe's body landmarks tremble by on a person who stands still."""
PERSONS, EACH = 150, 5
"""Of each pose so many persons, each so many times."""
SKEW = CameraStand(roll_deg=7, pitch_deg=10)
"""A camera put down carelessly. Where the trunk's or the head's attitude is the gesture, it stands straight."""
_ATTITUDE = ("lean", "aslant", "tilt", "turn", "monitor", "look")
_ONE_SIDED = ("both_arms_left", "both_arms_right")
"""Only one of the two is a gesture: they are not mirrored."""
UNSURE_S = 0.3
"""Moments so near to the begin or end of a pose count neither way."""


def synthetic_poses(rng: np.random.Generator) -> Rows:
    """Return features (N, BODY_SIZE) and labels (N,) of single moments, each also as in a mirror."""
    parts = [still_rows(name, rng, camera) for name in BODY_POSES for camera in _cameras(name)]
    parts += [still_rows("random", rng, camera) for camera in (CameraStand(), SKEW)]
    return joined(parts)


def _cameras(pose: str) -> tuple[CameraStand, ...]:
    straight = CameraStand()
    return (straight,) if any(word in pose for word in _ATTITUDE) else (straight, SKEW)


def still_rows(name: str, rng: np.random.Generator, camera: CameraStand) -> Rows:
    """Return features and labels of one pose, and of its mirror image, which is as good."""
    bodies = stills(name, rng, PERSONS, EACH, camera)
    gesture = name in BODY_POSES and BODY_POSES[name].gesture
    labels = np.full(len(bodies), name if gesture else NONE, dtype="U20")
    labels[[not wrists_seen(str(label), body) for label, body in zip(labels, bodies, strict=True)]] = NONE
    if name in _ONE_SIDED:
        return body_features(bodies, ASPECT), labels
    mirrored, mirrored_labels = mirrored_bodies(bodies, labels)
    return body_features(np.concatenate([bodies, mirrored]), ASPECT), np.concatenate([labels, mirrored_labels])


def clip_poses(rng: np.random.Generator, seeds: Iterable[int], share: float = 0.5) -> Rows:
    """Return features and labels of a share of the moments of every motion, on the way to and from poses too."""
    rows, labels = [], []
    for name in BODY_MOTIONS:
        for seed in seeds:
            clip = make_body_clip(name, seed)
            for observation in clip.observations(10.0):
                label = pose_at(clip, observation.t)
                if label is not None and observation.body is not None and rng.random() < share:
                    rows.append(body_features(observation.body.landmarks, observation.aspect))
                    labels.append(label)
    return np.stack(rows), np.array(labels)


def pose_at(clip: Clip, t: float) -> str | None:
    """Return the held pose at time `t`, None where it counts neither way; a movement is no pose."""
    for label in (label for label in clip.labels if label.gesture in BODY_POSES):
        if label.start_s <= t <= label.end_s:
            return label.gesture
        if label.start_s - UNSURE_S <= t <= label.end_s + UNSURE_S:
            return None
    return NONE


def photo_poses(photos: BodyPhotos, rng: np.random.Generator, copies: int = 2) -> Rows:
    """Return features and labels of photographs, their mirror images, disturbed copies of both."""
    known = photos.chosen(photos.ours != "")
    flipped, flipped_labels = mirrored_bodies(known.landmarks, known.ours)
    bodies, names = np.concatenate([known.landmarks, flipped]), np.concatenate([known.ours, flipped_labels])
    batches = [bodies, *(disturbed_bodies(bodies, rng) for _ in range(copies))]
    rows = np.concatenate([body_features(batch, known.aspect) for batch in batches])
    return rows, np.tile(names, len(batches))


def joined(parts: Iterable[Rows]) -> Rows:
    """Return all rows and labels in one."""
    features, labels = zip(*parts, strict=True)
    return np.concatenate(features), np.concatenate(labels)


def mirrored_bodies(landmarks: FloatArray, labels: NDArray[np.str_]) -> Rows:
    """Return (N, 33, 4) bodies as seen in a mirror: left arms become right ones."""
    flipped = landmarks[:, BODY_SWAP].copy()
    flipped[..., 0] = 1 - flipped[..., 0]
    return flipped, np.array([MIRROR_NAMES.get(str(n), str(n)) for n in labels])


def disturbed_bodies(landmarks: FloatArray, rng: np.random.Generator) -> FloatArray:
    """Return the bodies with jitter, leaning by up to 12 degrees, visibilities blurred."""
    n = len(landmarks)
    out = landmarks.copy()
    angle = np.radians(rng.uniform(-12, 12, n))[:, None]
    x, y = landmarks[..., 0] - 0.5, landmarks[..., 1] - 0.5
    out[..., 0] = 0.5 + np.cos(angle) * x - np.sin(angle) * y
    out[..., 1] = 0.5 + np.sin(angle) * x + np.cos(angle) * y
    out[..., :2] += rng.normal(0, JITTER, (n, 33, 2))
    out[..., 3] = np.clip(landmarks[..., 3] + rng.normal(0, 0.1, (n, 33)), 0, 1)
    return out
