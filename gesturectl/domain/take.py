"""A take: one recorded performance of a gesture (or of nothing), as keypoints. Never a frame."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from gesturectl.domain.gesture import GESTURES, NONE
from gesturectl.domain.observation import Observation
from gesturectl.errors import UsageError

IDLE = "idle"
"""Whose samples are no gesture's: the user at rest, typing, with a hand at the face."""
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")


class TakeRole(StrEnum):
    """What a take shows: the gesture, something that is easily taken for it, or nothing in particular."""

    GESTURE = "gesture"
    NEAR_MISS = "near_miss"
    IDLE = "idle"


class Subject(StrEnum):
    """What moves or is held."""

    HAND = "hand"
    HANDS = "hands"
    BODY = "body"
    HEAD = "head"


@dataclass(frozen=True, slots=True)
class SampleKind:
    """What kind of gesture a set of samples is.

    moving     a motion, cut out where it begins and ends; otherwise something that is held
    both_sides one recording serves the other hand (the other side of the body) too, mirrored
    """

    subject: Subject = Subject.HAND
    moving: bool = False
    both_sides: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Take:
    """One take.

    number        unique and never used again within its gesture's samples
    observations  in order of time, seconds from any origin
    when          seconds since 1970 at which it was recorded, 0 if unknown
    """

    number: int
    role: TakeRole
    observations: tuple[Observation, ...]
    when: float = 0.0

    @property
    def duration_s(self) -> float:
        """From the first to the last observation."""
        return self.observations[-1].t - self.observations[0].t if self.observations else 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """All takes of one gesture, or of the user's idle time (`name` is IDLE)."""

    name: str
    kind: SampleKind
    takes: tuple[Take, ...] = ()
    next_number: int = 1

    def of(self, role: TakeRole) -> tuple[Take, ...]:
        """Return the takes of one role."""
        return tuple(take for take in self.takes if take.role is role)

    @property
    def duration_s(self) -> float:
        """Sum of the takes' durations."""
        return sum(take.duration_s for take in self.takes)


def checked_name(name: str) -> str:
    """Return a name that a personal gesture may have. Raises UsageError saying what is wrong with it.

    The name of a shipped gesture may be taken: its samples make that gesture fit this person.
    """
    if not _NAME.fullmatch(name) or name in (NONE, IDLE):
        remedy = "Take small letters, digits and _, a letter first, at most 40; not 'none' or 'idle'."
        raise UsageError(f"{name!r} cannot be the name of a gesture", remedy=remedy)
    return name


def is_shipped(name: str) -> bool:
    """Tell whether samples of this name make a shipped gesture personal."""
    return name in GESTURES and not GESTURES.is_own(name)
