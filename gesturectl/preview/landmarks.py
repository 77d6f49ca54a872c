"""Hands and body as dots joined by limbs."""

from __future__ import annotations

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.observation import BODY_LIMBS, HAND_LIMBS, Body, Hand
from gesturectl.preview.canvas import Canvas
from gesturectl.preview.palette import BODY, FINGERTIPS, HANDS, WHITE

VISIBLE = 0.5
"""Body landmarks less visible than this are guesses, and are not drawn."""


def draw_hand(canvas: Canvas, hand: Hand, *, mirrored: bool) -> None:
    """Draw the limbs and landmarks of a hand in the colour of its handedness, labelled with its score."""
    colour = HANDS[hand.handedness]
    points = to_pixels(hand.landmarks, canvas, mirrored=mirrored)
    for start, end in HAND_LIMBS:
        canvas.line(points[start], points[end], colour, 2)
    for number, point in enumerate(points):
        canvas.dot(point, WHITE if number in FINGERTIPS else colour, 3 if number in FINGERTIPS else 2)
    lowest = max(y for _, y in points)
    below = (round(points[0][0]), round(lowest + 22 * canvas.scale))
    canvas.tag(below, f"{hand.handedness.value} {hand.score:.2f}", colour)


def draw_body(canvas: Canvas, body: Body, *, mirrored: bool) -> None:
    """Draw the limbs of a body whose both ends are visible."""
    points = to_pixels(body.landmarks, canvas, mirrored=mirrored)
    visible = body.landmarks[:, 3] >= VISIBLE
    for start, end in BODY_LIMBS:
        if visible[start] and visible[end]:
            canvas.line(points[start], points[end], BODY, 2)
    for number in np.flatnonzero(visible):
        canvas.dot(points[number], BODY, 2)


def to_pixels(landmarks: FloatArray, canvas: Canvas, *, mirrored: bool) -> list[tuple[float, float]]:
    """Return the landmarks' places in the picture, px; `mirrored` pictures have x turned round."""
    x = 1.0 - landmarks[:, 0] if mirrored else landmarks[:, 0]
    pixels = np.stack([x * canvas.width, landmarks[:, 1] * canvas.height], axis=1)
    return [(float(px), float(py)) for px, py in np.clip(pixels, -4096, 4096)]
