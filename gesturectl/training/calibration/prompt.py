"""What a user is told at one moment of a calibration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gesturectl.domain.observation import Observation
from gesturectl.domain.take import TakeRole


@dataclass(frozen=True, slots=True)
class Prompt:
    """What to do now.

    headline   a few words, shown large;  detail  a sentence
    complaint  what is wrong right now, "" if nothing is
    done, wanted  takes;  share  0..1 of the take under way;  countdown_s  seconds until it begins, 0 for none
    """

    headline: str
    detail: str = ""
    complaint: str = ""
    done: int = 0
    wanted: int = 0
    share: float = 0.0
    countdown_s: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Recorded:
    """A take that has just been made."""

    role: TakeRole
    observations: Sequence[Observation]


@dataclass(frozen=True, slots=True, eq=False)
class Progress:
    """What one observation led to: the prompt, a take if one was finished, whether this was the last thing to do."""

    prompt: Prompt
    recorded: Recorded | None = None
    over: bool = False
