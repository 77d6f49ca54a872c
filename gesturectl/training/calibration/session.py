"""A calibration from its first to its last step. Pure: fed with observations, it yields prompts and takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from gesturectl.domain.observation import Observation
from gesturectl.training.calibration.prompt import Progress


class Step(Protocol):
    """One thing that a user is asked for."""

    def step(self, observation: Observation, brightness: float | None = None) -> Progress:
        """Take one observation."""


class CalibrationSession:
    """Goes through steps one after the other."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self._steps = list(steps)

    @property
    def over(self) -> bool:
        """Whether everything was done."""
        return not self._steps

    @property
    def current(self) -> Step | None:
        """What the user is asked for now."""
        return self._steps[0] if self._steps else None

    def step(self, observation: Observation, brightness: float | None = None) -> Progress:
        """Take one observation; to be called until `over`."""
        progress = self._steps[0].step(observation, brightness)
        if progress.over:
            self._steps.pop(0)
        return progress
