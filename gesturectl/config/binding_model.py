"""One rule of gestures.yaml."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, Self, TypeAlias

from pydantic import Field, Tag, model_validator

from gesturectl.config.app_model import AppField, condition
from gesturectl.config.effect_models import AnyAction
from gesturectl.config.fields import OneOf, Seconds, StrictModel, Text, problem
from gesturectl.config.shapes import by_shape
from gesturectl.domain.binding import WITHIN_S, Binding
from gesturectl.domain.closing import closes
from gesturectl.domain.effect import Continuous, Effect, Hold
from gesturectl.domain.event import Phase
from gesturectl.domain.gesture import GESTURES, GestureKind
from gesturectl.domain.observation import Handedness

GestureName = Annotated[str, OneOf("gesture", GESTURES)]
_LASTING = (GestureKind.SHAPE, GestureKind.BODY)
"""Gestures that are held; the others are over as soon as they are made."""

if TYPE_CHECKING:
    Gestures: TypeAlias = Any
    Profiles: TypeAlias = Any
else:
    Gestures = Annotated[
        Annotated[GestureName, Tag("text")] | Annotated[list[GestureName], Field(min_length=1), Tag("list")],
        by_shape("text", "list"),
    ]
    Profiles = Annotated[
        Annotated[Text, Tag("text")] | Annotated[list[Text], Field(min_length=1), Tag("list")],
        by_shape("text", "list"),
    ]


class BindingModel(StrictModel):
    """One rule: what a gesture does."""

    name: Text | None = Field(default=None, description="what the log calls the rule; the gesture's name if left out")
    gesture: Gestures = Field(description="one gesture, or a list: several, one after the other")
    within_s: Annotated[float, Field(gt=0, le=10)] | None = Field(
        default=None, description=f"how soon each gesture of a list must follow; {WITHIN_S:g} if left out"
    )
    phase: Annotated[str, OneOf("phase", Phase)] | None = Field(default=None, description="begin if left out")
    hand: Annotated[str, OneOf("hand", ("left", "right", "both", "any"))] = "any"
    hold_s: Annotated[float, Field(gt=0, le=60)] | None = Field(
        default=None, description="how long the gesture must be held"
    )
    repeat_s: Annotated[float, Field(ge=0.05, le=60)] | None = Field(
        default=None, description="again and again while the gesture is held, so many seconds apart"
    )
    app: AppField = Field(default=None, description="only while such a window is active")
    profile: Profiles = Field(default=None, description="only in this profile, or in these; in all if left out")
    do: AnyAction
    confirm: bool | None = Field(
        default=None, description="make the gesture twice; true if left out where something is closed or ended"
    )
    cooldown_s: Seconds = Field(default=0.0, description="how long after it fired the rule stays silent")
    enabled: bool = True

    @property
    def gestures(self) -> tuple[str, ...]:
        """Everything that must be made, in order."""
        return (self.gesture,) if isinstance(self.gesture, str) else tuple(self.gesture)

    @property
    def last(self) -> str:
        """The gesture that fires the rule."""
        return self.gestures[-1]

    @property
    def effect(self) -> Effect:
        """What the rule does."""
        effect: Effect = self.do.effect()
        return effect

    @property
    def follows(self) -> bool:
        """Whether it takes part in the whole gesture."""
        return isinstance(self.effect, Continuous | Hold)

    @property
    def handedness(self) -> Handedness | None:
        """The hand that the rule asks for."""
        return None if self.hand == "any" else Handedness(self.hand)

    @property
    def profiles(self) -> tuple[str, ...]:
        """The profiles that it belongs to; empty for all."""
        return () if self.profile is None else (self.profile,) if isinstance(self.profile, str) else tuple(self.profile)

    @property
    def slot(self) -> tuple[object, ...]:
        """What only one rule may have: everything that decides when it fires."""
        when = "follow" if self.follows else self.phase or "begin"
        return self.gestures, when, self.hand, self.hold_s, condition(self.app), tuple(sorted(self.profiles))

    @model_validator(mode="after")
    def _hand_exists(self) -> Self:
        for gesture in self.gestures:
            kind = GESTURES[gesture].kind
            if self.hand != "any" and kind in (GestureKind.TWO_HAND, GestureKind.BODY):
                made_with = "both hands" if kind is GestureKind.TWO_HAND else "the body"
                raise problem(f"{gesture} is made with {made_with}: leave `hand` out", "hand")
        return self

    @model_validator(mode="after")
    def _phase_exists(self) -> Self:
        if self.phase == Phase.UPDATE and not GESTURES[self.last].continuous:
            raise problem(f"{self.last} has no phase 'update': it has begin, end, cancel", "phase")
        return self

    @model_validator(mode="after")
    def _effect_fits(self) -> Self:
        if isinstance(self.effect, Continuous) and not GESTURES[self.last].continuous:
            able = ", ".join(name for name, gesture in GESTURES.items() if gesture.continuous)
            raise problem(f"{self.last} has no value to follow: give fixed steps, or use {able}", "do")
        if self.phase is not None and self.follows:
            raise problem("this action follows the whole gesture: leave `phase` out", "phase")
        if self.phase == Phase.UPDATE and not self.cooldown_s:
            raise problem("this would run with every frame: give `cooldown_s`, or follow the value", "phase")
        return self

    @model_validator(mode="after")
    def _timing_fits(self) -> Self:
        for key, mistake in self._mistimed():
            raise problem(mistake, key)
        return self

    def _mistimed(self) -> Iterator[tuple[str, str]]:
        """Yield keys that do not go together with the rest, and why."""
        lasting = GESTURES[self.last].kind in _LASTING
        for key in ("hold_s", "repeat_s"):
            if getattr(self, key) is not None and not lasting:
                yield key, f"{self.last} is over as soon as it is made: `{key}` is for gestures that are held"
        if self.hand == "both" and not all(GESTURES[name].kind is GestureKind.SHAPE for name in self.gestures):
            yield (
                "hand",
                "only hand shapes can be made by both hands at once: a stroke counts while the other hand rests",
            )
        if self.hand == "both" and len(self.gestures) > 1:
            yield "hand", "a list of gestures is made by one hand: left, right or any"
        if self.within_s is not None and len(self.gestures) == 1:
            yield "within_s", "this is for a list of gestures, one after the other"
        given = [key for key in ("hold_s", "repeat_s", "confirm") if getattr(self, key)]
        given += ["hand"] if self.hand == "both" else []
        if self.follows and given:
            yield given[0], f"this action follows the whole gesture: leave `{given[0]}` out"
        begins_only = [key for key in given if key != "confirm"] + ["gesture"] * (len(self.gestures) > 1)
        if self.phase not in (None, "begin") and begins_only:
            yield "phase", f"`{begins_only[0]}` like this is for the gesture's begin: leave `phase` out"

    def value(self, name: str, line: int) -> Binding:
        """Return the domain value."""
        return Binding(
            name,
            self.last,
            self.effect,
            Phase(self.phase or "begin"),
            self.handedness,
            self.cooldown_s,
            line,
            lead=self.gestures[:-1],
            within_s=self.within_s or WITHIN_S,
            hold_s=self.hold_s or 0.0,
            repeat_s=self.repeat_s or 0.0,
            confirm=closes(self.effect) if self.confirm is None else self.confirm,
            app=condition(self.app),
            profiles=self.profiles,
        )
