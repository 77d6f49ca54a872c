"""Gestures of the fingers of one hand that stays where it is: clicks, flicks, and the grab, which then carries."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from gesturectl.domain.label import GestureLabel
from gesturectl.synth.coming import bystander, come, leave
from gesturectl.synth.path import Path
from gesturectl.synth.performer import Performer
from gesturectl.synth.shape import HandShape
from gesturectl.synth.stance import Stance
from gesturectl.synth.strokes import pinch_shapes

_AFTER_S = 0.5
"""How long after a closing hand its grab may begin; from then on a held fist may count as one, or not."""
_OPEN = ("open_palm", "open_palm", "flat", "four")
_INDEX = slice(0, 4)


def click(who: Performer) -> None:
    """Tap once to three times, with a pause after each: pinch and let go, bend the finger, or knock with the hand."""
    path, ready, down = _ready_to_tap(who)
    for _ in range(int(who.rng.integers(1, 4))):
        who.label("click", _tap(who, path, ready, down))
        path.rest(who.uniform(0.7, 1.2))
    _finish(who, path)


def double_click(who: Performer) -> None:
    """Tap twice in quick succession: the first is a click, the second makes it double."""
    path, ready, down = _ready_to_tap(who)
    for _ in range(int(who.rng.integers(1, 3))):
        who.label("click", _tap(who, path, ready, down))
        path.rest(who.uniform(0.03, 0.25))
        who.label("double_click", _tap(who, path, ready, down))
        path.rest(who.uniform(0.7, 1.2))
    _finish(who, path)


def flick(who: Performer, sign: int) -> None:
    """Flick the index finger up (+1) or down (-1): from pointing at the camera to pointing up, and the other way.

    Then it goes back slowly, or is flicked back after a pause, which is a flick the other way.
    """
    bystander(who)
    up, level = _pointing(who)
    here, there = (level, up) if sign > 0 else (up, level)
    path = come(who, who.side, here, shaped=True)
    who.label(_FLICKS[sign], path.to(_nudged(who, there), who.uniform(0.1, 0.26)))
    path.rest(who.uniform(0.5, 0.85))
    if who.chance(0.5):
        who.label(_FLICKS[-sign], path.to(_nudged(who, here), who.uniform(0.1, 0.26)))
        path.rest(who.uniform(0.4, 0.7))
    elif who.chance(0.7):
        path.to(here, who.uniform(0.6, 1.1))
        path.rest(who.uniform(0.0, 0.2))
    _finish(who, path)


def grab(who: Performer) -> None:
    """Close the open hand to a fist, carry it about or hold it, open it again."""
    bystander(who)
    start = who.stance(who.side, *who.home(who.side), who.shape("relaxed"))
    path = come(who, who.side, start)
    for _ in range(int(who.rng.integers(1, 3))):
        path.to(path.here.shaped(who.shape(who.one_of(*_OPEN))), who.uniform(0.15, 0.35))
        begin = path.rest(who.uniform(0.15, 0.6))[1]
        end = _close(who, path)
        _carry(who, path)
        path.to(path.here.shaped(who.shape(who.one_of(*_OPEN))), who.uniform(0.15, 0.4))
        who.labels.append(GestureLabel("grab", begin, end, 0, who.side))
        who.doubtful.append((end + _AFTER_S, path.t))
        path.rest(who.uniform(0.1, 0.4))
        path.to(path.here.shaped(who.shape("relaxed")), who.uniform(0.2, 0.4))
        path.rest(who.uniform(0.2, 0.8))
    _finish(who, path)


_FLICKS = {1: "finger_flick_up", -1: "finger_flick_down"}


def _ready_to_tap(who: Performer) -> tuple[Path[Stance], Stance, Stance]:
    bystander(who)
    closed, opened, lean = _tap_forms(who)
    ready = who.stance(who.side, *who.home(who.side), opened)
    down = ready.shaped(closed).turned(pitch=lean)
    return come(who, who.side, ready, shaped=True), ready, down


def _tap_forms(who: Performer) -> tuple[HandShape, HandShape, float]:
    """Return the hand at the bottom of a tap, the hand before it, and how far it leans forward with the tap (rad)."""
    draw, lean = who.uniform(0, 1), who.uniform(0.2, 0.7) if who.chance(0.3) else 0.0
    if draw < 0.4:
        return (*pinch_shapes(who), lean)
    opened = who.shape(who.one_of("point", "point", "relaxed", "flat", "two_up"))
    if draw > 0.75:  # a fist with the index finger raised a little, as on a mouse
        opened = _bent(who.shape("fist"), who.shape("fist").angles[_INDEX] * who.uniform(0.35, 1.0))
    if draw > 0.85:  # it knocks
        return _bent(opened, opened.angles[_INDEX] * who.uniform(0.4, 1.0)), opened, who.uniform(0.5, 1.1)
    bend = np.radians([who.uniform(30, 65), 0.0, who.uniform(5, 35), who.uniform(0, 20)])
    return _bent(opened, opened.angles[_INDEX] + bend), opened, lean


def _tap(who: Performer, path: Path[Stance], ready: Stance, down: Stance) -> tuple[float, float]:
    begin = path.to(_nudged(who, down), who.uniform(0.07, 0.16))[0]
    path.rest(who.uniform(0.0, 0.07))
    return begin, path.to(_nudged(who, ready), who.uniform(0.08, 0.18))[1]


def _pointing(who: Performer) -> tuple[Stance, Stance]:
    """Return the hand with the index finger up, and with it pointing at the camera."""
    form = who.shape(who.one_of("point", "point", "two_up"))
    up = who.stance(who.side, *who.home(who.side), form)
    fold = np.radians([who.uniform(50, 82), 0.0, who.uniform(0, 20), who.uniform(0, 10)])
    level = _bent(form, form.angles[_INDEX] + fold)
    if who.chance(0.3):  # both fingers
        level = replace(level, angles=np.concatenate([level.angles[:4], form.angles[4:8] + fold, form.angles[8:]]))
    return up, up.shaped(level).turned(pitch=who.uniform(0.2, 0.9))


def _close(who: Performer, path: Path[Stance]) -> float:
    """Close the hand, now and then with a halt as a claw; return when it is closed."""
    opened, fist = path.here.shape, who.shape("fist")
    if who.chance(0.3):
        claw = replace(opened, angles=opened.angles + who.uniform(0.35, 0.6) * (fist.angles - opened.angles))
        path.to(path.here.shaped(claw), who.uniform(0.15, 0.35))
        path.rest(who.uniform(0.1, 0.6))
    return path.to(_nudged(who, path.here.shaped(fist)), who.uniform(0.15, 0.5))[1]


def _carry(who: Performer, path: Path[Stance]) -> None:
    path.rest(who.uniform(0.0, 0.6))
    for _ in range(int(who.rng.integers(0, 4))):
        there = path.here.at(*who.home(who.side))
        palms = float(np.hypot(there.x - path.here.x, there.y - path.here.y)) / who.palm
        path.to(there, max(who.uniform(0.3, 1.0), palms / who.uniform(2.5, 7.0)))
        path.rest(who.uniform(0.0, 0.8))
    path.rest(who.uniform(0.2, 1.2))


def _bent(form: HandShape, index: np.ndarray) -> HandShape:
    return replace(form, angles=np.concatenate([index, form.angles[4:]]))


def _nudged(who: Performer, stance: Stance) -> Stance:
    """Return the stance a little off: no hand stays quite still while its fingers move."""
    step = who.rng.normal(0, 0.05, 2) * who.palm
    return stance.moved(float(step[0]), float(step[1]))


def _finish(who: Performer, path: Path[Stance]) -> None:
    who.t = max(who.t, path.t)
    leave(who, who.side)
