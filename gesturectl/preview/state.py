"""What the preview shows beside the landmarks."""

from __future__ import annotations

from dataclasses import dataclass

from gesturectl.domain.observation import Handedness


@dataclass(frozen=True, slots=True)
class GestureScore:
    """One gesture and how sure the recognizer is of it, 0..1; `held` while it is between begin and end.

    `value` is the signed value of a continuous gesture (zoom, pinch), None for others.
    """

    gesture: str
    score: float
    handedness: Handedness | None = None
    held: bool = False
    value: float | None = None


@dataclass(frozen=True, slots=True)
class PreviewState:
    """One moment of the program: `fps` of the source, frames `dropped` so far, gestures, one line of news.

    lines  what is written large: a heading, and what belongs to it
    """

    gestures: tuple[GestureScore, ...] = ()
    fps: float = 0.0
    dropped: int = 0
    message: str = ""
    lines: tuple[str, ...] = ()
