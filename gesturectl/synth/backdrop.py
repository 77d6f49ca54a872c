"""What is behind the hands: a wall, a room, clutter, and perhaps the person."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from gesturectl.synth.look import Look
from gesturectl.synth.rotation import Floats

Picture = NDArray[np.uint8]
_COARSE = (32, 24)


def backdrop(look: Look, size: tuple[int, int], palm: float = 0.1) -> Picture:
    """Return the (height, width, 3) uint8 background of a clip of `size` (width, height) px.

    `palm` is the palm length of the person's hands in frame heights: the person is painted to the same scale.
    """
    rng = np.random.default_rng([look.backdrop_seed, 99])
    wall = rng.uniform(90, 215) + rng.uniform(-18, 18, 3)
    paint = {"plain": _plain, "gradient": _gradient, "room": _room, "clutter": _clutter}[look.backdrop]
    picture: Picture = np.clip(paint(wall, size, rng), 0, 255).astype(np.uint8)
    if look.person:
        _paint_person(picture, look, palm, rng)
    return picture


def _plain(wall: Floats, size: tuple[int, int], rng: np.random.Generator) -> Floats:
    return np.broadcast_to(wall, (size[1], size[0], 3)).copy()


def _gradient(wall: Floats, size: tuple[int, int], rng: np.random.Generator) -> Floats:
    angle, depth = rng.uniform(0, 2 * np.pi), rng.uniform(20, 60)
    x, y = np.linspace(-1, 1, size[0])[None, :], np.linspace(-1, 1, size[1])[:, None]
    return np.asarray(wall + (depth * (np.cos(angle) * x + np.sin(angle) * y))[..., None])


def _room(wall: Floats, size: tuple[int, int], rng: np.random.Generator) -> Floats:
    """A wall with blocks: shelves, pictures, a window."""
    picture = np.ascontiguousarray(_gradient(wall, size, rng), dtype=np.float32)
    for _ in range(int(rng.integers(3, 9))):
        corner = rng.uniform(-0.1, 0.9, 2) * size
        far = corner + rng.uniform(0.08, 0.4, 2) * size
        colour = tuple(float(c) for c in wall * rng.uniform(0.45, 1.25) + rng.uniform(-25, 25, 3))
        cv2.rectangle(picture, _pixel(corner), _pixel(far), colour, -1)
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), size[1] / 240), np.float64)


def _clutter(wall: Floats, size: tuple[int, int], rng: np.random.Generator) -> Floats:
    """Soft blotches of several sizes: a room out of focus."""
    picture = np.broadcast_to(wall, (size[1], size[0], 3)).copy()
    for factor, depth in ((0.25, 30.0), (1.0, 16.0)):
        coarse = rng.normal(0, depth, (int(_COARSE[1] * factor), int(_COARSE[0] * factor), 3)).astype(
            np.float32
        )
        picture += cv2.resize(coarse, size, interpolation=cv2.INTER_CUBIC)
    return picture


def _paint_person(picture: Picture, look: Look, palm: float, rng: np.random.Generator) -> None:
    """Paint head, neck and shoulders, a little out of focus."""
    height, width = picture.shape[:2]
    scale = height * palm * rng.uniform(1.15, 1.35)  # half a head, behind the hands
    shade = rng.uniform(0.6, 0.85)
    head = np.array([width * rng.uniform(0.44, 0.56), height * rng.uniform(0.3, 0.4)])
    skin = tuple(float(c * shade) for c in look.skin)
    shirt = tuple(float(c) for c in (look.sleeve or rng.integers(30, 190, 3)))
    canvas = picture.copy()
    body = head + np.array([0, 3.9 * scale])
    cv2.ellipse(canvas, _pixel(body), _pixel(scale * np.array([2.1, 2.5])), 0, 0, 360, shirt, -1, cv2.LINE_AA)
    neck = head + np.array([[-0.4, 0.6], [0.4, 0.6], [0.45, 1.6], [-0.45, 1.6]]) * scale
    cv2.fillConvexPoly(canvas, np.round(neck).astype(np.int32), tuple(c * 0.85 for c in skin), cv2.LINE_AA)
    hair = tuple(float(c) for c in rng.integers(20, 110, 3))
    crown = head - np.array([0, 0.25 * scale])
    cv2.ellipse(
        canvas, _pixel(crown), _pixel(scale * np.array([0.84, 1.02])), 0, 0, 360, hair, -1, cv2.LINE_AA
    )
    cv2.ellipse(
        canvas, _pixel(head), _pixel(scale * np.array([0.72, 0.95])), 0, 0, 360, skin, -1, cv2.LINE_AA
    )
    for side in (-1, 1):
        eye = head + np.array([0.3 * side, -0.12]) * scale
        cv2.ellipse(
            canvas,
            _pixel(eye),
            _pixel(scale * np.array([0.13, 0.06])),
            0,
            0,
            360,
            (40, 35, 35),
            -1,
            cv2.LINE_AA,
        )
    mouth = head + np.array([0, 0.5]) * scale
    cv2.ellipse(
        canvas,
        _pixel(mouth),
        _pixel(scale * np.array([0.24, 0.05])),
        0,
        0,
        360,
        (120, 70, 70),
        -1,
        cv2.LINE_AA,
    )
    picture[:] = cv2.GaussianBlur(canvas, (0, 0), max(height * palm / 30, 0.5))


def _pixel(place: Floats) -> tuple[int, int]:
    return round(float(place[0])), round(float(place[1]))
