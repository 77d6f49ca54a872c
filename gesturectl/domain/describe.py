"""An action in a few words: for the log, the preview, `--dry-run` and `gesturectl list bindings`."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from gesturectl.domain.action import (
    Action,
    Ask,
    ButtonHold,
    Click,
    CloseLaunched,
    CloseWindow,
    Control,
    FocusApp,
    Hotkey,
    KeyHold,
    LaunchApp,
    PointerMove,
    PressMediaKey,
    RunCommand,
    Scroll,
    Sequence,
    SwitchProfile,
    TypeText,
    Wait,
    Zoom,
)
from gesturectl.domain.effect import Effect, HoldButton, HoldKeys, HoldPointer, Knob, ScrollByValue, ZoomByValue
from gesturectl.domain.pointer_action import PointerAim, PointerGlide, PointerRewind, PointerSwitch, PointerTake

if TYPE_CHECKING:
    from gesturectl.domain.binding import Binding


def describe(action: Action) -> str:
    """Return a short text such as "zoom +2", "hotkey ctrl+tab" or "launch mousepad"."""
    return _WORDS[type(action)](action)


def describe_effect(effect: Effect) -> str:
    """Return the same for an effect: "zoom 5 per unit", "key_hold space"."""
    words = _LASTING.get(type(effect))
    return words(effect) if words else describe(cast("Action", effect))


def conditions(rule: Binding) -> str:
    """Return what else must be for a rule to fire: "held 1 s, in Chromium, profile slides, twice"."""
    parts = [f"held {rule.hold_s:g} s"] if rule.hold_s else []
    parts += [f"in {rule.app.describe()}"] if rule.app else []
    parts += [f"profile {' or '.join(rule.profiles)}"] if rule.profiles else []
    parts += [f"every {rule.repeat_s:g} s"] if rule.repeat_s else []
    return ", ".join([*parts, "twice"] if rule.confirm else parts)


def _down_or_up(down: bool) -> str:
    return "down" if down else "up"


def _click(action: Click) -> str:
    return f"click {action.button.value}" + (f" x{action.count}" if action.count > 1 else "")


def _scroll(action: Scroll) -> str:
    parts = [f"{name} {steps:+d}" for name, steps in (("dy", action.dy), ("dx", action.dx)) if steps]
    return "scroll " + (" ".join(parts) or "0")


def _launch(action: LaunchApp) -> str:
    return "launch " + (action.desktop or shlex.join(action.command))


def _close(action: CloseWindow) -> str:
    return ("kill_window " if action.kill else "close_window ") + (action.app or "active")


_WORDS: dict[type, Callable[[Any], str]] = {
    Hotkey: lambda a: "hotkey " + "+".join(a.keys),
    KeyHold: lambda a: f"key_hold {'+'.join(a.keys)} {_down_or_up(a.down)}",
    TypeText: lambda a: f"text {a.text!r}",
    Click: _click,
    ButtonHold: lambda a: f"button_hold {a.button.value} {_down_or_up(a.down)}",
    PointerMove: lambda a: f"pointer_move {a.dx:+d} {a.dy:+d}",
    PointerSwitch: lambda a: f"pointer {a.wish.value}",
    PointerTake: lambda a: "pointer taken in hand",
    PointerGlide: lambda a: f"pointer {a.dx:+.1f} {a.dy:+.1f}",
    PointerAim: lambda a: f"pointer at {a.x:.3f} {a.y:.3f}",
    PointerRewind: lambda a: f"pointer back by {a.t - a.to_t:.2f} s",
    Scroll: _scroll,
    Zoom: lambda a: f"zoom {a.steps:+d}" + (" keys" if a.method == "keys" else ""),
    LaunchApp: _launch,
    CloseWindow: _close,
    FocusApp: lambda a: f"focus {a.app}",
    PressMediaKey: lambda a: f"media {a.key.value}",
    RunCommand: lambda a: "command " + shlex.join(a.argv),
    Control: lambda a: f"control {a.verb.value}",
    SwitchProfile: lambda a: f"profile {a.profile}",
    CloseLaunched: lambda a: f"close what was opened by {_launch(a.launch)}",
    Ask: lambda a: f"ask: once more to {a.what}",
    Wait: lambda a: f"wait {a.s:g} s",
    Sequence: lambda a: "sequence " + "; ".join(describe(each) for each in a.actions),
}

_LASTING: dict[type, Callable[[Any], str]] = {
    ZoomByValue: lambda e: f"zoom {e.steps_per_unit:g} per unit" + (" keys" if e.method == "keys" else ""),
    ScrollByValue: lambda e: f"scroll {'dx' if e.horizontal else 'dy'} {e.steps_per_unit:g} per unit",
    Knob: lambda e: f"{describe(e.up)} / {describe(e.down)}, {e.steps_per_unit:g} per unit",
    HoldKeys: lambda e: "key_hold " + "+".join(e.keys),
    HoldPointer: lambda e: "pointer while held",
    HoldButton: lambda e: f"button_hold {e.button.value}",
}
