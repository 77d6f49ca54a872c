"""A table of figures as plain rows that the edge prints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """One table of figures."""

    title: str
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Skipped:
    """A part, or one of its tables, that was not measured, and why."""

    name: str
    why: str
