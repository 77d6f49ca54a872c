"""Both hands turned about their middle, as on a steering wheel."""

from __future__ import annotations

import numpy as np

from gesturectl.domain.observation import Handedness
from gesturectl.synth.coming import LEAST_REST_S, come, leave
from gesturectl.synth.movement import Ease, eased
from gesturectl.synth.performer import LATERAL, Performer
from gesturectl.synth.stance import Stance

_SHAPES = ("fist", "relaxed", "point", "open_palm")
_BOTH = (Handedness.RIGHT, Handedness.LEFT)
_PIECES = 12


def rotate(who: Performer) -> None:
    """Turn both hands by 40 to 100 degrees to one side and back to the other; they come and leave from below.

    Sign +1 is with the clock as the user sees it, which is against it in an unmirrored picture.
    """
    middle = np.array([who.uniform(-0.12, 0.12), who.uniform(-0.12, 0.08)])
    radius = min(who.uniform(1.3, 2.6) * who.palm, 0.9 * (who.reach()[1] - float(np.abs(middle).max())))
    angle = np.radians(who.uniform(-25, 25))
    form = who.choices.shape or who.one_of(*_SHAPES)
    starts = {side: who.stance(side, 0.0, 0.0, who.shape(form)) for side in _BOTH}
    begin = who.t
    for side in _BOTH:
        who.t = begin
        come(who, side, _placed(starts[side], side, middle, radius, angle))
    who.t = max(path.t for path in who.paths.values()) + LEAST_REST_S
    sign = who.choices.sign or (1 if who.chance(0.5) else -1)
    for _ in range(1 if who.choices.sign else int(who.rng.integers(1, 4))):
        angle = _turn(who, starts, middle, radius, angle, sign)
        sign = -sign
    begin = who.t
    for side in _BOTH:
        who.t = begin
        leave(who, side)
    who.t = max(path.t for path in who.paths.values())


def _turn(
    who: Performer, starts: dict[Handedness, Stance], middle: np.ndarray, radius: float, angle: float, sign: int
) -> float:
    """Turn once and rest; return the new angle."""
    way = -sign * np.radians(who.uniform(40, 100))
    seconds = who.choices.stroke_s or who.uniform(0.4, 1.0)
    span = (who.t, who.t + seconds)
    for side in _BOTH:
        path = who.paths[side]
        path.rest_until(who.t)
        for k in range(1, _PIECES + 1):
            share = float(eased(np.array(k / _PIECES), Ease.JERK))
            place = _placed(starts[side], side, middle, radius, angle + share * way)
            path.to(place, seconds / _PIECES, ease=Ease.EVEN)
    who.t = span[1] + who.uniform(0.5, 1.0)
    for side in _BOTH:
        who.paths[side].rest_until(who.t)
    who.label("rotate", span, sign=sign, side=Handedness.BOTH)
    return float(angle + way)


def _placed(stance: Stance, side: Handedness, middle: np.ndarray, radius: float, angle: float) -> Stance:
    """Return the stance on its side of the wheel; `angle` grows with the clock in the picture."""
    out = LATERAL[side] * radius
    place = middle + out * np.array([np.cos(angle), np.sin(angle)])
    return stance.at(float(place[0]), float(place[1])).turned(roll=float(angle))
