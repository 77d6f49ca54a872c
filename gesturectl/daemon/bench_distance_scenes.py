"""Still hands of any size: real photographs shrunk into a real background, and rendered hands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.frame import Frame
from gesturectl.synth.clip import PosedHand
from gesturectl.synth.collage import Picture, collage, with_grain
from gesturectl.synth.motion import make_clip
from gesturectl.synth.render import Renderer

FPS = 15.0
EMPTY_S, SHOWN_S = 1.0, 3.0
"""The background alone, then with the person, who holds still."""
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
    others   (n, 2) px, about where other hands may be seen
    """

    frames: Callable[[], Iterator[Frame]]
    size: Size
    points: FloatArray
    gesture: str
    others: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Photo:
    """A photograph, the largest hand in it, (21, 2) px, about where other hands are, (n, 2) px, and the hand's shape.

    The shape is "" where it is none of ours, or not known.
    """

    picture: Picture
    points: FloatArray
    others: FloatArray
    shape: str


def palm_px(points: FloatArray) -> float:
    """Return the palm length of a hand, px."""
    return float(np.linalg.norm(points[MIDDLE_KNUCKLE] - points[WRIST]))


def shrunk(photos: Sequence[Photo], background: Picture, size: Size, palm: float, seed: int) -> Iterator[StillHand]:
    """Yield the photographs with palms of `palm` px, each somewhere in the background: those that fit, unenlarged."""
    rng = np.random.default_rng(seed)
    empty = collage(background, np.zeros((0, 2), np.float32), background, size, 0.01, np.zeros(2, np.float32))
    assert empty is not None
    for photo in photos:
        scale, place = palm / palm_px(photo.points), rng.random(2, np.float32)
        points = np.concatenate([photo.points, photo.others])
        made = collage(photo.picture, points, background, size, scale, place) if scale <= 1 else None
        if made is not None:
            frames = partial(_still, empty.picture, made.picture, seed)
            hand, others = made.points[: len(photo.points)], made.points[len(photo.points) :]
            yield StillHand(frames, size, hand, photo.shape, others)


def _still(empty: Picture, shown: Picture, seed: int) -> Iterator[Frame]:
    rng = np.random.default_rng(seed)
    for k in range(round((EMPTY_S + SHOWN_S) * FPS)):
        yield Frame(k / FPS, k, with_grain(empty if k < EMPTY_S * FPS else shown, rng))


def rendered(size: Size, palm: float, seed: int) -> Iterator[StillHand]:
    """Yield rendered hands with palms of `palm` px, one at a time: PERSONS of each held shape."""
    for gesture in RENDERED:
        for person in range(seed, seed + PERSONS):
            clip = make_clip(gesture, person, palm=palm / size[1])
            label = clip.labels[0]
            held = clip.hands_at((label.start_s + label.end_s) / 2)
            # The idle hand stays where it is in the picture: a small palm would make it another person's.
            acting = [one for one in held if one.handedness is label.handedness]
            frames = partial(_posed, person, clip.palm, size, acting)
            yield StillHand(frames, size, _pixels(acting[0], size), gesture, np.zeros((0, 2), np.float32))


def _pixels(hand: PosedHand, size: Size) -> FloatArray:
    return np.asarray(hand.hand(size[0] / size[1]).landmarks[:, :2] * np.array(size, np.float32))


def _posed(seed: int, palm: float, size: Size, hands: Sequence[PosedHand]) -> Iterator[Frame]:
    renderer = Renderer(size, seed=seed, palm=palm)
    for k in range(round((EMPTY_S + SHOWN_S) * FPS)):
        yield renderer.frame(() if k < EMPTY_S * FPS else hands, k / FPS, k)
