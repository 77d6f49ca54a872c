"""UTD-MHAD: twenty-seven actions by five persons before a Kinect (Chen et al. 2015). Research use; evaluation only."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.recognition.body_features import torso_scale
from gesturectl.training.foreign.sequences import Sequences, motion, resampled, smoothed
from gesturectl.training.landmark_data import open_arrays

OUR_KIND = (
    "arm_cross", "clap", "draw_circle_ccw", "draw_circle_cw", "push", "swipe_left", "swipe_right", "wave",
)  # fmt: skip
"""Their actions that are gestures of ours by name or by sense."""
_LANDMARKS: dict[str, int] = {
    "head": 0,
    **{f"{side}_{joint}": 11 + 2 * k + right for k, joint in enumerate(("shoulder", "elbow", "wrist"))
       for right, side in enumerate(("left", "right"))},
    "left_hand": 19, "right_hand": 20, "left_hip": 23, "right_hip": 24, "left_knee": 25, "right_knee": 26,
}  # fmt: skip
"""Their joints as our landmarks of a body."""
_ARMS = (13, 14, 19, 20)
_HANDS = (19, 20)
_REST = (0, 25, 26)


def read_utd(path: Path) -> Sequences:
    """Read all sequences; raises SourceError."""
    with open_arrays(path) as data:
        joints = data["xyz"].astype(np.float32) * float(data["scale"])
        start, labels = data["start"], data["action_names"][data["action"]].astype(str)
        subjects, names = data["subject"].astype(int), [str(name) for name in data["joint_names"]]
    body = np.zeros((len(joints), 33, 3), np.float32)
    for name, landmark in _LANDMARKS.items():
        body[:, landmark] = joints[:, names.index(name)]
    windows = [body_channels(body[a:b]) for a, b in pairwise(start)]
    return Sequences(np.stack(windows).astype(np.float32), labels, subjects)


def body_channels(body: FloatArray) -> FloatArray:
    """Return the (STEPS, C) channels of a body's landmarks (T, 33, 3), m: arms, hands and the rest in torso scales.

    Arms, head and knees as seen from between the shoulders, how that place moves, how the hands go.
    """
    seen = resampled(smoothed(body))
    scale = float(np.median(torso_scale(seen[..., :2])))
    middle = (seen[:, 11] + seen[:, 12]) / 2
    local = (seen - middle[:, None]) / scale
    hips = (local[:, 23] + local[:, 24]) / 2
    arms, hands = (local[:, list(part)].reshape(len(local), -1).astype(np.float32) for part in (_ARMS, _HANDS))
    between = local[:, _HANDS[0]] - local[:, _HANDS[1]]
    apart = np.linalg.norm(between, axis=-1, keepdims=True)
    rest = local[:, list(_REST)].reshape(len(local), -1)
    place = (middle - np.median(middle, axis=0)) / scale
    return np.concatenate([arms, motion(hands), between, apart, rest, hips, place], axis=-1)
