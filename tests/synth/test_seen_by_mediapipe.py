"""Real MediaPipe finds the rendered hand, where it is and as the hand it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import mediapipe as mp
import numpy as np
import pytest
from mediapipe.tasks.python import BaseOptions, vision

from gesturectl.domain.observation import Hand, Handedness
from gesturectl.errors import ModelError
from gesturectl.synth.clip import HandClip
from gesturectl.synth.motion import MOTIONS, make_clip
from gesturectl.vision.bundles import provide

pytestmark = [pytest.mark.vision, pytest.mark.slow]

SMEAR = 1.0
"""Frame heights a second: a faster hand is a smear in the 1/30 s exposure of a webcam and does not count."""
EDGE = 0.02
GESTURES_SHOWN = ("fist", "point", "victory", "thumb_up", "thumb_down", "ok", "swipe_left", "zoom")


@pytest.fixture(scope="module")
def bundle() -> Path:
    try:
        return provide("hand_landmarker_full")
    except ModelError as error:
        pytest.skip(f"no hand bundle here: {error}")


@dataclass
class Seen:
    """What became of the true hands of some clips."""

    wanted: int = 0
    errors: list[float] = field(default_factory=list)
    right_side: int = 0

    @property
    def found(self) -> float:
        return len(self.errors) / self.wanted

    @property
    def side(self) -> float:
        return self.right_side / len(self.errors)


@contextmanager
def landmarker(bundle: Path) -> Iterator[vision.HandLandmarker]:
    options = vision.HandLandmarkerOptions(
        BaseOptions(model_asset_path=str(bundle)), running_mode=vision.RunningMode.VIDEO, num_hands=2
    )
    with vision.HandLandmarker.create_from_options(options) as made:
        yield made


def look(clip: HandClip, bundle: Path, seen: Seen, fps: float = 10.0, most: int = 1000) -> None:
    """Run MediaPipe over a clip and match what it finds to the true hands that are wholly in the picture."""
    with landmarker(bundle) as estimator:
        for frame in clip.frames((640, 480), fps):
            image = mp.Image(image_format=mp.ImageFormat.SRGB, data=np.ascontiguousarray(frame.rgb))
            result = estimator.detect_for_video(image, round(frame.t * 1000))
            for hand in clip.truth(frame.t).hands:
                if whole(hand) and slow(clip, hand.handedness, frame.t):
                    match(clip, hand, result, seen)
            if frame.seq >= most:
                return


def whole(hand: Hand) -> bool:
    flat = hand.landmarks[:, :2]
    return bool(((flat > EDGE) & (flat < 1 - EDGE)).all())


def slow(clip: HandClip, side: Handedness, t: float) -> bool:
    track = next(one for one in clip.tracks if one.handedness is side)
    before, now = track.stances(np.array([t - 0.02, t]))
    return float(np.linalg.norm(now[:2] - before[:2])) / 0.02 < SMEAR


def match(clip: HandClip, hand: Hand, result: Any, seen: Seen) -> None:
    true = hand.landmarks[:, :2] * [4 / 3, 1]
    palm = clip.palm
    seen.wanted += 1
    best = (1.0, "")
    for landmarks, sides in zip(result.hand_landmarks, result.handedness, strict=True):
        points = np.array([(p.x * 4 / 3, p.y) for p in landmarks])
        error = float(np.linalg.norm(points - true, axis=1).mean()) / palm
        best = min(best, (error, sides[0].category_name.lower()))
    if best[0] < 1.0:
        seen.errors.append(best[0])
        seen.right_side += best[1] == hand.handedness.value


def test_a_still_open_hand_is_found_where_it_is_as_the_hand_it_is(bundle: Path) -> None:
    seen = Seen()
    for seed in range(8):
        side = (Handedness.RIGHT, Handedness.LEFT)[seed % 2]
        look(make_clip("still", seed, handedness=side), bundle, seen, most=15)
    assert seen.found >= 0.97
    assert np.mean(seen.errors) <= 0.12
    assert seen.side >= 0.95


def test_moving_hands_are_found_too(bundle: Path) -> None:
    seen = Seen()
    for name in GESTURES_SHOWN:
        assert name in MOTIONS
        look(make_clip(name, 0), bundle, seen)
    assert seen.found >= 0.90
    assert np.mean(seen.errors) <= 0.12
    assert seen.side >= 0.90
