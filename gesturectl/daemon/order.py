"""What others may want of the engine, taken between two frames; whoever asks is told how it went."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gesturectl.domain.action import ControlVerb, SwitchProfile
from gesturectl.domain.observation import Handedness
from gesturectl.domain.pointer_action import PointerSwitch
from gesturectl.errors import GesturectlError
from gesturectl.vision.source import Source

if TYPE_CHECKING:
    from gesturectl.daemon.pipeline import Pipeline

Answer = Mapping[str, Any] | GesturectlError
Tell = Callable[[Answer], None]
"""Takes the answer, in any thread, and never waits."""


@dataclass(frozen=True, slots=True)
class Switch:
    """A gesture off, or on again, until the daemon ends."""

    gesture: str
    on: bool


@dataclass(frozen=True, slots=True)
class Trial:
    """Do what a gesture's rules do, as if it had been made.

    value    how far a continuous gesture went
    before   gestures made just before it
    hold_s   how long it is held
    dry_run  only tell what it would do
    """

    gesture: str
    hand: Handedness | None
    value: float = 1.0
    dry_run: bool = False
    before: tuple[str, ...] = ()
    hold_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Swap:
    """Rules that were built elsewhere, or why they could not be; `facts` go into the answer."""

    rules: Pipeline | GesturectlError
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Look:
    """Take the frames from another source from now on."""

    source: Source


@dataclass(frozen=True, slots=True)
class MouseMoved:
    """The real mouse has moved the pointer away from where the hand had put it."""


Wish = ControlVerb | Switch | SwitchProfile | PointerSwitch | Trial | Swap | Look | MouseMoved


def tell_nobody(answer: Answer) -> None:
    """Drop the answer."""


@dataclass(frozen=True, slots=True)
class Order:
    """A wish, who has it, and whom to tell how it went.

    for_s  with PAUSE: go on by itself after so long
    """

    wish: Wish
    by: str
    tell: Tell = tell_nobody
    for_s: float | None = None
