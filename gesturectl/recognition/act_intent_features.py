"""Features of whether what a hand, or its fingers, did was meant: a grab, a push, a tap, a circle.

Hands close and come nearer when they reach for things, too. What tells is what is asked of held shapes: the hand's way
here, how it is turned, where it is, the other hand; and which kind of gesture it is. Left out is how restless the hands
were: who gestures a lot is restless, too, and of recorded circles a fifth was refused by that. The same function serves
training and running.
"""

from __future__ import annotations

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.recognition.shape_intent_features import SHOWING_SIZE, showing_features
from gesturectl.recognition.tracks import HandTrack

ACT_INTENT_SPEC = "act_intent/1"
KINDS = (
    ("grab",),
    ("push",),
    ("pinch",),
    ("click", "double_click"),
    ("finger_flick_up", "finger_flick_down"),
    ("circle_cw", "circle_ccw"),
    ("wave",),
)
"""What is asked about; gestures of one kind are judged alike."""
KIND_OF = {name: number for number, kind in enumerate(KINDS) for name in kind}
ACT_INTENT_SIZE = SHOWING_SIZE + len(KINDS)


def act_intent_features(track: HandTrack, other: HandTrack | None, act: tuple[str, float], t: float) -> FloatArray:
    """Return the (ACT_INTENT_SIZE,) features of an `act` of `track` (its name, one of KIND_OF, and its score) at time
    `t`, beside the `other` hand."""
    name, score = act
    kind = np.zeros(len(KINDS), np.float32)
    kind[KIND_OF[name]] = 1.0
    return np.concatenate([showing_features(track, other, score, t), kind])
