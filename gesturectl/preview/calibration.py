"""The picture of a calibration: the user as in a mirror, landmarks and limbs, large instructions, bars."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Observation
from gesturectl.preview.canvas import Canvas, Picture
from gesturectl.preview.draw import enlarged
from gesturectl.preview.landmarks import draw_body, draw_hand
from gesturectl.preview.palette import BODY, GREY, HELD, WHITE, Colour

ALARM: Colour = (213, 94, 0)
"""Vermilion, of the same set of colours that everybody tells apart."""
_TOP_PX, _BAR_PX, _DOT_PX = 84, 14, 9
_DARK, _HEIGHT_PX = 24, 480
_TITLE_PX, _BELOW_TITLE_PX, _LINE_PX = 46, 44, 26
"""Of a page at the reference height: where the title stands, and how far the lines below it are apart."""


class Instruction(Protocol):
    """What is shown; see training.calibration.Prompt."""

    @property
    def headline(self) -> str:
        """A few words."""

    @property
    def detail(self) -> str:
        """A sentence."""

    @property
    def complaint(self) -> str:
        """What is wrong now."""

    @property
    def done(self) -> int:
        """Takes that are made."""

    @property
    def wanted(self) -> int:
        """Takes that are to be made."""

    @property
    def share(self) -> float:
        """How much of the take under way is done."""

    @property
    def countdown_s(self) -> float:
        """Seconds until it begins, or is over."""


def draw_calibration(frame: Frame, observation: Observation, prompt: Instruction) -> Picture:
    """Return a new RGB picture for the user."""
    canvas = Canvas(enlarged(frame.rgb[:, ::-1]))
    if observation.body is not None:
        draw_body(canvas, observation.body, mirrored=True)
    for hand in observation.hands:
        draw_hand(canvas, hand, mirrored=True)
    _draw_words(canvas, prompt)
    _draw_takes(canvas, prompt)
    if prompt.complaint:
        _draw_complaint(canvas, prompt.complaint)
    return canvas.picture


def dark_frame(observation: Observation) -> Frame:
    """Return a frame for an observation of a recording, which has no picture."""
    import numpy as np

    width = round(_HEIGHT_PX * observation.aspect)
    return Frame(observation.t, observation.seq, np.full((_HEIGHT_PX, width, 3), _DARK, np.uint8))


def draw_page(size: tuple[int, int], lines: Sequence[str]) -> Picture:
    """Return a picture (width, height) px with a page of text; its first line is the title."""
    import numpy as np

    canvas = Canvas(np.full((size[1], size[0], 3), _DARK, np.uint8))
    room, left = canvas.width - round(40 * canvas.scale), round(20 * canvas.scale)
    for number, line in enumerate(lines):
        colour = HELD if number == 0 else ALARM if line.startswith("!") else WHITE
        text = line.removeprefix("!").strip()
        fitting = canvas.size_to_fit(text, room, 0.9 if number == 0 else 0.6)
        canvas.text((left, page_line_y(number, canvas.scale)), text, colour, fitting)
    return canvas.picture


def page_line_y(number: int, scale: float) -> int:
    """Return where a line of `draw_page` stands, px from the top; the title is line 0."""
    below = round(_BELOW_TITLE_PX * scale) + round(_LINE_PX * scale) * (number - 1) if number else 0
    return round(_TITLE_PX * scale) + below


def _draw_words(canvas: Canvas, prompt: Instruction) -> None:
    left, room = round(14 * canvas.scale), canvas.width - round(110 * canvas.scale)
    canvas.panel((0, 0), (canvas.width, round(_TOP_PX * canvas.scale)))
    canvas.text(
        (left, round(40 * canvas.scale)), prompt.headline, WHITE, canvas.size_to_fit(prompt.headline, room, 1.2)
    )
    canvas.text((left, round(70 * canvas.scale)), prompt.detail, WHITE, canvas.size_to_fit(prompt.detail, room, 0.75))
    if prompt.countdown_s > 0:
        text = f"{prompt.countdown_s:.0f}" if prompt.countdown_s >= 1 else "now"
        width = canvas.text_size(text, 1.6)[0]
        canvas.text((canvas.width - width - left, round(58 * canvas.scale)), text, HELD, 1.6)


def _draw_takes(canvas: Canvas, prompt: Instruction) -> None:
    """Draw a dot for each take and a bar for the one under way."""
    height = canvas.height
    bar = round(_BAR_PX * canvas.scale)
    canvas.panel((0, height - bar), (canvas.width, height), GREY, 0.35)
    if prompt.share > 0:
        canvas.panel((0, height - bar), (round(canvas.width * min(prompt.share, 1.0)), height), HELD, 1.0)
    step = round(3 * _DOT_PX * canvas.scale)
    for number in range(prompt.wanted):
        centre = (step + number * step, height - bar - step)
        canvas.dot(centre, BODY if number < prompt.done else GREY, _DOT_PX)


def _draw_complaint(canvas: Canvas, text: str) -> None:
    size = canvas.size_to_fit(text, canvas.width - round(40 * canvas.scale), 0.9)
    width, height = canvas.text_size(text, size)
    left, base = (canvas.width - width) // 2, canvas.height - round(90 * canvas.scale)
    pad = round(10 * canvas.scale)
    canvas.panel((left - pad, base - height - pad), (left + width + pad, base + pad), ALARM, 0.9)
    canvas.text((left, base), text, WHITE, size)
