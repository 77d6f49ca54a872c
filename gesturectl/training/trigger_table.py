"""The trigger settings that ship with the models, and where each number comes from.

Hold times are from what users of such systems ask for: 0.7 to 0.9 s for a toggle held on purpose, above 0.5 s between
clicks (see the figures in models/README.md). Shapes that hands fall into by themselves (an open hand, a fist, one or
two pointing fingers, the four fingers of a hand that talks) take the upper figure. Thresholds were set on held-out
pictures of the training data and on synthetic streams, never on the clips that the program is tested with.
"""

from __future__ import annotations

from collections.abc import Iterable

from gesturectl.domain.trigger import TriggerSettings
from gesturectl.recognition.intent_features import MEANT

SHAPE_ENTER = 0.8
"""The scores of shapes are made for this threshold: training/open_set.py sets how many hands of a shape reach it."""
_EVERYDAY = TriggerSettings(enter=SHAPE_ENTER, exit=0.5, dwell_s=0.9, release_s=0.25, cooldown_s=0.5)
_DELIBERATE = TriggerSettings(enter=SHAPE_ENTER, exit=0.5, dwell_s=0.6, release_s=0.25, cooldown_s=0.5)
_STROKE = TriggerSettings(enter=0.5, exit=0.3, dwell_s=0.0, release_s=0.1, cooldown_s=0.6)
_TAP = TriggerSettings(enter=0.7, exit=0.3, dwell_s=0.0, release_s=0.05, cooldown_s=0.3)
_FLICK = TriggerSettings(enter=0.65, exit=0.3, dwell_s=0.05, release_s=0.1, cooldown_s=0.6)
_BODY = TriggerSettings(enter=0.7, exit=0.4, dwell_s=0.5, release_s=0.3, cooldown_s=0.5)
_HEAD = TriggerSettings(enter=0.7, exit=0.4, dwell_s=0.7, release_s=0.3, cooldown_s=0.5)
_TURN = TriggerSettings(enter=0.8, exit=0.4, dwell_s=0.7, release_s=0.3, cooldown_s=0.5)
_SWINGS = TriggerSettings(enter=0.75, exit=0.4, dwell_s=0.2, release_s=0.3, cooldown_s=1.0)

# Two fingers are often held still before they swipe.
# Swipes of hands begin early: another network is asked whether they were meant. Those of arms, which none is asked of,
# circles, wave and push must be surer by 0.25 (recognition/arm_slot.py).
# A hand that is lowered passes by where a swipe down ends: a tenth of a second tells.
TRIGGERS: dict[str, TriggerSettings] = {
    "open_palm": _EVERYDAY,
    "fist": _EVERYDAY,
    "point": _EVERYDAY,
    "stop": _EVERYDAY,
    "stop_inverted": _EVERYDAY,
    "mute": _EVERYDAY,
    "two_up": TriggerSettings(enter=SHAPE_ENTER, exit=0.5, dwell_s=1.5, release_s=0.25, cooldown_s=0.5),
    "victory": _DELIBERATE,
    "thumb_up": _DELIBERATE,
    "thumb_down": _DELIBERATE,
    "ok": _DELIBERATE,
    "call": _DELIBERATE,
    "rock": _DELIBERATE,
    "three": _DELIBERATE,
    "three2": _DELIBERATE,
    "four": _EVERYDAY,
    "two_up_inverted": _DELIBERATE,
    "peace_inverted": _DELIBERATE,
    "swipe_left": _STROKE,
    "swipe_right": _STROKE,
    "swipe_up": _STROKE,
    "swipe_down": TriggerSettings(enter=0.5, exit=0.3, dwell_s=0.1, release_s=0.1, cooldown_s=0.6),
    "circle_cw": _STROKE,
    "circle_ccw": _STROKE,
    # A hand that settles into a shape shakes a little: a wave must be surer and last.
    "wave": TriggerSettings(enter=0.6, exit=0.4, dwell_s=0.12, release_s=0.1, cooldown_s=0.6),
    "push": TriggerSettings(enter=0.65, exit=0.4, dwell_s=0.0, release_s=0.1, cooldown_s=0.6),
    # What fingers do begins early: another network is asked whether it was meant.
    "pinch": TriggerSettings(enter=0.75, exit=0.3, dwell_s=0.05, release_s=0.25, cooldown_s=0.3),
    "grab": TriggerSettings(enter=0.8, exit=0.3, dwell_s=0.1, release_s=0.15, cooldown_s=0.3),
    "click": _TAP,
    "double_click": TriggerSettings(enter=0.6, exit=0.3, dwell_s=0.0, release_s=0.05, cooldown_s=0.3),
    "finger_flick_up": _FLICK,
    "finger_flick_down": _FLICK,
    "rotate": TriggerSettings(enter=0.75, exit=0.3, dwell_s=0.05, release_s=0.25, cooldown_s=0.1),
    "zoom": TriggerSettings(enter=0.5, exit=0.3, dwell_s=0.05, release_s=0.25, cooldown_s=0.1),
    **dict.fromkeys(
        (
            "left_arm_raised",
            "right_arm_raised",
            "both_arms_raised",
            "arms_crossed",
            "both_arms_left",
            "left_arm_out",
            "right_arm_out",
            "t_pose",
            "hands_on_head",
            "lean_left",
            "lean_right",
        ),
        _BODY,
    ),
    **dict.fromkeys(("tilt_left", "tilt_right"), _HEAD),
    **dict.fromkeys(("turn_left", "turn_right"), _TURN),
    **dict.fromkeys(("clap", "nod", "shake"), _SWINGS),
}

# Not gestures: how surely a stroke of a hand, what both hands do, a held shape, or what fingers and arms do must look
# meant to begin.
MEANT_FROM = {"hand_intent": 0.5, "two_hand_intent": 0.5, "shape_intent": 0.7, "act_intent": 0.5}


def triggers_of(network: str, gestures: Iterable[str]) -> dict[str, TriggerSettings]:
    """Return the settings that a network of these gestures, or one that is asked whether they are meant, ships with."""
    found = {name: TRIGGERS[name] for name in gestures if name in TRIGGERS}
    if network in MEANT_FROM:
        enter = MEANT_FROM[network]
        found[MEANT] = TriggerSettings(enter, exit=round(enter - 0.1, 2), dwell_s=0.0, release_s=0.0, cooldown_s=0.0)
    return found
