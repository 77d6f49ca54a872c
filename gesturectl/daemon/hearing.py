"""How feedback hears of what the engine does."""

from __future__ import annotations

from typing import Protocol

from gesturectl.daemon.pipeline import StepResult
from gesturectl.domain.frame import Frame


class Listener(Protocol):
    """Feedback: is told of every step, in the engine's thread. Slow listeners slow the engine."""

    def heard(self, frame: Frame | None, result: StepResult) -> None:
        """Take notice of what a frame led to; `frame` is None in a replay and when gestures are let go."""
