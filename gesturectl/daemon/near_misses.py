"""Gestures that nearly began: the recognizer read them, and then they were gone."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from gesturectl.domain.observation import Handedness

NEAR = 0.5
"""A score from which on a reading is worth a word; below, the classifier itself thinks it is something else."""
GONE_S = 0.3
"""A reading that is away for longer is over."""
KEPT = 10
_ACTIVE = ("active", "releasing")


class Reads(Protocol):
    """What the recognizer makes of one hand, pair or body now; see `Recognizer.explain`."""

    @property
    def handedness(self) -> Handedness | None:
        """Whose it is."""

    @property
    def gesture(self) -> str:
        """The likeliest gesture."""

    @property
    def score(self) -> float:
        """How likely, 0..1."""

    @property
    def state(self) -> str:
        """Of its trigger: idle, dwelling, active or releasing."""

    @property
    def enter(self) -> float:
        """The score from which on it counts."""

    @property
    def hinder(self) -> str:
        """Why nothing may begin now, or ""."""

    @property
    def raised(self) -> str:
        """Why `enter` is higher than usual, or ""."""


@dataclass(slots=True)
class NearMiss:
    """One reading that came and went without becoming a gesture; `last_t` is of the source, `last_s` of the clock."""

    reading: Reads
    first_t: float
    last_t: float
    last_s: float
    dwelt: bool = False
    hinder: str = ""

    def why(self) -> str:
        """Say what it lacked, as far as the readings tell."""
        if self.hinder:
            return self.hinder
        if self.dwelt:
            return f"not held long enough: seen for {self.last_t - self.first_t:.2f} s (its dwell_s is longer)"
        enter, score = self.reading.enter, self.reading.score
        if score < enter:
            raised = f", raised because {self.reading.raised}" if self.reading.raised else ""
            return f"its score stayed {enter - score:.2f} below the {enter:.2f} that it needs{raised}"
        return "the score was enough, but for a moment only"

    def as_json(self, now_s: float, rules: tuple[str, ...] = ()) -> dict[str, Any]:
        """Return it for the answer; `rules` would have been asked, had it become a gesture."""
        hand = self.reading.handedness
        return {
            "gesture": self.reading.gesture,
            "handedness": hand.value if hand else None,
            "age_s": round(now_s - self.last_s, 2),
            "score": round(self.reading.score, 4),
            "enter": round(self.reading.enter, 4),
            "margin": round(self.reading.score - self.reading.enter, 4),
            "gate": self.hinder,
            "raised": self.reading.raised,
            "why": self.why(),
            "rules": list(rules),
        }


class NearMisses:
    """Follows the readings of every frame."""

    def __init__(self) -> None:
        self._open: dict[tuple[str, Handedness | None], NearMiss] = {}
        self._missed: deque[NearMiss] = deque(maxlen=KEPT)

    def see(self, readings: Iterable[Reads], t: float, now_s: float) -> None:
        """Take the readings of the frame of time `t`."""
        for reading in readings:
            key = (reading.gesture, reading.handedness)
            if reading.state in _ACTIVE:  # it became a gesture: no miss
                self._open.pop(key, None)
            elif reading.score >= NEAR and reading.gesture:
                self._follow(key, reading, t, now_s)
        for key in [key for key, miss in self._open.items() if t - miss.last_t > GONE_S]:
            self._missed.append(self._open.pop(key))

    def latest(self) -> list[NearMiss]:
        """Return those that are over, the newest last."""
        return list(self._missed)

    def _follow(self, key: tuple[str, Handedness | None], reading: Reads, t: float, now_s: float) -> None:
        miss = self._open.setdefault(key, NearMiss(reading, t, t, now_s))
        if reading.score > miss.reading.score:
            miss.reading = reading
        miss.last_t, miss.last_s = t, now_s
        miss.dwelt = miss.dwelt or reading.state == "dwelling"
        miss.hinder = reading.hinder
