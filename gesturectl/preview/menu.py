"""A page of text with a list below to choose from, by keys or by the mouse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from gesturectl.preview.calibration import ALARM, draw_page, page_line_y
from gesturectl.preview.canvas import Canvas, Picture
from gesturectl.preview.palette import BLACK, GREY, HELD, WHITE

_LEFT, _STEP, _SIZE = 20, 24, 0.55
_FOOT = 34
"""Of the reference height, px: what the hint takes at the bottom."""


class Menu(Protocol):
    """What is shown below the page; see training.calibration.screen.Screen."""

    @property
    def question(self) -> str:
        """One line."""

    @property
    def rows(self) -> tuple[str, ...]:
        """What can be chosen."""

    @property
    def chosen(self) -> int:
        """The row that is marked."""

    @property
    def field(self) -> str | None:
        """A text that is being written."""

    @property
    def notes(self) -> tuple[str, ...]:
        """Lines; those that begin with ! stand out."""

    @property
    def hint(self) -> str:
        """Which keys do what."""


class MenuPicture:
    """Where everything is in a picture of (width, height) px, and the picture itself."""

    def __init__(self, size: tuple[int, int], lines: Sequence[str], menu: Menu) -> None:
        """`lines` are those of the page; its first line is the title."""
        self._menu = menu
        self._canvas = Canvas(draw_page(size, lines))
        self._scale = self._canvas.scale
        self._question_y = page_line_y(len(lines), self._canvas.scale) + self._px(_STEP - 10)
        self._field_y = self._question_y + self._px(_STEP + 6) if menu.field is not None else self._question_y
        self._notes_y = self._field_y + self._px(8)
        self._rows_y = self._notes_y + self._px(_STEP - 4) * len(menu.notes)
        room = self._canvas.height - self._px(_FOOT) - self._rows_y
        self._seen = min(len(menu.rows), max(1, room // self._px(_STEP)))
        self._first = min(max(menu.chosen - self._seen // 2, 0), max(len(menu.rows) - self._seen, 0))

    def row_at(self, point: tuple[int, int]) -> int | None:
        """Return the row at a point (x, y), px; None beside the rows."""
        at = (point[1] - self._rows_y) // self._px(_STEP)
        return self._first + at if 0 <= at < self._seen and 0 <= point[0] < self._canvas.width else None

    def drawn(self) -> Picture:
        """Return the picture."""
        menu = self._menu
        self._text(menu.question, self._question_y, 0.75, HELD)
        if menu.field is not None:
            self._draw_field(menu.field)
        for number, note in enumerate(menu.notes):
            y = self._notes_y + self._px(_STEP - 4) * (number + 1) - self._px(6)
            self._text(note.removeprefix("! "), y, 0.5, ALARM if note.startswith("!") else WHITE)
        for number in range(self._first, self._first + self._seen):
            self._draw_row(number)
        self._draw_more()
        self._text(menu.hint, self._canvas.height - self._px(12), 0.5, GREY)
        return self._canvas.picture

    def _draw_row(self, number: int) -> None:
        top = self._rows_y + self._px(_STEP) * (number - self._first)
        marked = number == self._menu.chosen
        if marked:
            self._canvas.panel((self._px(12), top), (self._canvas.width - self._px(20), top + self._px(_STEP)), HELD, 1)
        self._text(self._menu.rows[number], top + self._px(17), _SIZE, BLACK if marked else WHITE)

    def _draw_more(self) -> None:
        """Draw how much of the list is seen, at its right."""
        count = len(self._menu.rows)
        if self._seen < count:
            whole, left = self._px(_STEP) * self._seen, self._canvas.width - self._px(14)
            top = self._rows_y + whole * self._first // count
            self._canvas.panel((left, self._rows_y), (left + self._px(5), self._rows_y + whole), GREY, 0.4)
            self._canvas.panel((left, top), (left + self._px(5), top + whole * self._seen // count), WHITE, 0.9)

    def _draw_field(self, text: str) -> None:
        top = self._field_y - self._px(20)
        self._canvas.panel((self._px(12), top), (self._canvas.width - self._px(20), top + self._px(28)), BLACK, 1.0)
        self._text(text, self._field_y, 0.65, WHITE)

    def _text(self, text: str, base: int, size: float, colour: tuple[int, int, int]) -> None:
        room = self._canvas.width - self._px(2 * _LEFT)
        self._canvas.text((self._px(_LEFT), base), text, colour, self._canvas.size_to_fit(text, room, size))

    def _px(self, nominal: float) -> int:
        return round(nominal * self._scale)
