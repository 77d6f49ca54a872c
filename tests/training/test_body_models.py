"""The shipped networks of the body, on synthetic bodies never trained on; and that they are learned."""

from __future__ import annotations

import numpy as np
import pytest

from gesturectl.domain.event import GestureEvent
from gesturectl.domain.gesture import GESTURES, GestureKind
from gesturectl.recognition.recognizer import load_recognizer
from gesturectl.synth.body import BODY_MOTIONS, make_body_clip
from gesturectl.synth.body_stills import CameraStand
from gesturectl.training.body_dataset import joined, still_rows
from gesturectl.training.network import fit
from gesturectl.training.replay import score_of
from gesturectl.training.scoring import Score
from gesturectl.training.streams import mirrored
from gesturectl.training.synthetic import stream_of
from gesturectl.vision.bundles import shipped_models_dir

SEEDS = range(200, 203)
GESTURE_MOTIONS = [
    name for name, motion in BODY_MOTIONS.items() if any(GESTURES[g].kind is GestureKind.BODY for g in motion.gestures)
]
EVERYDAY = [name for name, motion in BODY_MOTIONS.items() if not motion.gestures]
OWN_SIDE = ("left_arm_raised", "right_arm_out", "t_pose", "lean_left", "tilt_right", "nod")


def score_over(names: list[str], fps: float, *, mirror: bool = False) -> Score:
    """Return the score over clips of these motions."""
    score = Score()
    for name in names:
        for seed in SEEDS:
            stream = stream_of(make_body_clip(name, seed), name, fps)
            score.add(score_of(load_recognizer(shipped_models_dir()), mirrored(stream) if mirror else stream))
    return score


def of_bodies(score: Score) -> list[GestureEvent]:
    """Return what these networks began that nobody asked for; what arms began is for theirs to answer."""
    return [event for event in score.wrong if GESTURES[event.gesture].kind is GestureKind.BODY]


def test_every_gesture_of_the_body_has_a_motion() -> None:
    assert set(GESTURE_MOTIONS) == {n for n, g in GESTURES.items() if g.kind is GestureKind.BODY}


def test_arms_on_their_way_to_a_pose_make_nothing() -> None:
    score = score_over(["left_arm_raised", "right_arm_raised", "both_arms_raised", "arms_crossed"], 15.0)
    assert score.wrong == []
    assert score.recall == 1.0


@pytest.mark.slow
@pytest.mark.parametrize("fps", [10.0, 30.0])
def test_gestures_are_found(fps: float) -> None:
    score = score_over(GESTURE_MOTIONS, fps)
    assert score.recall >= 0.9
    assert len(of_bodies(score)) <= 0.05 * score.wanted


@pytest.mark.slow
def test_everyday_movement_does_nothing() -> None:
    assert len(of_bodies(score_over(EVERYDAY, 10.0))) <= 4


def test_the_mirror_image_is_as_good() -> None:
    score = score_over(list(OWN_SIDE), 10.0, mirror=True)
    assert score.recall >= 0.85


@pytest.mark.parametrize("shuffled", [False, True])
def test_poses_are_learned(shuffled: bool) -> None:
    rng = np.random.default_rng(0)
    poses = ("t_pose", "arms_crossed", "left_arm_raised", "stand", "hands_on_hips", "lean_left")
    features, labels = joined(still_rows(name, rng, CameraStand(near_m=2.0)) for name in poses)
    order = rng.permutation(len(labels))
    taught, asked = order[: len(order) // 2], order[len(order) // 2 :]
    truth = labels[taught]
    network = fit("body_pose", "test", features[taught], rng.permutation(truth) if shuffled else truth, (32,), 0, 15)
    gestures = asked[labels[asked] != "none"]
    right = float((network.pipeline.predict(features[gestures]) == labels[gestures]).mean())
    assert right <= 0.3 if shuffled else right >= 0.9
