"""The picture of a hint: a ring and two lines of text."""

from __future__ import annotations

from PIL import Image, ImageDraw, ImageFont

from gesturectl.domain.hint import Hint

WIDTH, HEIGHT, CORNER = 280, 64, 14
"""px at scale 1."""
_FINER = 2
_GROUND, _TRACK = (32, 37, 43), (78, 86, 96)
_TEXT, _FAINT = (245, 247, 250), (176, 184, 194)
_WAITS, _DONE = (240, 180, 60), (60, 200, 110)
_RING, _RING_PX = (12, 12, 52, 52), 6
_TEXT_X = 64


def draw_hint(hint: Hint, scale: float = 1.0) -> Image.Image:
    """Return an RGB picture."""
    factor = scale * _FINER
    picture = Image.new("RGB", (round(WIDTH * factor), round(HEIGHT * factor)), _GROUND)
    pen = ImageDraw.Draw(picture)
    _draw_ring(pen, hint, factor)
    colour = _DONE if hint.done else _TEXT
    middle = HEIGHT / 2 if not hint.below else HEIGHT * 0.34
    _write(pen, hint.text, middle, 17, colour, factor)
    if hint.below:
        _write(pen, hint.below, HEIGHT * 0.70, 13, _FAINT, factor)
    return picture.resize((round(WIDTH * scale), round(HEIGHT * scale)), Image.Resampling.LANCZOS)


def draw_outline(scale: float = 1.0) -> Image.Image:
    """Return the window's shape, mode "1": a rectangle with round corners."""
    size = round(WIDTH * scale), round(HEIGHT * scale)
    outline = Image.new("1", size, 0)
    ImageDraw.Draw(outline).rounded_rectangle((0, 0, size[0] - 1, size[1] - 1), radius=CORNER * scale, fill=1)
    return outline


def _draw_ring(pen: ImageDraw.ImageDraw, hint: Hint, factor: float) -> None:
    box = [round(each * factor) for each in _RING]
    width = round(_RING_PX * factor)
    pen.arc(box, 0, 360, fill=_TRACK, width=width)
    filled = 1.0 if hint.done else min(max(hint.ring, 0.0), 1.0)
    if filled:
        pen.arc(box, -90, -90 + 360 * filled, fill=_DONE if hint.done else _WAITS, width=width)


def _write(
    pen: ImageDraw.ImageDraw, text: str, y: float, size: int, colour: tuple[int, int, int], factor: float
) -> None:
    """Write a line, shortened to the room there is."""
    font = ImageFont.load_default(size * factor)
    room = (WIDTH - _TEXT_X - CORNER) * factor
    shown = text
    while shown and pen.textlength(shown, font) > room:
        shown = shown[:-2].rstrip() + "…" if shown.endswith("…") else shown[:-1].rstrip() + "…"
        if shown == "…":
            break
    pen.text((_TEXT_X * factor, y * factor), shown, fill=colour, font=font, anchor="lm")
