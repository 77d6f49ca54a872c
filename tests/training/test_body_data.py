"""Photographs and recorded heads: what counts as what, and what is kept apart."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from gesturectl.domain.gesture import GESTURES
from gesturectl.domain.label import GestureLabel
from gesturectl.recognition.head_pose import head_scale
from gesturectl.synth.body_stills import ASPECT, CameraStand, stills
from gesturectl.training.body_dataset import mirrored_bodies, pose_at, still_rows
from gesturectl.training.body_motion_dataset import AFTER_S, label_at
from gesturectl.training.body_photos import our_names, raised_arms
from gesturectl.training.nods import KINDS, read_nods
from gesturectl.training.photo_groups import held_out, photo_groups

HANGING, RAISED, BETWEEN = 0.6, 0.05, 0.25


def body_with_wrists(left_y: float, right_y: float) -> np.ndarray:
    """Return (33, 4) landmarks; nose at 0.2, shoulders at 0.3."""
    body = np.full((33, 4), 0.5, np.float32)
    body[0, 1], body[[11, 12], 1] = 0.2, 0.3
    body[15, 1], body[16, 1] = left_y, right_y
    return body


@pytest.mark.parametrize(
    ("left_y", "right_y", "name"),
    [
        (RAISED, RAISED, "both_arms_raised"),
        (RAISED, HANGING, "left_arm_raised"),
        (HANGING, RAISED, "right_arm_raised"),
        (HANGING, HANGING, "none"),
        (BETWEEN, HANGING, ""),
        (RAISED, BETWEEN, ""),
    ],
)
def test_anything_may_be_a_raised_arm(left_y: float, right_y: float, name: str) -> None:
    body = body_with_wrists(left_y, right_y)
    assert raised_arms(body) == name
    assert our_names(np.array(["no_class", "photo", "land"]), np.stack([body] * 3)).tolist() == [name, "none", "t_pose"]


def test_photographs_of_one_shoot_stay_together() -> None:
    rng = np.random.default_rng(0)
    shoots = stills("stand", rng, persons=40, each=1)
    bodies = np.repeat(shoots, 5, axis=0)
    bodies[..., :2] += rng.normal(0, 0.001, bodies[..., :2].shape)
    groups = photo_groups(bodies, ASPECT).reshape(40, 5)
    assert (groups == groups[:, :1]).all()
    assert len(np.unique(groups)) == 40
    held = held_out(bodies, ASPECT).reshape(40, 5)
    assert (held == held[:, :1]).all()
    assert 0.3 < held.mean() < 0.7


def test_a_mirror_makes_left_right() -> None:
    bodies = stills("left_arm_out", np.random.default_rng(1), persons=3, each=1)
    flipped, labels = mirrored_bodies(bodies, np.array(["left_arm_out"] * 3))
    assert labels.tolist() == ["right_arm_out"] * 3
    np.testing.assert_allclose(flipped[:, 16, 0], 1 - bodies[:, 15, 0], atol=1e-6)


def test_what_has_no_mirror_image_among_gestures_is_not_mirrored() -> None:
    """Where a wrist is not seen, nobody can tell: that is none too."""
    for name, labels in (("both_arms_left", {"both_arms_left", "none"}), ("both_arms_right", {"none"})):
        assert set(still_rows(name, np.random.default_rng(0), CameraStand())[1]) == labels


def test_windows_know_what_they_show() -> None:
    labels = (GestureLabel("nod", 2.0, 3.0), GestureLabel("t_pose", 8.0, 9.0))
    assert [label_at(labels, t) for t in (1.0, 1.8, 2.0, 3.0 + AFTER_S, 3.8, 5.0, 8.5)] == [
        "none", None, "nod", "nod", None, "none", "none",
    ]  # fmt: skip


def test_a_pose_is_unsure_at_its_edges_and_a_movement_is_none() -> None:
    class Shown:
        labels = (GestureLabel("nod", 2.0, 3.0), GestureLabel("t_pose", 8.0, 9.0))

    shown = Shown()
    assert [pose_at(shown, t) for t in (2.5, 7.8, 8.0, 9.0, 9.2, 9.5)] == [  # type: ignore[arg-type]
        "none", None, "t_pose", "t_pose", None, "none",
    ]  # fmt: skip


DATA = Path(__file__).parents[3] / "shared" / "data" / "sequences" / "noddingpigeon_face_keypoints.npz"


@pytest.mark.data
@pytest.mark.skipif(not DATA.is_file(), reason="needs the recordings in ../shared/data")
def test_recorded_heads_are_heads() -> None:
    early, late = read_nods(DATA, training=True), read_nods(DATA, training=False)
    assert [r.gesture for r in early] == [r.gesture for r in late] == list(KINDS.values())
    assert {r.gesture for r in early} - {"none"} <= set(GESTURES)
    for recording in (*early, *late):
        bodies = [o.body.landmarks for o in recording.observations if o.body is not None]
        assert len(bodies) > 300
        points = np.stack(bodies)[..., :2] * (ASPECT, 1.0)
        assert (points[:, 7, 0] > points[:, 8, 0]).all()  # the left ear at image right
        assert 0.05 < float(np.median(head_scale(points))) < 0.6
