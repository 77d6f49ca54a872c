"""The truth about a clip: which gesture is made when."""

from __future__ import annotations

from dataclasses import dataclass

from gesturectl.domain.observation import Handedness


@dataclass(frozen=True, slots=True)
class GestureLabel:
    """One gesture in a recording or a synthetic clip.

    start_s, end_s  bracket the stroke, or a held shape from its first to its last clear frame; seconds
    sign            +1 or -1 for continuous gestures, else 0
    """

    gesture: str
    start_s: float
    end_s: float
    sign: int = 0
    handedness: Handedness | None = None
