"""Both hands apart and together."""

from __future__ import annotations

import numpy as np

from gesturectl.domain.observation import Handedness
from gesturectl.synth.coming import LEAST_REST_S, come, leave
from gesturectl.synth.performer import LATERAL, Performer
from gesturectl.synth.rotation import Floats
from gesturectl.synth.stance import Stance

_SHAPES = ("open_palm", "pinch_closed", "point", "flat", "relaxed")
_TILTS_DEG = (0.0, 0.0, 0.0, 35.0, -35.0, 65.0)
_BOTH = (Handedness.RIGHT, Handedness.LEFT)


def zoom(who: Performer, signs: tuple[int, ...] | None = None) -> None:
    """Move both hands apart (+1) and together (-1), in turn; they come and leave from below."""
    fixed = (who.choices.sign,) if who.choices.sign else None
    signs = signs or fixed or _alternating(who)
    axis, middle = _axis(who), _middle(who)
    near, far = _gaps(who, axis, middle)
    gap = near if signs[0] > 0 else far
    form = who.choices.shape or who.one_of(*_SHAPES)
    starts = {side: who.stance(side, 0.0, 0.0, who.shape(form)) for side in _BOTH}
    begin = who.t
    for side in _BOTH:
        who.t = begin
        come(who, side, _placed(starts[side], side, axis, middle, gap))
    who.t = max(path.t for path in who.paths.values())
    who.t += LEAST_REST_S  # the second hand may have come later: both are seen at rest first
    for sign in signs:
        _stroke(who, axis, middle, far if sign > 0 else near, sign)
    begin = who.t
    for side in _BOTH:
        who.t = begin
        leave(who, side)
    who.t = max(path.t for path in who.paths.values())


def _alternating(who: Performer) -> tuple[int, ...]:
    first = 1 if who.chance(0.5) else -1
    return tuple(first * (-1) ** k for k in range(int(who.rng.integers(1, 5))))


def _axis(who: Performer) -> Floats:
    """Return the unit vector from the person's right hand to the left one."""
    tilt = np.radians(_TILTS_DEG[int(who.rng.integers(len(_TILTS_DEG)))] + who.uniform(-8, 8))
    return np.array([np.cos(tilt), np.sin(tilt)])


def _middle(who: Performer) -> Floats:
    return np.array([who.uniform(-0.12, 0.12), who.uniform(-0.12, 0.1)])


def _gaps(who: Performer, axis: Floats, middle: Floats) -> tuple[float, float]:
    """Return the smaller and the larger distance between the hands, frame heights."""
    room = np.maximum(np.array(who.reach()) - np.abs(middle), 0.05)
    widest = 2 * float(np.min(room / np.maximum(np.abs(axis), 1e-6)))
    # One above the other hands need more room than side by side: they are longer than wide.
    near = min((who.uniform(1.5, 2.1) + abs(float(axis[1]))) * who.palm, 0.6 * widest)
    return near, min(near + who.uniform(2.0, 5.0) * who.palm, widest)


def _placed(stance: Stance, side: Handedness, axis: Floats, middle: Floats, gap: float) -> Stance:
    place = middle + LATERAL[side] * axis * gap / 2
    return stance.at(float(place[0]), float(place[1]))


def _stroke(who: Performer, axis: Floats, middle: Floats, gap: float, sign: int) -> None:
    seconds = who.choices.stroke_s or who.uniform(0.35, 0.95)
    shift = np.array([who.uniform(-0.2, 0.2), who.uniform(-0.1, 0.1)]) * who.palm
    pause = who.uniform(0.5, 1.1)
    spans = []
    for side in _BOTH:
        path = who.paths[side]
        goal = _placed(path.here, side, axis, middle + shift, gap)
        late = who.uniform(0.0, 0.06)
        path.rest_until(who.t + late)
        lean = sign * LATERAL[side] * who.uniform(0.0, 0.15)
        bow = (who.uniform(-0.1, 0.1) * who.palm, who.uniform(-0.4, 0.4) * who.palm)
        spans.append(path.to(goal.turned(roll=lean), seconds, bow=bow))
    who.t = max(end for _, end in spans) + pause
    for side in _BOTH:
        who.paths[side].rest_until(who.t)
    span = min(begin for begin, _ in spans), max(end for _, end in spans)
    who.label("zoom", span, sign=sign, side=Handedness.BOTH)
