"""A picture to draw on."""

from __future__ import annotations

import os
import unicodedata
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gesturectl.preview.palette import BLACK, Colour

Picture = NDArray[np.uint8]
Pixel = tuple[int, int]

SUBPIXEL_BITS = 3
"""Coordinates are drawn to 1/8 px, so that limbs do not jump from pixel to pixel."""
REFERENCE_HEIGHT_PX = 480
"""Height at which text and strokes have their nominal size; they grow with the picture."""


class Canvas:
    """Draws strokes and text into an RGB picture (height, width, 3), which it owns."""

    def __init__(self, picture: Picture) -> None:
        self._cv2 = load_cv2()
        self.picture = picture
        self.height, self.width = picture.shape[:2]
        self.scale: float = self.height / REFERENCE_HEIGHT_PX

    def line(self, start: tuple[float, float], end: tuple[float, float], colour: Colour, width_px: float) -> None:
        """Draw a stroke; points in px, right and down."""
        self._cv2.line(
            self.picture,
            _fine(start),
            _fine(end),
            colour,
            self._stroke(width_px),
            self._cv2.LINE_AA,
            SUBPIXEL_BITS,
        )

    def dot(self, centre: tuple[float, float], colour: Colour, radius_px: float) -> None:
        """Draw a filled dot with a dark rim, so that it shows on skin and on a white wall."""
        for radius, fill in ((radius_px + 1, BLACK), (radius_px, colour)):
            size = max(1, round(radius * self.scale * (1 << SUBPIXEL_BITS)))
            self._cv2.circle(self.picture, _fine(centre), size, fill, -1, self._cv2.LINE_AA, SUBPIXEL_BITS)

    def panel(self, top_left: Pixel, bottom_right: Pixel, colour: Colour = BLACK, opacity: float = 0.6) -> None:
        """Lay a tinted rectangle over the picture."""
        (x0, y0), (x1, y1) = top_left, bottom_right
        part = self.picture[max(0, y0) : max(0, y1), max(0, x0) : max(0, x1)]
        part[:] = (part * (1 - opacity) + np.array(colour) * opacity).astype(np.uint8)

    def text_size(self, text: str, size: float = 0.5) -> Pixel:
        """Return width and height of a text, px."""
        (width, height), below = self._cv2.getTextSize(plain(text), self._font, size * self.scale, self._stroke(1))
        return int(width), int(height + below)

    def size_to_fit(self, text: str, width_px: float, size: float = 0.5) -> float:
        """Return the largest text size up to `size` at which the text is no wider than `width_px`."""
        return size * min(1.0, width_px / max(1, self.text_size(text, size)[0]))

    def text(self, left_bottom: Pixel, text: str, colour: Colour, size: float = 0.5) -> None:
        """Write a text; `left_bottom` is the start of its base line, px."""
        self._cv2.putText(
            self.picture,
            plain(text),
            left_bottom,
            self._font,
            size * self.scale,
            colour,
            self._stroke(1),
            self._cv2.LINE_AA,
        )

    def tag(self, left_bottom: Pixel, text: str, colour: Colour, size: float = 0.5) -> None:
        """Write a text on a dark panel, pushed inside the picture where it would stick out."""
        width, height = self.text_size(text, size)
        pad = max(2, round(4 * self.scale))
        x = min(max(left_bottom[0], pad), max(pad, self.width - width - pad))
        y = min(max(left_bottom[1], height + pad), self.height - 2 * pad)
        self.panel((x - pad, y - height - pad // 2), (x + width + pad, y + 2 * pad))
        self.text((x, y), text, colour, size)

    def _stroke(self, width_px: float) -> int:
        return max(1, round(float(width_px * self.scale)))

    @property
    def _font(self) -> int:
        font: int = self._cv2.FONT_HERSHEY_SIMPLEX
        return font


def load_cv2() -> Any:
    """Import cv2, which takes a tenth of a second, with its chatter off: errors are told in our own words."""
    os.environ.setdefault("OPENCV_LOG_LEVEL", "OFF")
    os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")
    import cv2

    return cv2


def plain(text: str) -> str:
    """Return the text as the drawing font can show it: ASCII, letters without their accents, with ? for the rest."""
    bare = "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
    return bare.encode("ascii", "replace").decode("ascii")


def _fine(point: tuple[float, float]) -> Pixel:
    one = 1 << SUBPIXEL_BITS
    return round(point[0] * one), round(point[1] * one)
