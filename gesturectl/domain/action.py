"""What gesturectl can do to a desktop: a closed union of data.

The binder makes them, the actuator carries them out, `--dry-run` writes them down.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gesturectl.domain.pointer_action import PointerMotion, PointerSwitch


class MouseButton(StrEnum):
    """A button of the mouse."""

    LEFT = "left"
    MIDDLE = "middle"
    RIGHT = "right"


class MediaKey(StrEnum):
    """A key for media, volume and brightness."""

    PLAY_PAUSE = "play_pause"
    NEXT_TRACK = "next_track"
    PREVIOUS_TRACK = "previous_track"
    STOP = "stop"
    VOLUME_UP = "volume_up"
    VOLUME_DOWN = "volume_down"
    VOLUME_MUTE = "volume_mute"
    BRIGHTNESS_UP = "brightness_up"
    BRIGHTNESS_DOWN = "brightness_down"


class ZoomMethod(StrEnum):
    """How a page is zoomed: Ctrl+wheel is smooth and works on every keyboard layout."""

    WHEEL = "wheel"
    KEYS = "keys"


class ControlVerb(StrEnum):
    """What a gesture may ask of gesturectl itself."""

    PAUSE = "pause"
    RESUME = "resume"
    TOGGLE = "toggle"
    RELOAD = "reload"
    STOP = "stop"
    UNDO = "undo"
    PANIC = "panic"
    """Let go of everything at once, forget what waits to be done, and pause."""


@dataclass(frozen=True, slots=True)
class Hotkey:
    """Press the keys in order, release them in reverse. Names as in gestures.yaml: ctrl, shift, plus, a, f5, ..."""

    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeyHold:
    """Press the keys (`down`) until the same hold comes with `down` False. The actuator releases what is left."""

    keys: tuple[str, ...]
    down: bool


@dataclass(frozen=True, slots=True)
class TypeText:
    """Type a text, beyond ASCII too."""

    text: str


@dataclass(frozen=True, slots=True)
class Click:
    """Click `count` times at the pointer."""

    button: MouseButton = MouseButton.LEFT
    count: int = 1


@dataclass(frozen=True, slots=True)
class ButtonHold:
    """Press a mouse button (`down`) until the same hold comes with `down` False.

    by_hand  the pointer stage presses it: only as long as it has the pointer, which the real mouse may have taken
    """

    button: MouseButton
    down: bool
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class PointerMove:
    """Move the pointer by (dx, dy) pixels, right and down."""

    dx: int
    dy: int


@dataclass(frozen=True, slots=True)
class Scroll:
    """Turn the wheel: `dy` steps up (down if negative), `dx` steps right (left if negative).

    at_pointer  under the pointer, wherever it is; else in the active window
    """

    dy: int = 0
    dx: int = 0
    at_pointer: bool = False


@dataclass(frozen=True, slots=True)
class Zoom:
    """Zoom the active window in (`steps` > 0) or out (`steps` < 0)."""

    steps: int
    method: ZoomMethod = ZoomMethod.WHEEL


@dataclass(frozen=True, slots=True)
class LaunchApp:
    """Start an application: `desktop` is the name of a desktop entry (firefox), `command` an argument list.

    Given together, the first that is installed is taken: `desktop`, then `alternatives` (more names of desktop
    entries) in their order, then `command`.
    """

    command: tuple[str, ...] = ()
    desktop: str = ""
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CloseWindow:
    """Ask a window to close: the active one, or the topmost of application `app` (its window class).

    The window manager's close request lets the application ask about unsaved work; `kill` ends it without asking.
    """

    app: str = ""
    kill: bool = False


@dataclass(frozen=True, slots=True)
class FocusApp:
    """Bring the topmost window of application `app` (its window class) to the front."""

    app: str


@dataclass(frozen=True, slots=True)
class PressMediaKey:
    """Press a media or volume key."""

    key: MediaKey


@dataclass(frozen=True, slots=True)
class RunCommand:
    """Run a program: an argument list, no shell. Its end is not waited for."""

    argv: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Control:
    """Ask gesturectl itself for something."""

    verb: ControlVerb


@dataclass(frozen=True, slots=True)
class SwitchProfile:
    """Bring a profile of gestures.yaml into force."""

    profile: str


@dataclass(frozen=True, slots=True)
class CloseLaunched:
    """Ask the window to close that came with a launch: the way back from `LaunchApp`."""

    launch: LaunchApp


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask the user to make the gesture again, which then does `what`. Touches nothing: it is shown as a hint."""

    what: str


@dataclass(frozen=True, slots=True)
class Wait:
    """Let time pass within a sequence. The binder cuts sequences here: no actuator ever waits."""

    s: float


@dataclass(frozen=True, slots=True)
class Sequence:
    """Several actions, one after the other."""

    actions: tuple[Action, ...]


Action = (
    Hotkey
    | KeyHold
    | TypeText
    | Click
    | ButtonHold
    | PointerMove
    | PointerMotion
    | PointerSwitch
    | Scroll
    | Zoom
    | LaunchApp
    | CloseWindow
    | FocusApp
    | PressMediaKey
    | RunCommand
    | Control
    | SwitchProfile
    | CloseLaunched
    | Ask
    | Wait
    | Sequence
)
