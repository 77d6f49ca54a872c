"""What is wrong in a file, where, and what was probably meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from gesturectl.errors import ConfigError

LONGEST_QUOTED = 60


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake. Lines and columns (in characters) count from 1; 0 when there is no such place."""

    line: int
    column: int
    message: str

    def at(self, origin: str) -> str:
        """Return `file:line:column: message`."""
        place = f":{self.line}:{self.column}" if self.line else ""
        return f"{origin}{place}: {self.message}"


def did_you_mean(given: str, valid: Iterable[str]) -> str:
    """Return " (did you mean 'swipe_left'?)" for the nearest valid name, or "" when none is near."""
    names = list(valid)
    tidy = given.lower().replace("-", "_").replace(" ", "_")
    near = difflib.get_close_matches(tidy, names, n=1, cutoff=0.6)
    return f" (did you mean '{near[0]}'?)" if near else ""


def quoted(value: str) -> str:
    """Return a text as it is quoted in a message: in quotes, one that is long cut short."""
    return repr(value) if len(value) <= LONGEST_QUOTED else f"{value[:LONGEST_QUOTED]!r}…"


class GestureFileError(ConfigError):
    """A gestures.yaml with mistakes; the text lists them all, in the order of the file."""

    def __init__(self, origin: str, problems: Iterable[Problem]) -> None:
        self.origin = origin
        self.problems = tuple(sorted(set(problems)))
        count = len(self.problems)
        lines = "\n".join(each.at(origin) for each in self.problems)
        super().__init__(f"{count} problem{'s' if count > 1 else ''} in {origin}\n{lines}")
