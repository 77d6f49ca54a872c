"""The whole of gestures.yaml: settings and bindings."""

from __future__ import annotations

from types import MappingProxyType
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from gesturectl.config.effect_models import AnyAction
from gesturectl.config.feedback_model import FeedbackField, FeedbackModel
from gesturectl.config.fields import OneOf, Score, Seconds, SourceName, StrictModel, Text, problem
from gesturectl.domain.binding import Binding
from gesturectl.domain.effect import Continuous, Effect, Hold
from gesturectl.domain.event import Phase
from gesturectl.domain.gesture import GESTURES, GestureKind
from gesturectl.domain.observation import Handedness
from gesturectl.domain.settings import Attention, BodySwitch, HandSize, Settings, TriggerOverride

GestureName = Annotated[str, OneOf("gesture", GESTURES)]
_ON_OFF = {True: "on", False: "off"}
"""YAML 1.1 reads a bare on and off as booleans; where both are meant as words, take them as such."""
LOG_LEVELS = ("debug", "info", "warning", "error")


class TriggerModel(StrictModel):
    """When a gesture counts as made, where it should differ from what its model brings along."""

    enter: Score | None = Field(default=None, description="score at or above which the gesture is taken as made")
    exit: Score | None = Field(default=None, description="score below which it is taken as left; below enter")
    dwell_s: Seconds | None = Field(default=None, description="how long it must be held before it begins")
    release_s: Seconds | None = Field(default=None, description="how long it must be gone before it ends")
    cooldown_s: Seconds | None = Field(default=None, description="how long it cannot begin again after its end")

    @model_validator(mode="after")
    def _exit_below_enter(self) -> Self:
        if self.enter is not None and self.exit is not None and self.exit >= self.enter:
            raise problem(f"exit {self.exit} must be below enter {self.enter}", "exit")
        return self


class SettingsModel(StrictModel):
    """Settings; every one may be left out."""

    source: SourceName = Field(default="0", description="camera, video file, address, synth:NAME")
    mirrored: bool = Field(default=False, description="the source shows a mirror image")
    hand_size: Annotated[str, OneOf("hand size", HandSize)] = "full"
    body: Annotated[
        str,
        OneOf("body switch", BodySwitch),
        BeforeValidator(lambda value: _ON_OFF.get(value, value) if isinstance(value, bool) else value),
        WithJsonSchema({"enum": [*BodySwitch, True, False]}),
    ] = "auto"
    attention: Annotated[str, OneOf("attention", Attention)] = "fast"
    failsafe_corner: bool = Field(default=True, description="the pointer in a screen corner pauses gesturectl")
    preview: bool = Field(default=False, description="show the window with the landmarks")
    log_level: Annotated[str, OneOf("log level", LOG_LEVELS)] = "info"
    feedback: FeedbackField = FeedbackModel()
    gestures: dict[GestureName, TriggerModel] = Field(default_factory=dict)

    def value(self) -> Settings:
        """Return the domain value."""
        overrides = {name: TriggerOverride(**model.model_dump()) for name, model in self.gestures.items()}
        return Settings(
            source=self.source,
            mirrored=self.mirrored,
            hand_size=HandSize(self.hand_size),
            body=BodySwitch(self.body),
            attention=Attention(self.attention),
            failsafe_corner=self.failsafe_corner,
            preview=self.preview,
            log_level=self.log_level,
            feedback=self.feedback.value(),
            gestures=MappingProxyType(overrides),
        )


class BindingModel(StrictModel):
    """One rule: what a gesture does."""

    name: Text | None = Field(default=None, description="what the log calls the rule; the gesture's name if left out")
    gesture: GestureName
    phase: Annotated[str, OneOf("phase", Phase)] | None = Field(default=None, description="begin if left out")
    hand: Annotated[str, OneOf("hand", ("left", "right", "any"))] = "any"
    do: AnyAction
    cooldown_s: Seconds = Field(default=0.0, description="how long after it fired the rule stays silent")
    enabled: bool = True

    @property
    def effect(self) -> Effect:
        """What the rule does."""
        effect: Effect = self.do.effect()
        return effect

    @property
    def handedness(self) -> Handedness | None:
        """The hand that the rule asks for."""
        return None if self.hand == "any" else Handedness(self.hand)

    @property
    def slot(self) -> tuple[str, str, str]:
        """What only one rule may have: gesture, phase (or that it follows the whole gesture), hand."""
        follows = isinstance(self.effect, Continuous | Hold)
        return self.gesture, "follow" if follows else self.phase or "begin", self.hand

    @model_validator(mode="after")
    def _hand_exists(self) -> Self:
        kind = GESTURES[self.gesture].kind
        if self.hand != "any" and kind in (GestureKind.TWO_HAND, GestureKind.BODY):
            made_with = "both hands" if kind is GestureKind.TWO_HAND else "the body"
            raise problem(f"{self.gesture} is made with {made_with}: leave `hand` out", "hand")
        return self

    @model_validator(mode="after")
    def _phase_exists(self) -> Self:
        if self.phase == Phase.UPDATE and not GESTURES[self.gesture].continuous:
            raise problem(f"{self.gesture} has no phase 'update': it has begin, end, cancel", "phase")
        return self

    @model_validator(mode="after")
    def _effect_fits(self) -> Self:
        if isinstance(self.effect, Continuous) and not GESTURES[self.gesture].continuous:
            able = ", ".join(name for name, gesture in GESTURES.items() if gesture.continuous)
            raise problem(f"{self.gesture} has no value to follow: give fixed steps, or use {able}", "do")
        if self.phase is not None and isinstance(self.effect, Continuous | Hold):
            raise problem("this action follows the whole gesture: leave `phase` out", "phase")
        if self.phase == Phase.UPDATE and not self.cooldown_s:
            raise problem("this would run with every frame: give `cooldown_s`, or follow the value", "phase")
        return self

    def value(self, name: str, line: int) -> Binding:
        """Return the domain value."""
        phase = Phase(self.phase or "begin")
        return Binding(name, self.gesture, self.effect, phase, self.handedness, self.cooldown_s, line)


class FileModel(StrictModel):
    """gestures.yaml"""

    version: Literal[1]
    settings: SettingsModel = SettingsModel()
    bindings: list[BindingModel]


def file_schema() -> dict[str, Any]:
    """Return the JSON Schema of gestures.yaml, for editors."""
    schema = FileModel.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "gestures.yaml"}
