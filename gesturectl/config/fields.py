"""Kinds of fields in gestures.yaml: names out of a list, key chords."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from gesturectl.config.problem import did_you_mean, quoted
from gesturectl.domain.keys import ALIASES, KEYS, MODIFIERS


class StrictModel(BaseModel):
    """A mapping of gestures.yaml: unknown keys refused, no value turned into another kind in silence."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)


class OneOf:
    """Annotation for a text that must be one of `names`; the error names the nearest.

    The names are looked up anew each time: the user's own gestures join the shipped ones at the start.
    """

    def __init__(self, what: str, names: Iterable[str]) -> None:
        self.what = what
        self._names = names

    @property
    def names(self) -> tuple[str, ...]:
        """The names as they are now."""
        return tuple(self._names)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        text = core_schema.str_schema(strict=True)
        return core_schema.no_info_after_validator_function(self._check, text)

    def __get_pydantic_json_schema__(self, _: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "enum": list(self.names)}

    def _check(self, value: str) -> str:
        if value not in self.names:
            # Few names are listed, many only hinted at: a list of a hundred keys helps nobody.
            listed = f": one of {', '.join(self.names)}" if len(self.names) <= 10 else ""
            hint = did_you_mean(value, self.names) or listed
            raise problem(f"unknown {self.what} {quoted(value)}{hint}")
        return value


def parse_chord(text: str) -> tuple[str, ...]:
    """Return the keys of a chord such as "ctrl+shift+t" under their names in `KEYS`.

    Raises PydanticCustomError naming the key that is not known, and the nearest that is.
    """
    keys = tuple(_key(part.strip().lower(), text) for part in text.split("+"))
    doubled = next((key for index, key in enumerate(keys) if key in keys[:index]), None)
    if doubled:
        raise problem(f"key {doubled!r} stands twice in {text!r}")
    if any(key in MODIFIERS for key in keys[1:] if keys[0] not in MODIFIERS):
        raise problem(f"write {text!r} with its modifiers (ctrl, shift, alt, ...) first")
    return keys


def _key(name: str, chord: str) -> str:
    name = ALIASES.get(name, name)
    if name in KEYS:
        return name
    if not name:
        raise problem(f"a key is missing in {chord!r}: join names with single '+'; the plus key is 'plus'")
    raise problem(f"unknown key {name!r}{did_you_mean(name, (*KEYS, *ALIASES))}")


def on_off_as_word(value: Any) -> Any:
    """Return a bare on or off, which YAML 1.1 reads as a boolean, as the word that is meant."""
    return {True: "on", False: "off"}[value] if isinstance(value, bool) else value


def problem(message: str, key: str | int | None = None) -> PydanticCustomError:
    """Return the error for a mistake that concerns this value, or `key` inside it."""
    return PydanticCustomError("problem", "{message}", {"message": message, "key": key})


def _checked_chord(text: str) -> str:
    parse_chord(text)
    return text


class _ChordAnnotation:
    """Annotation for a text that `parse_chord` understands."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        text = core_schema.str_schema(strict=True)
        return core_schema.no_info_after_validator_function(_checked_chord, text)

    def __get_pydantic_json_schema__(self, _: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "examples": ["ctrl+tab", "ctrl+shift+t", "alt+f4", "ctrl+plus"]}


Chord = Annotated[str, _ChordAnnotation()]
Text = Annotated[str, Field(min_length=1)]
Argv = Annotated[list[Text], Field(min_length=1)]
Steps = Annotated[int, Field(ge=-1000, le=1000)]
Gain = Annotated[float, Field(gt=0, le=1000)]
SourceName = Annotated[
    str,
    Field(min_length=1),
    BeforeValidator(lambda value: str(value) if type(value) is int else value),
    WithJsonSchema({"type": ["string", "integer"]}),
]
"""A camera may be written as a bare number."""
Seconds = Annotated[float, Field(ge=0, le=3600)]
Score = Annotated[float, Field(gt=0, le=1)]
