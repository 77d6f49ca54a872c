"""The same gesture at other rates, mirrored, nearer or farther, with lost frames and swapping slots: the same events.

Learned things are not exact: of all clips together nearly all must lead to the same begins.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

import numpy as np
import pytest

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.event import Phase
from gesturectl.domain.gesture import GESTURES, GestureKind
from gesturectl.domain.observation import Handedness, Observation
from gesturectl.recognition.classifiers import Classifiers
from gesturectl.recognition.recognizer import Recognizer
from gesturectl.synth.body import make_body_clip
from gesturectl.synth.motion import make_clip
from gesturectl.training.streams import MIRROR_NAMES, mirror_observation
from gesturectl.vision.bundles import shipped_models_dir

HANDS = {
    "thumb_up": "thumb_up",
    "victory": "victory",
    "fist": "fist",
    "swipe_left": "swipe_left",
    "swipe_down": "swipe_down",
    "circle_cw": "circle_cw",
    "wave": "wave",
    "push": "push",
    "pinch": "pinch",
    "grab": "grab",
    "click": "click",
    "double_click": "double_click",
    "finger_flick_up": "finger_flick_up",
    "zoom_in": "zoom",
    "zoom_out": "zoom",
    "rotate": "rotate",
}
"""Motions of every kind of gesture of hands, and the gesture that is made."""
BODIES = {
    name: name
    for name in ("both_arms_raised", "arms_crossed", "left_arm_out", "lean_right", "nod", "shake", "tilt_left")
}
FAMILIES = {"hands": HANDS, "bodies": BODIES}
SEED = 700
LEAST_SAME = 0.8
"""Of 16 motions of hands 13, of 7 of bodies 6."""
LATER_S = 0.35
"""Begins may lie so far apart: at 10 frames a second a dwell ends up to 0.1 s later, and so does what is smoothed."""

Stream = tuple[Observation, ...]
Begins = list[tuple[str, Handedness | None, float]]
family = pytest.mark.parametrize("family", FAMILIES)


@lru_cache(maxsize=1)
def networks() -> Classifiers:
    return Classifiers.open(shipped_models_dir())


def begins(stream: Stream) -> Begins:
    recognizer = Recognizer(networks(), networks().triggers())
    events = [event for observation in stream for event in recognizer.step(observation)]
    return [(event.gesture, event.handedness, event.t) for event in events if event.phase is Phase.BEGIN]


@lru_cache(maxsize=64)
def stream_of(name: str, fps: float = 30.0) -> Stream:
    clip = make_body_clip(name, SEED) if name in BODIES else make_clip(name, SEED, palm=0.09)
    return tuple(clip.observations(fps))


def same(one: Begins, other: Begins) -> bool:
    return len(one) == len(other) and all(
        a[:2] == b[:2] and abs(a[2] - b[2]) <= LATER_S for a, b in zip(one, other, strict=True)
    )


@lru_cache(maxsize=64)
def reference(name: str) -> tuple[tuple[str, Handedness | None, float], ...]:
    return tuple(begins(stream_of(name)))


def share_same(
    family: str, change: Callable[[Observation], Observation], expected: Callable[[Begins], Begins] = lambda b: b
) -> float:
    found = [
        same(expected(list(reference(name))), begins(tuple(map(change, stream_of(name))))) for name in FAMILIES[family]
    ]
    return float(np.mean(found))


@family
def test_what_is_compared_are_gestures(family: str) -> None:
    made = [gesture in [b[0] for b in reference(name)] for name, gesture in FAMILIES[family].items()]
    assert np.mean(made) > 0.9
    kinds = {GESTURES[gesture].kind for gesture in FAMILIES[family].values()}
    assert kinds == ({GestureKind.BODY} if family == "bodies" else set(GestureKind) - {GestureKind.BODY})


@family
@pytest.mark.parametrize("fps", [10.0, 15.0, 60.0])
def test_at_other_frame_rates(family: str, fps: float) -> None:
    found = [same(list(reference(name)), begins(stream_of(name, fps))) for name in FAMILIES[family]]
    assert np.mean(found) >= LEAST_SAME


@family
def test_mirrored(family: str) -> None:
    sides = {Handedness.LEFT: Handedness.RIGHT, Handedness.RIGHT: Handedness.LEFT}

    def turned(found: Begins) -> Begins:
        return [(MIRROR_NAMES.get(name, name), sides.get(side, side) if side else side, t) for name, side, t in found]

    assert share_same(family, mirror_observation, turned) >= LEAST_SAME


@family
@pytest.mark.parametrize("size", [0.5, 2.0])
def test_at_half_and_double_size(family: str, size: float) -> None:
    """A hand of half the size is twice as far away; one of double size stays as far above the picture's edge."""

    def scaled(points: FloatArray) -> FloatArray:
        middle, unit = np.zeros((2, points.shape[1]), np.float32)
        middle[:2], unit[:] = 0.5, 1.0
        unit[:3] = size  # a body's fourth column is how well it is seen
        return ((points - middle) * unit + middle).astype(np.float32)

    def resized(o: Observation) -> Observation:
        hands = tuple(replace(hand, landmarks=scaled(hand.landmarks)) for hand in o.hands)
        return replace(o, hands=hands, body=o.body and replace(o.body, landmarks=scaled(o.body.landmarks)))

    assert share_same(family, resized) >= LEAST_SAME


@family
def test_with_a_tenth_of_the_frames_lost(family: str) -> None:
    rng = np.random.default_rng(3)

    def thinned(o: Observation) -> Observation:
        return replace(o, hands=(), body=None) if rng.random() < 0.1 else o

    assert share_same(family, thinned) >= LEAST_SAME


def test_with_swapping_slots() -> None:
    rng = np.random.default_rng(4)

    def swapped(o: Observation) -> Observation:
        return replace(o, hands=o.hands[::-1] if rng.random() < 0.5 else o.hands)

    assert share_same("hands", swapped) == 1.0
