"""The plain actions of gestures.yaml: one mapping with one key each, as `do: {hotkey: ctrl+tab}`."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, Tag, WithJsonSchema, model_validator

from gesturectl.config.fields import (
    Argv,
    Chord,
    OneOf,
    Steps,
    StrictModel,
    Text,
    on_off_as_word,
    parse_chord,
    problem,
)
from gesturectl.config.shapes import by_shape
from gesturectl.domain import action as a
from gesturectl.domain.effect import HoldPointer
from gesturectl.domain.pointer_action import PointerSwitch, PointerWish

Button = Annotated[str, OneOf("mouse button", a.MouseButton)]
Media = Annotated[str, OneOf("media key", a.MediaKey)]
Verb = Annotated[str, OneOf("control verb", a.ControlVerb)]
WHILE_HELD = "while_held"
Wish = Annotated[
    str,
    OneOf("pointer switch", (*PointerWish, WHILE_HELD)),
    BeforeValidator(on_off_as_word),
    WithJsonSchema({"enum": [*PointerWish, WHILE_HELD, True, False]}),
]


class DoHotkey(StrictModel):
    """Press a chord of keys and let go."""

    hotkey: Chord

    def effect(self) -> a.Hotkey:
        """Return the domain value."""
        return a.Hotkey(parse_chord(self.hotkey))


class DoText(StrictModel):
    """Type a text."""

    text: Text

    def effect(self) -> a.TypeText:
        """Return the domain value."""
        return a.TypeText(self.text)


class ClickOptions(StrictModel):
    """Which button, how often."""

    button: Button = "left"
    count: Annotated[int, Field(ge=1, le=3)] = 1


class DoClick(StrictModel):
    """Click at the pointer."""

    click: Annotated[
        Annotated[Button, Tag("text")] | Annotated[ClickOptions, Tag("mapping")],
        by_shape("text", "mapping"),
    ]

    def effect(self) -> a.Click:
        """Return the domain value."""
        if isinstance(self.click, str):
            return a.Click(a.MouseButton(self.click))
        return a.Click(a.MouseButton(self.click.button), self.click.count)


class MoveOptions(StrictModel):
    """Pixels, right and down."""

    dx: Steps = 0
    dy: Steps = 0

    @model_validator(mode="after")
    def _somewhere(self) -> Self:
        if not (self.dx or self.dy):
            raise problem("this moves nothing: give `dx`, `dy` or both, in pixels")
        return self


class DoMove(StrictModel):
    """Move the pointer by some pixels."""

    pointer_move: MoveOptions

    def effect(self) -> a.PointerMove:
        """Return the domain value."""
        return a.PointerMove(self.pointer_move.dx, self.pointer_move.dy)


class DoPointer(StrictModel):
    """Switch pointer mode: `on`, `off`, `toggle`, or `while_held` for as long as the gesture is held."""

    pointer: Wish

    def effect(self) -> PointerSwitch | HoldPointer:
        """Return the domain value."""
        return HoldPointer() if self.pointer == WHILE_HELD else PointerSwitch(PointerWish(self.pointer))


class LaunchOptions(StrictModel):
    """Desktop entries (the first that is installed is taken) and a command for when none is."""

    desktop: Annotated[Annotated[Text, Tag("text")] | Annotated[Argv, Tag("list")], by_shape("text", "list")] = Field(
        default_factory=list
    )
    command: Argv = Field(default_factory=list)

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not self.desktop and not self.command:
            raise problem("give `desktop`, `command` or both")
        return self


class DoLaunch(StrictModel):
    """Start an application."""

    launch: Annotated[
        Annotated[Text, Tag("text")] | Annotated[Argv, Tag("list")] | Annotated[LaunchOptions, Tag("mapping")],
        by_shape("text", "list", "mapping"),
    ]

    def effect(self) -> a.LaunchApp:
        """Return the domain value. A bare text is a desktop entry, a bare list a command."""
        if isinstance(self.launch, str):
            return a.LaunchApp(desktop=self.launch)
        if isinstance(self.launch, list):
            return a.LaunchApp(command=tuple(self.launch))
        names = [self.launch.desktop] if isinstance(self.launch.desktop, str) else self.launch.desktop
        return a.LaunchApp(tuple(self.launch.command), "".join(names[:1]), tuple(names[1:]))


class CloseOptions(StrictModel):
    """Which window; `kill: true` ends the application without asking about unsaved work."""

    app: Text | None = None
    kill: bool = False


class DoCloseWindow(StrictModel):
    """Ask a window to close: `active`, or the topmost one of an application."""

    close_window: Annotated[
        Annotated[Literal["active"], Tag("text")] | Annotated[CloseOptions, Tag("mapping")],
        by_shape("text", "mapping"),
    ]

    def effect(self) -> a.CloseWindow:
        """Return the domain value."""
        if isinstance(self.close_window, str):
            return a.CloseWindow()
        return a.CloseWindow(self.close_window.app or "", self.close_window.kill)


class DoFocus(StrictModel):
    """Bring an application's window to the front, by its window class."""

    focus: Text

    def effect(self) -> a.FocusApp:
        """Return the domain value."""
        return a.FocusApp(self.focus)


class DoMedia(StrictModel):
    """Press a media or volume key."""

    media: Media

    def effect(self) -> a.PressMediaKey:
        """Return the domain value."""
        return a.PressMediaKey(a.MediaKey(self.media))


class DoCommand(StrictModel):
    """Run a program: a list of arguments, no shell."""

    command: Argv

    def effect(self) -> a.RunCommand:
        """Return the domain value."""
        return a.RunCommand(tuple(self.command))


class DoProfile(StrictModel):
    """Bring a profile into force; `default` goes back to the rules of every day."""

    profile: Text

    def effect(self) -> a.SwitchProfile:
        """Return the domain value."""
        return a.SwitchProfile(self.profile)


class DoWait(StrictModel):
    """Let seconds pass, within a sequence."""

    wait: Annotated[float, Field(gt=0, le=60)]

    def effect(self) -> a.Wait:
        """Return the domain value."""
        return a.Wait(self.wait)


class DoControl(StrictModel):
    """Ask gesturectl itself for something."""

    control: Verb

    def effect(self) -> a.Control:
        """Return the domain value."""
        return a.Control(a.ControlVerb(self.control))
