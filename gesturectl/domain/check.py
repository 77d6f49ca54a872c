"""One line of `gesturectl doctor`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How bad it is: WARN does less than it could, FAIL keeps gesturectl from running."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at, what was found, and the command or step that mends it (empty when all is well)."""

    name: str
    level: Level
    detail: str
    mend: str = ""
