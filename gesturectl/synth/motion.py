"""Every synthetic motion by name, and how to make a clip of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import partial
from typing import Any

from gesturectl.domain.observation import Handedness
from gesturectl.errors import UsageError
from gesturectl.synth import fingers, holds, idling, signs, strokes, turns, zooms
from gesturectl.synth.clip import HandClip
from gesturectl.synth.performer import Choices, Performer
from gesturectl.synth.shape import SHAPES

Act = Callable[[Performer], None]
BETWEEN_S = 1.2
"""Pause between the acts of a script."""
DEMO = ("thumb_up", "zoom_in", "zoom_out", "thumb_down")


@dataclass(frozen=True, slots=True)
class Motion:
    """One motion. `gestures` are the names that its labels may carry; none for what is no gesture."""

    name: str
    meaning: str
    act: Act
    gestures: tuple[str, ...] = ()


def _held(name: str, meaning: str) -> Motion:
    return Motion(name, meaning, partial(holds.hold, gesture=name), (name,))


def _swipe(name: str, meaning: str) -> Motion:
    return Motion(name, meaning, partial(strokes.swipe, gesture=name), (name,))


def _circle(name: str, meaning: str) -> Motion:
    return Motion(name, meaning, partial(signs.circle, gesture=name), (name,))


_ALL = (
    _held("open_palm", "show an open hand and hold it"),
    _held("fist", "show a fist and hold it"),
    _held("point", "hold the index finger up"),
    _held("victory", "hold index and middle finger up, spread"),
    _held("thumb_up", "hold the thumb up"),
    _held("thumb_down", "hold the thumb down"),
    _held("ok", "hold thumb and index finger in a ring"),
    _held("call", "hold thumb and little finger stretched"),
    _held("rock", "hold index and little finger up"),
    _held("three", "hold index, middle and ring finger up"),
    _held("three2", "hold thumb, index and middle finger stretched"),
    _held("four", "hold four fingers up"),
    _held("two_up", "hold index and middle finger up, side by side"),
    _held("stop", "hold an open hand with the fingers together"),
    _held("mute", "hold the index finger up, the hand seen from its side"),
    _held("peace_inverted", "hold index and middle finger up, spread, the back of the hand to the camera"),
    _held("two_up_inverted", "hold index and middle finger up, the back of the hand to the camera"),
    _held("stop_inverted", "hold an open hand with its back to the camera"),
    Motion("still", "a still open hand from the first frame to the last", holds.still, ("open_palm",)),
    _swipe("swipe_left", "sweep a hand to the user's left (image right), go back slowly"),
    _swipe("swipe_right", "sweep a hand to the user's right (image left), go back slowly"),
    _swipe("swipe_up", "sweep a hand up, go back slowly"),
    _swipe("swipe_down", "sweep a hand down, go back slowly"),
    Motion("swipes", "three to five swipes in any direction", strokes.swipes, tuple(strokes.DIRECTIONS)),
    Motion("pinch", "close and open thumb and index finger in turn", strokes.pinch, ("pinch",)),
    Motion("click", "tap with the index finger, or pinch and let go at once", fingers.click, ("click",)),
    Motion("double_click", "tap twice at once", fingers.double_click, ("double_click", "click")),
    Motion(
        "finger_flick_up",
        "flick the index finger up from pointing at the camera",
        partial(fingers.flick, sign=1),
        ("finger_flick_up", "finger_flick_down"),
    ),
    Motion(
        "finger_flick_down",
        "flick the raised index finger down to the camera",
        partial(fingers.flick, sign=-1),
        ("finger_flick_down", "finger_flick_up"),
    ),
    Motion("grab", "close the open hand, carry it, open it", fingers.grab, ("grab",)),
    Motion("zoom", "both hands apart and together in turn", zooms.zoom, ("zoom",)),
    Motion("zoom_in", "both hands apart", partial(zooms.zoom, signs=(1,)), ("zoom",)),
    Motion("zoom_out", "both hands together", partial(zooms.zoom, signs=(-1,)), ("zoom",)),
    Motion("approach_leave", "a hand comes and leaves again; no gesture", idling.approach_leave),
    Motion("raise_lower", "a hand is raised and lowered without hurry; no gesture", idling.raise_lower),
    Motion("wave", "wave hello", signs.wave, ("wave",)),
    _circle("circle_cw", "circles, with the clock as the user sees them"),
    _circle("circle_ccw", "circles, against the clock as the user sees them"),
    Motion("push", "push the open hand towards the camera, draw it back slowly", signs.push, ("push",)),
    Motion("rotate", "turn both hands as on a steering wheel", turns.rotate, ("rotate",)),
    Motion("idle", "hands that rest; no gesture", idling.idle),
    Motion("fidget", "hands that cannot keep still; no gesture", idling.fidget),
    Motion("talking", "hands that accompany speech; no gesture", idling.talking),
    Motion("typing", "hands on a keyboard; no gesture", idling.typing),
    Motion("face_touch", "scratch the nose; no gesture", idling.face_touch),
    Motion("random_shapes", "hand shapes that are none of ours; no gesture", idling.random_shapes),
    Motion("two_hands_parallel", "both hands move the same way; no gesture", idling.two_hands_parallel),
)

MOTIONS: dict[str, Motion] = {motion.name: motion for motion in _ALL}
"""Every motion of hands by name."""


def find_motion(name: str) -> Motion:
    """Return the motion of that name, or the holding of a hand shape. Raises UsageError with the nearest name."""
    if name in MOTIONS:
        return MOTIONS[name]
    if name in SHAPES:
        return _held(name, "a held shape that is none of the gestures")
    near = get_close_matches(name, MOTIONS, 1)
    guess = f" Did you mean {near[0]}?" if near else ""
    raise UsageError(f"no synthetic motion is called {name!r}.{guess}", remedy=f"Motions: {', '.join(MOTIONS)}.")


def make_clip(name: str, seed: int = 0, **choices: Any) -> HandClip:
    """Return the clip of a motion; the same name, seed and choices give the same clip.

    `choices` fix what the seed would draw: the fields of `Choices`. Raises UsageError for an unknown name or choice.
    """
    motion = find_motion(name)
    who = Performer(name, seed, _choices(choices))
    motion.act(who)
    return who.clip()


def make_script(names: Sequence[str], seed: int = 0, *, pause_s: float = BETWEEN_S, **choices: Any) -> HandClip:
    """Return one clip of several motions by one person, `pause_s` between them. Raises UsageError."""
    motions = [find_motion(name) for name in names]
    if not motions:
        raise UsageError("a script needs at least one motion", remedy=f"Motions: {', '.join(MOTIONS)}.")
    who = Performer("+".join(names), seed, _choices(choices))
    for k, motion in enumerate(motions):
        if k:
            who.t = max(path.t for path in who.paths.values()) + pause_s
        motion.act(who)
    return who.clip()


def _choices(given: dict[str, Any]) -> Choices:
    try:
        return replace(Choices(), **given)
    except TypeError:
        known = ", ".join(Choices.__dataclass_fields__)
        raise UsageError(f"unknown choice among {', '.join(given)}", remedy=f"Choices: {known}.") from None


def demo(seed: int = 0) -> HandClip:
    """Return the clip of the demonstration: thumb up, zoom in, zoom out, thumb down; near, upright, right-handed."""
    return make_script(DEMO, seed, handedness=Handedness.RIGHT, palm=0.1, tilt_deg=0.0)
