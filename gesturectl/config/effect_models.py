"""Everything that may stand after `do:` in gestures.yaml."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Self, TypeAlias

from pydantic import Field, Tag, model_validator

from gesturectl.config.action_models import (
    Button,
    DoClick,
    DoCloseWindow,
    DoCommand,
    DoControl,
    DoFocus,
    DoHotkey,
    DoLaunch,
    DoMedia,
    DoMove,
    DoPointer,
    DoProfile,
    DoText,
    DoWait,
)
from gesturectl.config.fields import Chord, Gain, OneOf, Steps, StrictModel, parse_chord, problem
from gesturectl.config.shapes import by_key
from gesturectl.domain import action as a
from gesturectl.domain import effect as b

Method = Annotated[str, OneOf("zoom method", a.ZoomMethod)]


class ZoomOptions(StrictModel):
    """A fixed number of steps, or as many per unit of the gesture's value."""

    steps: Steps | None = None
    steps_per_unit: Gain | None = None
    method: Method = "wheel"

    @model_validator(mode="after")
    def _one_amount(self) -> Self:
        if (self.steps is None) == (self.steps_per_unit is None):
            raise problem("give either `steps` (a fixed number) or `steps_per_unit` (follows the gesture)")
        if self.steps == 0:
            raise problem("0 steps do nothing: in is above 0, out below", "steps")
        return self


class DoZoom(StrictModel):
    """Zoom the active window: a number of steps, or as a continuous gesture goes."""

    zoom: ZoomOptions

    def effect(self) -> a.Zoom | b.ZoomByValue:
        """Return the domain value."""
        method = a.ZoomMethod(self.zoom.method)
        if self.zoom.steps_per_unit is not None:
            return b.ZoomByValue(self.zoom.steps_per_unit, method)
        return a.Zoom(self.zoom.steps or 0, method)


class ScrollOptions(StrictModel):
    """Fixed steps `dy` (up) and `dx` (right), or steps per unit of the gesture's value along an axis."""

    dy: Steps | None = None
    dx: Steps | None = None
    steps_per_unit: Gain | None = None
    axis: Annotated[str, OneOf("axis", ("vertical", "horizontal"))] = "vertical"

    @model_validator(mode="after")
    def _one_amount(self) -> Self:
        fixed = self.dy is not None or self.dx is not None
        if fixed == (self.steps_per_unit is not None):
            raise problem("give either `dy` and `dx` (fixed steps) or `steps_per_unit` (follows the gesture)")
        if fixed and not (self.dy or self.dx):
            raise problem("0 steps do nothing: `dy` is up above 0, `dx` right")
        return self


class DoScroll(StrictModel):
    """Turn the wheel: a number of steps, or as a continuous gesture goes."""

    scroll: ScrollOptions

    def effect(self) -> a.Scroll | b.ScrollByValue:
        """Return the domain value."""
        if self.scroll.steps_per_unit is not None:
            return b.ScrollByValue(self.scroll.steps_per_unit, self.scroll.axis == "horizontal")
        return a.Scroll(dy=self.scroll.dy or 0, dx=self.scroll.dx or 0)


class DoKeyHold(StrictModel):
    """Hold keys from the gesture's begin to its end."""

    key_hold: Chord

    def effect(self) -> b.HoldKeys:
        """Return the domain value."""
        return b.HoldKeys(parse_chord(self.key_hold))


class DoButtonHold(StrictModel):
    """Hold a mouse button from the gesture's begin to its end."""

    button_hold: Button

    def effect(self) -> b.HoldButton:
        """Return the domain value."""
        return b.HoldButton(a.MouseButton(self.button_hold))


def _tagged(*models: type[StrictModel]) -> Any:
    """Return the union of one-key models, told apart by their key."""
    names = [next(iter(model.model_fields)) for model in models]
    union: Any = Annotated[models[0], Tag(names[0])]
    for model, name in zip(models[1:], names[1:], strict=True):
        union = union | Annotated[model, Tag(name)]
    return Annotated[union, by_key(names)]


_PLAIN = (
    DoHotkey,
    DoText,
    DoClick,
    DoMove,
    DoScroll,
    DoZoom,
    DoLaunch,
    DoCloseWindow,
    DoFocus,
    DoMedia,
    DoCommand,
    DoControl,
    DoProfile,
)


if TYPE_CHECKING:
    PlainAction: TypeAlias = Any
    Part: TypeAlias = Any
else:
    PlainAction = _tagged(*_PLAIN)
    Part = _tagged(*_PLAIN, DoWait)


class DoSequence(StrictModel):
    """Several actions, one after the other, with `wait: SECONDS` between them where needed."""

    sequence: Annotated[list[Part], Field(min_length=1)]

    def effect(self) -> a.Sequence:
        """Return the domain value."""
        return a.Sequence(tuple(each.effect() for each in self.sequence))

    @model_validator(mode="after")
    def _plain_only(self) -> Self:
        for index, each in enumerate(self.sequence):
            _refuse_continuous(each, "a sequence", index)
        return self


class KnobOptions(StrictModel):
    """What one step up and one step down does, and how many steps a unit of the gesture's value is."""

    steps_per_unit: Gain
    up: PlainAction
    down: PlainAction

    @model_validator(mode="after")
    def _plain_only(self) -> Self:
        _refuse_continuous(self.up, "a knob", "up")
        _refuse_continuous(self.down, "a knob", "down")
        return self


class DoKnob(StrictModel):
    """Turn something up and down as a continuous gesture goes: volume, brightness, next and previous."""

    knob: KnobOptions

    def effect(self) -> b.Knob:
        """Return the domain value."""
        return b.Knob(self.knob.steps_per_unit, self.knob.up.effect(), self.knob.down.effect())


ACTION_MODELS: tuple[type[StrictModel], ...] = (*_PLAIN, DoKnob, DoKeyHold, DoButtonHold, DoPointer, DoSequence)
"""Every action of gestures.yaml, in the order in which lists show them."""

ACTION_NAMES: tuple[str, ...] = tuple(next(iter(model.model_fields)) for model in ACTION_MODELS)

if TYPE_CHECKING:
    AnyAction: TypeAlias = Any
else:
    AnyAction = _tagged(*ACTION_MODELS)


def _refuse_continuous(each: Any, where: str, key: str | int) -> None:
    if isinstance(each.effect(), b.Continuous):
        raise problem(f"`steps_per_unit` cannot stand inside {where}: give fixed steps", key)
