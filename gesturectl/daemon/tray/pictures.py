"""The tray's icon: a hand, and a mark for what it is at; drawn for light and for dark panels."""

from __future__ import annotations

from collections.abc import Callable

from PIL import Image, ImageDraw

from gesturectl.daemon.tray.snapshot import Look

SIZE_PX = 64
_FINER = 8
"""Drawn so much larger and then scaled down, which smooths the edges."""
Colour = tuple[int, int, int, int]
ON_DARK: Colour = (245, 247, 250, 255)
ON_LIGHT: Colour = (38, 44, 52, 255)
GREEN: Colour = (46, 184, 92, 255)
AMBER: Colour = (240, 160, 20, 255)
RED: Colour = (220, 54, 54, 255)
WHITE: Colour = (255, 255, 255, 255)
_RIM_PX, _RIM_ALPHA = 1.3, 110
FAINT = 0.6
"""How strong the hand is while nothing is done."""

# The hand in a square of 64: palm, four fingers, each (left, top, right, bottom), and the thumb as a stroke.
_PALM = (17, 29, 44, 56)
_FINGERS = ((17, 14, 22.5, 40), (24, 8, 29.5, 40), (31, 8, 36.5, 40), (38, 14, 43.5, 40))
_THUMB = ((44, 45), (53, 31))
_THUMB_PX = 6.5
_MARK = (40, 40, 63, 63)
"""Where the mark sits: below, to the right."""


def draw(look: Look, *, dark: bool, size: int = SIZE_PX) -> Image.Image:
    """Return the icon (size, size) RGBA for a panel that is dark, or light."""
    pen = _Pen(dark)
    _DRAWN[look](pen)
    return pen.picture.resize((size, size), Image.Resampling.LANCZOS)


class _Pen:
    """Draws in units of a 64 by 64 square."""

    def __init__(self, dark: bool) -> None:
        self.colour = ON_DARK if dark else ON_LIGHT
        self.rim: Colour = (*(ON_LIGHT if dark else ON_DARK)[:3], _RIM_ALPHA)
        self.picture = Image.new("RGBA", (64 * _FINER, 64 * _FINER), (*self.colour[:3], 0))
        self._draw = ImageDraw.Draw(self.picture)

    def hand(self, strength: float = 1.0) -> None:
        """Draw the open hand, with a rim so that it shows on a panel of the other kind too."""
        self._silhouette(self.rim, _RIM_PX)
        # What is drawn replaces what is there: the faint hand is mixed with nothing, not with its rim.
        self._silhouette((*self.colour[:3], round(255 * strength)), 0.0)

    def _silhouette(self, fill: Colour, wider: float) -> None:
        for left, top, right, bottom in (_PALM, *_FINGERS):
            box = _scaled(left - wider, top - wider, right + wider, bottom + wider)
            radius = (8 if right - left > 10 else 2.7) + wider
            self._draw.rounded_rectangle(box, radius=_FINER * radius, fill=fill)
        self.stroke(*_THUMB, fill, _THUMB_PX + 2 * wider)

    def stroke(self, start: tuple[float, float], end: tuple[float, float], fill: Colour, width: float) -> None:
        """Draw a line with round ends."""
        self._draw.line(_scaled(*start, *end), fill=fill, width=round(width * _FINER))
        for x, y in (start, end):
            self._draw.ellipse(_scaled(x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=fill)

    def mark(self, fill: Colour) -> None:
        """Draw the disc of a mark, with a gap around it so that it stands out from the hand."""
        left, top, right, bottom = _MARK
        self._draw.ellipse(_scaled(left - 3, top - 3, right + 3, bottom + 3), fill=(*self.colour[:3], 0))
        self._draw.ellipse(_scaled(*_MARK), fill=fill)

    def box(self, box: tuple[float, float, float, float], fill: Colour = WHITE) -> None:
        """Draw a bar."""
        self._draw.rounded_rectangle(_scaled(*box), radius=_FINER, fill=fill)

    def ring(self, box: tuple[float, float, float, float], fill: Colour, width: float) -> None:
        """Draw a circle."""
        self._draw.ellipse(_scaled(*box), outline=fill, width=round(width * _FINER))


def _active(pen: _Pen) -> None:
    pen.hand()
    pen.mark(GREEN)


def _looking(pen: _Pen) -> None:
    """A faint hand and a magnifying glass."""
    pen.hand(FAINT)
    pen.mark((*pen.colour[:3], 0))
    pen.stroke((54.5, 54.5), (60.5, 60.5), pen.rim, 4 + 2 * _RIM_PX)
    pen.ring((41 - _RIM_PX, 41 - _RIM_PX, 56 + _RIM_PX, 56 + _RIM_PX), pen.rim, 3.4 + 2 * _RIM_PX)
    pen.ring((41, 41, 56, 56), pen.colour, 3.4)
    pen.stroke((54.5, 54.5), (60.5, 60.5), pen.colour, 4)


def _paused(pen: _Pen) -> None:
    pen.hand(FAINT)
    pen.mark(AMBER)
    pen.box((46.2, 46, 50, 57))
    pen.box((53, 46, 56.8, 57))


def _no_camera(pen: _Pen) -> None:
    """A faint hand that is struck out."""
    pen.hand(FAINT)
    pen.stroke((9, 9), (55, 55), (*pen.colour[:3], 0), 11)
    pen.stroke((9, 9), (55, 55), RED, 5)


def _error(pen: _Pen) -> None:
    pen.hand()
    pen.mark(RED)
    pen.box((49.6, 44, 53.4, 53))
    pen.box((49.6, 55.2, 53.4, 59))


_DRAWN: dict[Look, Callable[[_Pen], None]] = {
    Look.ACTIVE: _active,
    Look.LOOKING: _looking,
    Look.PAUSED: _paused,
    Look.NO_CAMERA: _no_camera,
    Look.ERROR: _error,
}


def _scaled(*numbers: float) -> tuple[float, ...]:
    return tuple(number * _FINER for number in numbers)
