"""One picture of the demonstration: the desktop, the camera's view inset, and in words what happens."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from PIL import Image, ImageDraw, ImageFont, ImageOps

# The desktop is arranged so that this corner and this strip stay empty (demo_openbox.xml).
_INSET = (792, 376, 472, 316)  # x, y, width, height in pixels
_HEADING = 24  # height of the words above the camera's view, pixels
_STRIP_TOP = 704
_STRIP = "#14213d"
_TITLE = "#ffffff"
_DETAIL = "#b8c4d8"
_GOOD = "#7bd88f"


@dataclass(frozen=True, slots=True)
class Caption:
    """What is written below a picture: what is done, then what it did; `good` marks a reached effect."""

    title: str
    detail: str = ""
    good: bool = False


def compose(desktop: Image.Image, camera: Image.Image | None, caption: Caption) -> Image.Image:
    """Return the desktop with the camera's view (any size) and the caption drawn onto a copy."""
    picture = desktop.copy()
    draw = ImageDraw.Draw(picture)
    if camera is not None:
        _draw_inset(picture, draw, camera)
    draw.rectangle((0, _STRIP_TOP, picture.width, picture.height), fill=_STRIP)
    draw.text((24, _STRIP_TOP + 14), _plain(caption.title), font=_font(28), fill=_TITLE)
    detail_colour = _GOOD if caption.good else _DETAIL
    draw.text((24, _STRIP_TOP + 56), _plain(caption.detail), font=_font(20), fill=detail_colour)
    return picture


def _draw_inset(picture: Image.Image, draw: ImageDraw.ImageDraw, camera: Image.Image) -> None:
    x, y, width, height = _INSET
    view = ImageOps.contain(camera, (width, height - _HEADING))
    draw.rectangle((x, y, x + width - 1, y + height - 1), fill=_STRIP)
    draw.text((x + 10, y + 3), "what the camera sees, mirrored", font=_font(14), fill=_DETAIL)
    picture.paste(view, (x + (width - view.width) // 2, y + _HEADING))


def _plain(text: str) -> str:
    """Return the text in letters that the built-in font has."""
    return text.replace("→", "to").replace("×", "x")


@cache
def _font(size_px: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size_px)
