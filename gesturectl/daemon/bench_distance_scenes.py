"""Still hands of any size: real photographs shrunk into a real background, and rendered hands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.frame import Frame
from gesturectl.domain.gesture import GESTURES
from gesturectl.synth.clip import PosedHand
from gesturectl.synth.collage import Picture, collage, with_grain
from gesturectl.synth.motion import make_clip
from gesturectl.synth.render import Renderer
from gesturectl.vision.bundles import provide
from gesturectl.vision.estimator_settings import EstimatorSettings
from gesturectl.vision.mediapipe_estimator import MediaPipeEstimator
from gesturectl.vision.source import Pace
from gesturectl.vision.sources import open_source

FPS = 15.0
EMPTY_S, SHOWN_S = 1.0, 3.0
"""The background alone, then with the person, who holds still."""
PHOTOS, BACKGROUND = "images/mediapipe_testdata", "clips/negative/intel_one_by_one_person.mp4"
RENDERED = ("open_palm", "victory", "thumb_up", "point", "ok", "fist")
PERSONS = 5
WRIST, MIDDLE_KNUCKLE = 0, 9
Size = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class StillHand:
    """The frames of one scene, from time 0.

    size     width and height of the frames, px
    points   (21, 2) px, where the hand is from EMPTY_S on
    gesture  the shape that it holds, "" where that is none of ours
    alone    no other hand is in the picture
    """

    frames: Callable[[], Iterator[Frame]]
    size: Size
    points: FloatArray
    gesture: str
    alone: bool


@dataclass(frozen=True, slots=True, eq=False)
class Photo:
    """A photograph and the largest hand in it, (21, 2) px."""

    name: str
    picture: Picture
    points: FloatArray
    hands: int


def palm_px(points: FloatArray) -> float:
    """Return the palm length of a hand, px."""
    return float(np.linalg.norm(points[MIDDLE_KNUCKLE] - points[WRIST]))


def read_photos(data: Path) -> tuple[list[Photo], Picture]:
    """Return the photographs in which MediaPipe finds a hand at their own size, and the background."""
    source = open_source(str(data / PHOTOS), pace=Pace.FAST)
    names = sorted(path.stem for path in (data / PHOTOS).glob("*.jpg"))
    settings = EstimatorSettings(body=False)
    estimator = MediaPipeEstimator(settings, hand_bundle=provide("hand_landmarker_full"), body_bundle=None)
    source.open()
    try:
        frames = zip(names, iter(source.read, None), strict=False)  # the source tells its end by None
        photos = [_photo(name, frame, k, estimator) for k, (name, frame) in enumerate(frames)]
    finally:
        source.close()
        estimator.close()
    background = open_source(str(data / BACKGROUND), pace=Pace.FAST)
    background.open()
    try:
        first = background.read()
    finally:
        background.close()
    assert first is not None
    return [photo for photo in photos if photo is not None], first.rgb


def _photo(name: str, frame: Frame, number: int, estimator: MediaPipeEstimator) -> Photo | None:
    # Ten seconds apart: each photograph is looked at anew.
    hands = estimator.estimate(Frame(10.0 * number, number, frame.rgb)).hands
    size = np.array(frame.rgb.shape[1::-1], np.float32)
    points = [hand.landmarks[:, :2] * size for hand in hands]
    return Photo(name, frame.rgb, max(points, key=palm_px), len(hands)) if points else None


def shrunk(photos: Sequence[Photo], background: Picture, size: Size, palm: float, seed: int) -> Iterator[StillHand]:
    """Yield the photographs with palms of `palm` px, each somewhere in the background; those that fit."""
    rng = np.random.default_rng(seed)
    empty = collage(background, np.zeros((0, 2), np.float32), background, size, 0.01, np.zeros(2, np.float32))
    assert empty is not None
    for photo in photos:
        made = collage(
            photo.picture, photo.points, background, size, palm / palm_px(photo.points), rng.random(2, np.float32)
        )
        if made is not None:
            gesture = photo.name.partition("__")[0]
            frames = partial(_still, empty.picture, made.picture, seed)
            yield StillHand(frames, size, made.points, gesture if gesture in GESTURES else "", photo.hands == 1)


def _still(empty: Picture, shown: Picture, seed: int) -> Iterator[Frame]:
    rng = np.random.default_rng(seed)
    for k in range(round((EMPTY_S + SHOWN_S) * FPS)):
        yield Frame(k / FPS, k, with_grain(empty if k < EMPTY_S * FPS else shown, rng))


def rendered(size: Size, palm: float, seed: int) -> Iterator[StillHand]:
    """Yield rendered hands with palms of `palm` px: PERSONS of each held shape."""
    for gesture in RENDERED:
        for person in range(seed, seed + PERSONS):
            clip = make_clip(gesture, person, palm=palm / size[1])
            label = clip.labels[0]
            held = clip.hands_at((label.start_s + label.end_s) / 2)
            truth = [_pixels(one, size) for one in held]
            acting = [p for one, p in zip(held, truth, strict=True) if one.handedness is label.handedness]
            frames = partial(_posed, person, clip.palm, size, held)
            yield StillHand(frames, size, acting[0], gesture, len(held) == 1)


def _pixels(hand: PosedHand, size: Size) -> FloatArray:
    return np.asarray(hand.hand(size[0] / size[1]).landmarks[:, :2] * np.array(size, np.float32))


def _posed(seed: int, palm: float, size: Size, hands: Sequence[PosedHand]) -> Iterator[Frame]:
    renderer = Renderer(size, seed=seed, palm=palm)
    for k in range(round((EMPTY_S + SHOWN_S) * FPS)):
        yield renderer.frame(() if k < EMPTY_S * FPS else hands, k / FPS, k)
