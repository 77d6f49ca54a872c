"""What the last page of a calibration shows to choose from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Screen:
    """What is shown below the page.

    question, hint  one line each;  rows  to choose from, `chosen` is the marked one
    field           the text that is being written, with its cursor; None for none
    notes           lines; those that begin with ! say what is wrong
    """

    question: str
    rows: tuple[str, ...] = ()
    chosen: int = 0
    field: str | None = None
    notes: tuple[str, ...] = ()
    hint: str = ""
