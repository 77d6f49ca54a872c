"""The whole of gestures.yaml: settings and bindings."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from gesturectl.config.app_model import AppField, condition
from gesturectl.config.binding_model import BindingModel, GestureName
from gesturectl.config.clutch_model import ClutchModel
from gesturectl.config.feedback_model import FeedbackField, FeedbackModel
from gesturectl.config.fields import (
    Chord,
    OneOf,
    Score,
    Seconds,
    SourceName,
    StrictModel,
    Text,
    on_off_as_word,
    parse_chord,
    problem,
)
from gesturectl.config.pointer_model import PointerModel
from gesturectl.domain.action import ControlVerb
from gesturectl.domain.settings import Attention, BodySwitch, Distance, HandSize, Settings, TriggerOverride
from gesturectl.domain.situation import DEFAULT_PROFILE, Profile

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


class HotkeysModel(StrictModel):
    """Chords that are heard wherever the keyboard is."""

    toggle: Chord | None = Field(default=None, description="pause, and go on")
    panic: Chord | None = Field(default=None, description="let go of everything, do nothing of what waits, and pause")

    @model_validator(mode="after")
    def _differ(self) -> Self:
        if self.toggle and self.panic and set(parse_chord(self.toggle)) == set(parse_chord(self.panic)):
            raise problem(f"{self.panic!r} is the chord of `toggle` already: give `panic` one of its own", "panic")
        return self

    def value(self) -> dict[ControlVerb, tuple[str, ...]]:
        """Return the domain value."""
        chords = {ControlVerb.TOGGLE: self.toggle, ControlVerb.PANIC: self.panic}
        return {verb: parse_chord(chord) for verb, chord in chords.items() if chord is not None}


class SettingsModel(StrictModel):
    """Settings; every one may be left out."""

    source: SourceName = Field(default="0", description="camera, video file, address, synth:NAME")
    mirrored: bool = Field(default=False, description="the source shows a mirror image")
    hand_size: Annotated[str, OneOf("hand size", HandSize)] = "full"
    body: Annotated[
        str,
        OneOf("body switch", BodySwitch),
        BeforeValidator(on_off_as_word),
        WithJsonSchema({"enum": [*BodySwitch, True, False]}),
    ] = "auto"
    attention: Annotated[str, OneOf("attention", Attention)] = "balanced"
    distance: Annotated[str, OneOf("distance", Distance)] = "near"
    failsafe_corner: bool = Field(default=True, description="the pointer in a screen corner pauses gesturectl")
    preview: bool = Field(default=False, description="show the window with the landmarks")
    log_level: Annotated[str, OneOf("log level", LOG_LEVELS)] = "info"
    feedback: FeedbackField = FeedbackModel()
    quiet_while_typing_s: Annotated[float, Field(ge=0, le=60)] = Field(
        default=0.0, description="no gesture begins so long after keyboard or mouse were used; 0: not looked at"
    )
    hotkeys: HotkeysModel = Field(default=HotkeysModel(), description="heard everywhere")
    gestures: dict[GestureName, TriggerModel] = Field(default_factory=dict)
    pointer: PointerModel = Field(default=PointerModel(), description="how pointer mode behaves")
    clutch: ClutchModel | None = Field(
        default=None, description="a pose, or a key, without which gestures do not count"
    )

    def value(self) -> Settings:
        """Return the domain value."""
        overrides = {name: TriggerOverride(**model.model_dump()) for name, model in self.gestures.items()}
        return Settings(
            source=self.source,
            mirrored=self.mirrored,
            hand_size=HandSize(self.hand_size),
            body=BodySwitch(self.body),
            attention=Attention(self.attention),
            distance=Distance(self.distance),
            failsafe_corner=self.failsafe_corner,
            preview=self.preview,
            log_level=self.log_level,
            feedback=self.feedback.value(),
            gestures=MappingProxyType(overrides),
            quiet_while_typing_s=self.quiet_while_typing_s,
            hotkeys=MappingProxyType(self.hotkeys.value()),
            pointer=self.pointer.value(),
            clutch=self.clutch.value() if self.clutch else None,
        )


class ProfileModel(StrictModel):
    """A layer of rules."""

    app: AppField = Field(default=None, description="windows that bring it into force by themselves")


class FileModel(StrictModel):
    """gestures.yaml"""

    version: Literal[1]
    settings: SettingsModel = SettingsModel()
    profiles: dict[Text, ProfileModel | None] = Field(default_factory=dict, description="layers of rules, by name")
    bindings: list[BindingModel]

    @model_validator(mode="after")
    def _default_is_there(self) -> Self:
        if DEFAULT_PROFILE in self.profiles:
            raise problem(f"{DEFAULT_PROFILE!r} is always there: it needs no entry here", "profiles")
        return self

    def profile_values(self) -> tuple[Profile, ...]:
        """Return the domain values."""
        return tuple(Profile(name, condition(each.app if each else None)) for name, each in self.profiles.items())


EMPTY_MAY = {"settings": dict, "bindings": list, "profiles": dict}
EMPTY_MAY_SETTINGS = {"feedback": dict, "hotkeys": dict, "gestures": dict, "pointer": dict}
"""Sections of the file, and of its settings, that may be there without a value, as where each of their lines is
commented out; and what they hold then."""


def file_schema() -> dict[str, Any]:
    """Return the JSON Schema of gestures.yaml, for editors."""
    schema = FileModel.model_json_schema()
    _allow_empty(schema["properties"], EMPTY_MAY)
    _allow_empty(schema["$defs"]["SettingsModel"]["properties"], EMPTY_MAY_SETTINGS)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "gestures.yaml"}


def _allow_empty(sections: dict[str, Any], names: Iterable[str]) -> None:
    for name in names:
        about = {key: sections[name].pop(key) for key in ("title", "description", "default") if key in sections[name]}
        sections[name] = {"anyOf": [sections[name], {"type": "null"}], **about}
