"""What is shown on the screen about a gesture at one moment."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hint:
    """text   the gesture;  below  what it does
    ring   how much of the time that it must be held is over, 0..1
    done   whether it has begun
    """

    text: str
    below: str = ""
    ring: float = 0.0
    done: bool = False
