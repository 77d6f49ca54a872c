"""Features of bodies: what does not matter does not change them, what matters does."""

from __future__ import annotations

import numpy as np
import pytest

from gesturectl.domain.arrays import FloatArray
from gesturectl.recognition.body_features import BODY_SIZE, body_features
from gesturectl.recognition.body_motion_features import BODY_MOTION_SIZE, body_motion_features
from gesturectl.recognition.body_track import BodyTrack

from .bodies import ASPECT, landmarks, seen_body


@pytest.mark.parametrize("variant", [{"size": 0.4}, {"place": (0.2, -0.1)}, {"aspect": 16 / 9}], ids=str)
def test_pose_features_know_neither_distance_nor_place(variant: dict[str, float]) -> None:
    aspect = variant.get("aspect", ASPECT)
    features = body_features(landmarks(**variant), aspect)  # type: ignore[arg-type]
    assert features.shape == (BODY_SIZE,)
    np.testing.assert_allclose(features, body_features(landmarks(), ASPECT), atol=1e-4)


def test_many_bodies_at_once_are_as_one_by_one() -> None:
    bodies = np.stack([landmarks(), landmarks(size=0.5, nod=0.02)])
    np.testing.assert_allclose(body_features(bodies, ASPECT)[1], body_features(bodies[1], ASPECT), atol=1e-6)


def nodding(fps: float, size: float = 1.0, swing: float = 0.015, hz: float = 1.5, start_t: float = 0.0) -> FloatArray:
    """Return the features at the end of two seconds of nodding."""
    track = BodyTrack()
    for k in range(round(2 * fps) + 1):
        t = k / fps
        nod = swing * np.sin(2 * np.pi * hz * t)
        track.see(seen_body(start_t + t, landmarks(size=size, nod=float(nod))))
    return body_motion_features(track, start_t + 2.0)


@pytest.mark.parametrize("variant", [{"fps": 15.0}, {"fps": 10.0}, {"size": 0.5}, {"start_t": 900.0}], ids=str)
def test_motion_features_know_neither_rate_nor_distance(variant: dict[str, float]) -> None:
    features = nodding(**({"fps": 30.0} | variant))
    assert features.shape == (BODY_MOTION_SIZE,)
    np.testing.assert_allclose(features, nodding(30.0), atol=0.04)


def test_motion_features_show_a_nod() -> None:
    assert np.abs(nodding(30.0) - nodding(30.0, swing=0.0)).max() > 0.1


def test_a_window_before_the_first_look_repeats_it() -> None:
    track = BodyTrack()
    track.see(seen_body(1.0, landmarks()))
    points, visible = track.window(1.0, 5, 0.1)
    assert points.shape == (5, 33, 2)
    assert visible.shape == (5, 33)
    np.testing.assert_allclose(points, np.broadcast_to(points[-1], points.shape))


def test_a_body_too_small_is_none() -> None:
    track = BodyTrack()
    assert track.see(seen_body(0.0, landmarks()))
    assert not track.see(seen_body(0.1, landmarks(size=0.15)))
    assert track.last.t == 0.0


@pytest.mark.parametrize(
    ("parts", "x", "y"),
    [([7, 8], 0.0, 0.13), ([7], 0.2, 0.0), ([23, 24], 0.0, -0.28), ([16], -0.3, 0.0)],
    ids=["no neck", "a giant's head", "no trunk", "an arm too long"],
)
def test_what_has_no_proportions_of_a_body_is_none(parts: list[int], x: float, y: float) -> None:
    body = landmarks()
    assert BodyTrack().see(seen_body(0.0, body))
    body[parts, :2] += (x, y)
    assert not BodyTrack().see(seen_body(0.0, body))
