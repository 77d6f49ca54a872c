"""Photographs and frames of clips that show hands, to be shrunk: where MediaPipe sees them at their own size."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from gesturectl.daemon.bench_distance_scenes import Photo, palm_px
from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.frame import Frame
from gesturectl.domain.gesture import GESTURES
from gesturectl.domain.observation import Body, Observation
from gesturectl.synth.collage import Picture
from gesturectl.vision.body_cue import HANDS
from gesturectl.vision.bundles import provide
from gesturectl.vision.estimator_settings import EstimatorSettings
from gesturectl.vision.image_folder import ImageFolder
from gesturectl.vision.mediapipe_estimator import MediaPipeEstimator
from gesturectl.vision.source import Pace
from gesturectl.vision.sources import open_source

BACKGROUND = "clips/negative/intel_one_by_one_person.mp4"
APART_S = 10.0
"""Pictures are so far apart in time: each is looked at anew."""
MOST = 36
"""So many of a folder of pictures that are much alike, evenly spread."""
CLIP_STEP_S = 1.0
OWN_PALMS = 2.0
"""A body's hand within so many palms of a hand that was found is that hand."""
ELBOWS, WRISTS = (13, 14), (15, 16)


@dataclass(frozen=True, slots=True)
class Material:
    """Where pictures come from: `raised` takes only hands that a body holds above its elbow; `most` as MOST."""

    files: str
    raised: bool = False
    most: int | None = None
    named: bool = False


MATERIALS = {
    "photos": Material("images/mediapipe_testdata/*.jpg", named=True),
    "webcam": Material("images/subhih/*.jpg", most=MOST),
    "persons": Material("body/photos/*.jpg", raised=True),
    "clips": Material("clips/*.gif"),
}
"""persons: whole persons some metres away, of whom the plain loop at the picture's own size takes faces, feet and
hanging sleeves for hands, too: only raised hands are sure. named: the file's name begins with the shape."""


def read_materials(data: Path) -> dict[str, list[Photo]]:
    """Return the pictures below `data` in which MediaPipe finds a hand at their own size, by material."""
    estimator = MediaPipeEstimator(
        EstimatorSettings(),
        hand_bundle=provide("hand_landmarker_full"),
        body_bundle=provide("pose_landmarker_full"),
    )
    found: dict[str, list[Photo]] = {}
    number = 0
    try:
        for name, material in MATERIALS.items():
            found[name] = []
            for file, picture in _pictures(data, material):
                number += 1
                seen = estimator.estimate(Frame(APART_S * number, number, picture))
                photo = photo_of(picture, seen, file.partition("__")[0] if material.named else "", material.raised)
                found[name] += [] if photo is None else [photo]
    finally:
        estimator.close()
    return {name: photos for name, photos in found.items() if photos}


def read_background(data: Path) -> Picture:
    """Return the first picture of the background's clip."""
    return next(_frames(data / BACKGROUND)).rgb


def photo_of(picture: Picture, seen: Observation, shape: str, raised: bool) -> Photo | None:
    """Return a picture with its largest hand (of the `raised` ones), None without any."""
    size = np.array(picture.shape[1::-1], np.float32)
    hands = [hand.landmarks[:, :2] * size for hand in seen.hands]
    fit = [hand for hand in hands if not raised or (seen.body is not None and _is_raised(hand, seen.body, size))]
    if not fit:
        return None
    points = max(fit, key=palm_px)
    middles = [hand.mean(axis=0) for hand in hands if hand is not points]
    if seen.body is not None:
        middles += [seen.body.landmarks[list(hand), :2].mean(axis=0) * size for hand in HANDS]
    reach = OWN_PALMS * palm_px(points)
    others = [m for m in middles if float(np.linalg.norm(m - points.mean(axis=0))) > reach]
    return Photo(picture, points, np.array(others, np.float32).reshape(-1, 2), shape if shape in GESTURES else "")


def _is_raised(hand: FloatArray, body: Body, size: FloatArray) -> bool:
    """Tell whether the hand is at a wrist of the body that is above its elbow."""
    joints = body.landmarks[:, :2] * size
    return any(
        float(np.linalg.norm(joints[wrist] - hand[0])) < OWN_PALMS * palm_px(hand)
        and joints[wrist, 1] < joints[elbow, 1]
        for elbow, wrist in zip(ELBOWS, WRISTS, strict=True)
    )


def _pictures(data: Path, material: Material) -> Iterator[tuple[str, Picture]]:
    """Yield the names and pictures of the photographs of a folder, and of a frame of every CLIP_STEP_S of a clip."""
    paths = sorted(data.glob(material.files))
    if not paths or paths[0].suffix != ".jpg":
        yield from ((path.name, frame.rgb) for path in paths for frame in _every(_frames(path), CLIP_STEP_S))
        return
    folder = ImageFolder(paths[0].parent)
    folder.open()
    step = 1 if material.most is None else max(1, len(paths) // material.most)
    shown = sorted(zip(folder.files, iter(folder.read, None), strict=True), key=lambda one: one[0].name)
    yield from (
        (path.name, frame.rgb) for path, frame in islice(shown, 0, material.most and step * material.most, step)
    )


def _every(frames: Iterable[Frame], step_s: float) -> Iterator[Frame]:
    due_s = 0.0
    for frame in frames:
        if frame.t >= due_s:
            due_s = frame.t + step_s
            yield frame


def _frames(path: Path) -> Iterator[Frame]:
    source = open_source(str(path), pace=Pace.FAST)
    source.open()
    try:
        read: Callable[[], Frame | None] = source.read
        yield from iter(read, None)  # the source tells its end by None
    finally:
        source.close()
