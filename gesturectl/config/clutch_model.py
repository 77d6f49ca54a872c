"""The part of gestures.yaml that sets the clutch."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from gesturectl.config.fields import Chord, OneOf, StrictModel, parse_chord, problem
from gesturectl.domain.clutch import ClutchSettings
from gesturectl.domain.gesture import GESTURES, GestureKind

_POSES = tuple(name for name, gesture in GESTURES.items() if gesture.kind is GestureKind.SHAPE)


class ClutchModel(StrictModel):
    """What must be done for gestures to count: a hand shape held before them, a key held meanwhile, or either."""

    gesture: Annotated[str, OneOf("held hand shape", _POSES)] | None = None
    key: Chord | None = Field(default=None, description="gestures count while these keys are held down")
    lasts_s: Annotated[float, Field(gt=0, le=60)] = Field(
        default=4.0, description="how long after the last gesture the clutch stays engaged"
    )

    def value(self) -> ClutchSettings:
        """Return the domain value."""
        return ClutchSettings(self.gesture or "", self.lasts_s, parse_chord(self.key) if self.key else ())

    @model_validator(mode="after")
    def _something_engages_it(self) -> Self:
        if self.gesture is None and self.key is None:
            raise problem("a clutch needs a gesture or a key that engages it", "gesture")
        return self
