"""The vocabulary: names of gestures, used everywhere (YAML, JSON, models, data loaders)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

NONE = "none"
"""The rejecting class of every classifier: nothing that we know, or nothing meant."""


class GestureKind(StrEnum):
    """What a gesture is made of."""

    SHAPE = "shape"
    """A hand shape that is held."""
    MOTION = "motion"
    """A stroke of one hand."""
    TWO_HAND = "two_hand"
    """A motion of both hands."""
    BODY = "body"
    """A pose or a movement of the body or the head."""


@dataclass(frozen=True, slots=True)
class Gesture:
    """One gesture of the vocabulary. `continuous` ones carry a signed value; `meaning` explains it to the user."""

    name: str
    kind: GestureKind
    meaning: str
    continuous: bool = False


_ALL = (
    Gesture("open_palm", GestureKind.SHAPE, "an open hand, fingers spread, palm to the camera"),
    Gesture("fist", GestureKind.SHAPE, "a closed hand"),
    Gesture("point", GestureKind.SHAPE, "the index finger up, the others closed"),
    Gesture("victory", GestureKind.SHAPE, "index and middle finger spread, the others closed"),
    Gesture("thumb_up", GestureKind.SHAPE, "the thumb up, the others closed"),
    Gesture("thumb_down", GestureKind.SHAPE, "the thumb down, the others closed"),
    Gesture("ok", GestureKind.SHAPE, "thumb and index finger form a ring, the others open"),
    Gesture("call", GestureKind.SHAPE, "thumb and little finger stretched, the others closed"),
    Gesture("rock", GestureKind.SHAPE, "index and little finger up, the others closed"),
    Gesture("three", GestureKind.SHAPE, "index, middle and ring finger up, the others closed"),
    Gesture("three2", GestureKind.SHAPE, "thumb, index and middle finger stretched, the others closed"),
    Gesture("four", GestureKind.SHAPE, "four fingers up, the thumb closed"),
    Gesture("two_up", GestureKind.SHAPE, "index and middle finger up side by side, the others closed"),
    Gesture("stop", GestureKind.SHAPE, "an open hand, fingers together, palm to the camera"),
    Gesture("mute", GestureKind.SHAPE, "the index finger up before the mouth, the hand seen from its side"),
    Gesture("peace_inverted", GestureKind.SHAPE, "victory with the back of the hand to the camera"),
    Gesture("two_up_inverted", GestureKind.SHAPE, "two_up with the back of the hand to the camera"),
    Gesture("stop_inverted", GestureKind.SHAPE, "stop with the back of the hand to the camera"),
    Gesture("swipe_left", GestureKind.MOTION, "a hand swept to the user's left, farther than its own length"),
    Gesture("swipe_right", GestureKind.MOTION, "a hand swept to the user's right, farther than its own length"),
    Gesture("swipe_up", GestureKind.MOTION, "a hand swept up, farther than its own length"),
    Gesture("swipe_down", GestureKind.MOTION, "a hand swept down, farther than its own length"),
    Gesture("circle_cw", GestureKind.MOTION, "a circle drawn with a hand, with the clock as the user sees it"),
    Gesture("circle_ccw", GestureKind.MOTION, "a circle drawn with a hand, against the clock as the user sees it"),
    Gesture("wave", GestureKind.MOTION, "a hand waved to and fro"),
    Gesture("push", GestureKind.MOTION, "an open hand pushed towards the camera"),
    Gesture("pinch", GestureKind.MOTION, "thumb and index finger closed or opened; value > 0 opening", continuous=True),
    Gesture(
        "grab",
        GestureKind.MOTION,
        "the open hand closed to a fist, and carried until it opens; dx, dy: how far; value > 0 up",
        continuous=True,
    ),
    Gesture(
        "click", GestureKind.MOTION, "thumb and index finger touched and let go at once, or the index finger tapped"
    ),
    Gesture("double_click", GestureKind.MOTION, "a second such tap right after a click"),
    Gesture("finger_flick_up", GestureKind.MOTION, "the index finger flicked up, from pointing at the camera"),
    Gesture("finger_flick_down", GestureKind.MOTION, "the raised index finger flicked down, to point at the camera"),
    Gesture("zoom", GestureKind.TWO_HAND, "both hands moved apart or together; value > 0 apart", continuous=True),
    Gesture(
        "rotate",
        GestureKind.TWO_HAND,
        "both hands turned as on a steering wheel; value in quarter turns, > 0 with the clock as the user sees it",
        continuous=True,
    ),
    Gesture("left_arm_raised", GestureKind.BODY, "the user's left arm up"),
    Gesture("right_arm_raised", GestureKind.BODY, "the user's right arm up"),
    Gesture("both_arms_raised", GestureKind.BODY, "both arms up"),
    Gesture("arms_crossed", GestureKind.BODY, "the arms crossed before the chest"),
    Gesture("both_arms_left", GestureKind.BODY, "both arms stretched to the user's left"),
    Gesture("left_arm_out", GestureKind.BODY, "the left arm stretched out to its side, level"),
    Gesture("right_arm_out", GestureKind.BODY, "the right arm stretched out to its side, level"),
    Gesture("t_pose", GestureKind.BODY, "both arms stretched out to the sides, level"),
    Gesture("hands_on_head", GestureKind.BODY, "both hands on the head"),
    Gesture("lean_left", GestureKind.BODY, "the upper body leaned to the user's left, by 20 degrees or more"),
    Gesture("lean_right", GestureKind.BODY, "the upper body leaned to the user's right, by 20 degrees or more"),
    Gesture("clap", GestureKind.BODY, "the hands clapped together, twice or more"),
    Gesture("nod", GestureKind.BODY, "the head nodded, twice or more"),
    Gesture("shake", GestureKind.BODY, "the head shaken"),
    Gesture("tilt_left", GestureKind.BODY, "the head tilted to the user's left shoulder, held"),
    Gesture("tilt_right", GestureKind.BODY, "the head tilted to the user's right shoulder, held"),
    Gesture(
        "turn_left", GestureKind.BODY, "the head turned far to the user's left, held: farther than to another screen"
    ),
    Gesture(
        "turn_right", GestureKind.BODY, "the head turned far to the user's right, held: farther than to another screen"
    ),
)


class Vocabulary(Mapping[str, Gesture]):
    """The shipped gestures, and after them the user's own, once these are adopted: at the start and at a reload."""

    def __init__(self, shipped: Iterable[Gesture]) -> None:
        self._shipped = {gesture.name: gesture for gesture in shipped}
        self._all = self._shipped

    def adopt(self, own: Iterable[Gesture]) -> None:
        """Take these as the user's own gestures, in place of those before. A shipped name stays what it is."""
        self._all = self._shipped | {g.name: g for g in own if g.name not in self._shipped}

    def is_own(self, name: str) -> bool:
        """Tell whether a gesture is the user's own."""
        return name in self._all and name not in self._shipped

    def __getitem__(self, name: str) -> Gesture:
        return self._all[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)


GESTURES = Vocabulary(_ALL)
"""Every gesture by name, in the order in which lists show them."""
