"""The steps of the demonstration, read from the bindings: which gesture opens, zooms and closes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from gesturectl.daemon.demo_effects import DemoStep, Goal
from gesturectl.domain.action import CloseWindow, LaunchApp
from gesturectl.domain.binding import Binding
from gesturectl.domain.effect import Effect, ZoomByValue
from gesturectl.domain.event import Phase
from gesturectl.domain.label import GestureLabel
from gesturectl.domain.settings import Config
from gesturectl.errors import DemoError


@dataclass(frozen=True, slots=True)
class Wanted:
    """A gesture to show, with the sign of its value (0 for gestures without one), and what it is to bring about."""

    goal: Goal
    binding: Binding
    sign: int = 0


def wanted_gestures(config: Config) -> tuple[Wanted, ...]:
    """Return the gestures of the demonstration in order: open, zoom in, zoom out, close.

    Raises DemoError when the configuration binds nothing to one of them.
    """
    zoom = _bound_to(config, lambda effect: isinstance(effect, ZoomByValue), "zooms a page")
    inward = 1 if isinstance(zoom.effect, ZoomByValue) and zoom.effect.steps_per_unit > 0 else -1
    return (
        Wanted(Goal.OPEN, _bound_to(config, _launches, "opens an application")),
        Wanted(Goal.ZOOM_IN, zoom, inward),
        Wanted(Goal.ZOOM_OUT, zoom, -inward),
        Wanted(Goal.CLOSE, _bound_to(config, _closes, "closes the active window")),
    )


def steps_of(wanted: Sequence[Wanted], labels: Iterable[GestureLabel]) -> tuple[DemoStep, ...]:
    """Return the wanted gestures with their times, from the truth about the clip that shows them in that order.

    Raises DemoError when the clip shows something else.
    """
    shown = list(labels)
    if [(label.gesture, label.sign) for label in shown] != [(w.binding.gesture, w.sign) for w in wanted]:
        raise DemoError(f"the clip does not show what the demonstration wants: {shown}")
    return tuple(
        DemoStep(want.goal, label.gesture, want.binding.name, label.start_s, label.end_s)
        for want, label in zip(wanted, shown, strict=True)
    )


def _launches(effect: Effect) -> bool:
    return isinstance(effect, LaunchApp)


def _closes(effect: Effect) -> bool:
    return isinstance(effect, CloseWindow) and not effect.app


def _bound_to(config: Config, does: Callable[[Effect], bool], words: str) -> Binding:
    for binding in config.bindings:
        if does(binding.effect) and (binding.follows_gesture or binding.phase is Phase.BEGIN):
            return binding
    raise DemoError(
        f"no binding in {config.origin or 'this configuration'} {words}",
        remedy="the demonstration runs on the shipped gestures.yaml",
    )
