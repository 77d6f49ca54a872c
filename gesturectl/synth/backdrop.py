"""What is behind the hands: a wall, a room, clutter, and perhaps the person."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray

from gesturectl.synth.look import Look
from gesturectl.synth.rotation import Floats

Picture = NDArray[np.uint8]
_COARSE = (32, 24)
_EYE, _MOUTH = np.array([0.13, 0.06]), np.array([0.24, 0.05])
_DARK, _LIPS = (40, 35, 35), np.array([0.8, 0.6, 0.6])


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
    for factor, depth in ((0.25, 22.0), (1.0, 10.0)):
        shape = (int(_COARSE[1] * factor), int(_COARSE[0] * factor))
        coarse = rng.normal(0, depth, (*shape, 1)) + rng.normal(0, 0.4 * depth, (*shape, 3))
        picture += cv2.resize(coarse.astype(np.float32), size, interpolation=cv2.INTER_CUBIC)
    return picture


def _paint_person(picture: Picture, look: Look, palm: float, rng: np.random.Generator) -> None:
    """Paint head, neck and shoulders, a little out of focus."""
    height, width = picture.shape[:2]
    scale = height * palm * rng.uniform(1.15, 1.35)  # half a head, behind the hands
    shade = rng.uniform(0.6, 0.85)
    head = np.array([width * rng.uniform(0.44, 0.56), height * rng.uniform(0.3, 0.4)])
    skin = np.array(look.skin) * shade
    shirt = np.array(look.sleeve or rng.integers(30, 190, 3)) * shade
    canvas = picture.copy()
    _ellipse(canvas, head + np.array([0, 3.9 * scale]), scale * np.array([2.1, 2.5]), shirt)
    neck = head + np.array([[-0.4, 0.6], [0.4, 0.6], [0.45, 1.6], [-0.45, 1.6]]) * scale
    cv2.fillConvexPoly(canvas, np.round(neck).astype(np.int32), _colour(skin * 0.85), cv2.LINE_AA)
    _ellipse(canvas, head - np.array([0, 0.25 * scale]), scale * np.array([0.84, 1.02]), rng.integers(20, 110, 3))
    _ellipse(canvas, head, scale * np.array([0.72, 0.95]), skin)
    for side in (-1, 1):
        _ellipse(canvas, head + np.array([0.3 * side, -0.12]) * scale, scale * _EYE, _DARK)
    _ellipse(canvas, head + np.array([0, 0.5]) * scale, scale * _MOUTH, skin * _LIPS)
    picture[:] = cv2.GaussianBlur(canvas, (0, 0), max(height * palm / 30, 0.5))


def _ellipse(canvas: Picture, middle: Floats, radii: Floats, colour: ArrayLike) -> None:
    cv2.ellipse(canvas, _pixel(middle), _pixel(radii), 0, 0, 360, _colour(colour), -1, cv2.LINE_AA)


def _colour(colour: ArrayLike) -> tuple[float, ...]:
    return tuple(float(c) for c in np.asarray(colour))


def _pixel(place: Floats) -> tuple[int, int]:
    return round(float(place[0])), round(float(place[1]))
