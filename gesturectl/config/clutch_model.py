"""The part of gestures.yaml that sets the clutch."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from gesturectl.config.fields import OneOf, StrictModel
from gesturectl.domain.clutch import ClutchSettings
from gesturectl.domain.gesture import GESTURES, GestureKind

_POSES = tuple(name for name, gesture in GESTURES.items() if gesture.kind is GestureKind.SHAPE)


class ClutchModel(StrictModel):
    """A hand shape that must be held before other gestures count."""

    gesture: Annotated[str, OneOf("held hand shape", _POSES)]
    lasts_s: Annotated[float, Field(gt=0, le=60)] = Field(
        default=4.0, description="how long after the last gesture the clutch stays engaged"
    )

    def value(self) -> ClutchSettings:
        """Return the domain value."""
        return ClutchSettings(self.gesture, self.lasts_s)
