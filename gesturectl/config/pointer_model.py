"""settings.pointer of gestures.yaml."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, Tag, model_validator

from gesturectl.config.fields import OneOf, Seconds, StrictModel, problem
from gesturectl.config.shapes import by_shape
from gesturectl.domain.observation import Handedness
from gesturectl.domain.pointer import Area, PointerGuide, PointerMode, PointerSettings

Share = Annotated[float, Field(ge=0, le=1)]
_DEFAULT = PointerSettings()
_LEAST_SHARE = 0.05


class AreaModel(StrictModel):
    """A part of the picture as the camera sees it, in shares of its width and height."""

    left: Share
    top: Share
    right: Share
    bottom: Share

    @model_validator(mode="after")
    def _has_size(self) -> Self:
        if self.right - self.left < _LEAST_SHARE:
            raise problem(f"right must be greater than left by {_LEAST_SHARE} at least", "right")
        if self.bottom - self.top < _LEAST_SHARE:
            raise problem(f"bottom must be greater than top by {_LEAST_SHARE} at least", "bottom")
        return self


class PointerModel(StrictModel):
    """Pointer mode; every key may be left out."""

    mode: Annotated[str, OneOf("pointer mode", PointerMode)] = "relative"
    hand: Annotated[str, OneOf("hand", ("left", "right", "any"))] = "any"
    guide: Annotated[str, OneOf("guide", PointerGuide)] = "hand"
    speed: float = Field(default=_DEFAULT.speed, gt=0, le=20, description="factor on how far the pointer goes")
    area: Annotated[
        Annotated[Literal["auto"], Tag("text")] | Annotated[AreaModel, Tag("mapping")], by_shape("text", "mapping")
    ] = "auto"
    min_cutoff_hz: float = Field(
        default=_DEFAULT.min_cutoff_hz, gt=0, le=60, description="lower is steadier at rest, and later"
    )
    beta: float = Field(default=_DEFAULT.beta, ge=0, le=100, description="higher is prompter in motion")
    click: bool = Field(default=True, description="pinches click and drag")
    scroll: bool = Field(default=True, description="a closed hand scrolls")
    scroll_steps: float = Field(default=_DEFAULT.scroll_steps, gt=0, le=100, description="wheel steps a palm length")
    yield_s: Seconds = Field(default=_DEFAULT.yield_s, description="how long the real mouse has the pointer")

    def value(self) -> PointerSettings:
        """Return the domain value."""
        return PointerSettings(
            mode=PointerMode(self.mode),
            hand=None if self.hand == "any" else Handedness(self.hand),
            guide=PointerGuide(self.guide),
            speed=self.speed,
            area=None if isinstance(self.area, str) else Area(**self.area.model_dump()),
            min_cutoff_hz=self.min_cutoff_hz,
            beta=self.beta,
            click=self.click,
            scroll=self.scroll,
            scroll_steps=self.scroll_steps,
            yield_s=self.yield_s,
        )
