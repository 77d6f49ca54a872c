"""Conditions on the active window: `app: Chromium`, `app: {class: Chrom*, title: "*YouTube*"}`, `app: {not: XTerm}`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any, Self, TypeAlias

from pydantic import AfterValidator, Field, Tag, model_validator

from gesturectl.config.fields import StrictModel, Text, problem
from gesturectl.config.shapes import by_shape
from gesturectl.domain.app_condition import AppCondition, AppPattern, regex_in


def _checked_pattern(text: str) -> str:
    regex = regex_in(text)
    try:
        re.compile(regex or "")
    except re.error as error:
        raise problem(f"not a regular expression: {text} ({error})") from error
    return text


if TYPE_CHECKING:
    OneOrMore: TypeAlias = Any
    AppItem: TypeAlias = Any
    AppField: TypeAlias = Any
else:
    Pattern = Annotated[Text, AfterValidator(_checked_pattern)]
    OneOrMore = Annotated[
        Annotated[Pattern, Tag("text")] | Annotated[list[Pattern], Field(min_length=1), Tag("list")],
        by_shape("text", "list"),
    ]


class WindowModel(StrictModel):
    """What a window must look like: globs (`Chrom*`), or regular expressions between slashes; all that is given."""

    window_class: OneOrMore = Field(default=None, alias="class", description="of the window, as in `focus`")
    title: OneOrMore = Field(default=None, description="of the window")
    executable: OneOrMore = Field(default=None, description="the program's file, with or without its folder")

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not self.model_fields_set:
            raise problem("give `class`, `title`, `executable` or `not`")
        return self

    def pattern(self) -> AppPattern:
        """Return the domain value."""
        return AppPattern(_many(self.window_class), _many(self.title), _many(self.executable))


if not TYPE_CHECKING:
    AppItem = Annotated[
        Annotated[Pattern, Tag("text")] | Annotated[WindowModel, Tag("mapping")], by_shape("text", "mapping")
    ]


class AppModel(WindowModel):
    """The same, and what it must not look like."""

    none_of: Annotated[
        Annotated[AppItem, Tag("text")]
        | Annotated[list[AppItem], Field(min_length=1), Tag("list")]
        | Annotated[WindowModel, Tag("mapping")],
        by_shape("text", "list", "mapping"),
    ] = Field(default=None, alias="not", description="what the active window must not look like")


if not TYPE_CHECKING:
    AppField = Annotated[
        Annotated[Pattern, Tag("text")]
        | Annotated[list[AppItem], Field(min_length=1), Tag("list")]
        | Annotated[AppModel, Tag("mapping")],
        by_shape("text", "list", "mapping"),
    ]


def condition(field: Any) -> AppCondition | None:
    """Return what stands under `app` as the domain value; None for nothing."""
    if field is None:
        return None
    if not isinstance(field, AppModel):
        return AppCondition(_patterns(field))
    wanted = field.pattern()
    return AppCondition((wanted,) if wanted.kinds else (), _patterns(field.none_of))


def _patterns(field: Any) -> tuple[AppPattern, ...]:
    items = field if isinstance(field, list) else [] if field is None else [field]
    return tuple(AppPattern(classes=(each,)) if isinstance(each, str) else each.pattern() for each in items)


def _many(field: Any) -> tuple[str, ...]:
    return () if field is None else (field,) if isinstance(field, str) else tuple(field)
