"""Examples of every action, as they stand in gestures.yaml; a test reads each of them."""

from __future__ import annotations

from gesturectl.config.effect_models import ACTION_MODELS

_EXAMPLES: dict[str, tuple[str, ...]] = {
    "hotkey": ("{hotkey: ctrl+shift+t}",),
    "text": ('{text: "héllo"}',),
    "click": ("{click: left}", "{click: {button: left, count: 2}}"),
    "pointer_move": ("{pointer_move: {dx: 20, dy: 0}}",),
    "scroll": ("{scroll: {dy: -3}}", "{scroll: {steps_per_unit: 6, axis: vertical}}"),
    "zoom": ("{zoom: {steps_per_unit: 5, method: wheel}}", "{zoom: {steps: 1}}"),
    "launch": ("{launch: firefox}", "{launch: [xterm, -e, top]}", "{launch: {desktop: [firefox, chromium]}}"),
    "close_window": ("{close_window: active}", "{close_window: {app: Mousepad}}"),
    "focus": ("{focus: Chromium}",),
    "media": ("{media: play_pause}", "{media: brightness_up}"),
    "command": ("{command: [notify-send, hi]}",),
    "control": ("{control: pause}", "{control: undo}"),
    "profile": ("{profile: default}",),
    "knob": ("{knob: {steps_per_unit: 5, up: {media: volume_up}, down: {media: volume_down}}}",),
    "key_hold": ("{key_hold: space}",),
    "button_hold": ("{button_hold: left}",),
    "pointer": ("{pointer: toggle}", "{pointer: while_held}"),
    "sequence": ("{sequence: [{focus: Chromium}, {wait: 0.3}, {hotkey: ctrl+t}]}",),
}


def action_examples() -> list[tuple[str, str, tuple[str, ...]]]:
    """Return name, meaning and examples of every action, in the order of the schema."""
    named = ((next(iter(model.model_fields)), model.__doc__ or "") for model in ACTION_MODELS)
    return [(name, doc.strip().rstrip("."), _EXAMPLES[name]) for name, doc in named]
