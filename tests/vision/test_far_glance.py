"""Hands across the room in a single picture."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Hand
from gesturectl.synth.collage import collage
from gesturectl.vision.distance import distance_m
from gesturectl.vision.estimator_settings import EstimatorSettings
from gesturectl.vision.far_glance import far_hands
from gesturectl.vision.mediapipe_estimator import MediaPipeEstimator

pytestmark = [pytest.mark.vision, pytest.mark.data]

SIZE = (1280, 720)
PALM = 12.0


def near_hands(picture: np.ndarray, bundle: Path) -> tuple[Hand, ...]:
    estimator = MediaPipeEstimator(EstimatorSettings(body=False), hand_bundle=bundle, body_bundle=None)
    try:
        return estimator.estimate(Frame(0.0, 0, picture)).hands
    finally:
        estimator.close()


def test_a_photograph_shrunk_shows_its_hand_as_much_farther_away(real_data: Path, bundles: dict[str, Path]) -> None:
    path = real_data / "images" / "mediapipe_testdata" / "rock__0cc7ad09-ae5f-45a8-b264-4216176369b6.jpg"
    photo = np.asarray(cv2.cvtColor(cv2.imread(str(path)), cv2.COLOR_BGR2RGB), np.uint8)
    (near,) = near_hands(photo, bundles["hand_landmarker_full"])
    points = near.landmarks[:, :2] * np.array(photo.shape[1::-1], np.float32)
    scale = PALM / float(np.linalg.norm(points[9] - points[0]))
    room = np.full((SIZE[1], SIZE[0], 3), 200, np.uint8)
    made = collage(photo, points, room, SIZE, scale, np.array([0.5, 0.5], np.float32))
    assert made is not None
    assert near_hands(made.picture, bundles["hand_landmarker_full"]) == ()
    frame = Frame(0.0, 0, made.picture)
    hands = far_hands(frame, bundles["hand_landmarker_full"], bundles["pose_landmarker_full"])
    apart = [np.linalg.norm(hand.landmarks[:, :2] * SIZE - made.points, axis=1).mean() for hand in hands]
    true = hands[int(np.argmin(apart))]
    assert min(apart) < PALM / 2
    farther = SIZE[0] / (photo.shape[1] * scale)
    told_m = distance_m(near, photo.shape[1] / photo.shape[0])
    assert distance_m(true, frame.aspect) == pytest.approx(told_m * farther, rel=0.25)


def test_where_nobody_is_there_is_no_hand(bundles: dict[str, Path]) -> None:
    frame = Frame(0.0, 0, np.full((SIZE[1], SIZE[0], 3), 200, np.uint8))
    assert far_hands(frame, bundles["hand_landmarker_full"], bundles["pose_landmarker_full"]) == ()
