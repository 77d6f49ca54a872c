"""The part of gestures.yaml that says how gesturectl tells what it does."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema

from gesturectl.config.fields import OneOf, StrictModel
from gesturectl.domain.feedback import Corner, Feedback, IconColour

_ALL_OFF = {"notifications": False, "hint": False, "sounds": False}
_SHORT: dict[Any, dict[str, bool]] = {False: _ALL_OFF, "off": _ALL_OFF, True: {}, "on": {}}
"""The whole section as one word; YAML 1.1 reads a bare on and off as booleans."""


class FeedbackModel(StrictModel):
    """How gesturectl tells what it does; `off` instead of the section is silence."""

    notifications: bool = Field(default=True, description="tell of a pause, a lost camera, a refused gestures.yaml")
    hint: bool = Field(default=True, description="show the gesture's name on the screen, and a ring while it is held")
    sounds: bool = Field(default=False, description="a short tone when a gesture does something")
    corner: Annotated[str, OneOf("corner", Corner)] = "bottom_right"
    icon: Annotated[str, OneOf("colour of the icon", IconColour)] = "auto"

    def value(self) -> Feedback:
        """Return the domain value."""
        return Feedback(self.notifications, self.hint, self.sounds, Corner(self.corner), IconColour(self.icon))


class _OrOneWord:
    """Adds the short form to the schema."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return handler(source)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"anyOf": [handler(schema), {"enum": [*_SHORT]}]}


def _written_out(value: Any) -> Any:
    return _SHORT.get(value, value) if isinstance(value, bool | str) else value


FeedbackField = Annotated[FeedbackModel, _OrOneWord(), BeforeValidator(_written_out)]
