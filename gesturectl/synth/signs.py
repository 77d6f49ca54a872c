"""Gestures of one hand that draw a figure or come nearer: wave, circles, push."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from gesturectl.synth.coming import bystander, come, leave
from gesturectl.synth.movement import Ease
from gesturectl.synth.performer import Performer
from gesturectl.synth.rotation import Floats
from gesturectl.synth.stance import Stance

CLOCKWISE = {"circle_cw": -1.0, "circle_ccw": 1.0}
"""Sense of turn in the picture, +1 with the clock there. The user sees circles from behind the hand: what runs with the
clock for the user runs against it in an unmirrored picture."""
_STEPS_A_TURN = 24
_QUICKEST_WAVE, _QUICKEST_CIRCLE = 10.0, 8.0
"""Mean speeds in palm lengths a second (9 cm): a swing of the forearm, and a circle, which never rests."""


def wave(who: Performer) -> None:
    """Wave hello: quick turns to and fro of the open hand."""
    size, swing = who.uniform(0.4, 1.3) * who.palm, who.uniform(0.2, 0.6)
    reach_x = who.reach()[0] - size
    home = who.stance(who.side, *who.home(who.side), who.shape(who.one_of("open_palm", "flat", "relaxed")))
    home = home.at(float(np.clip(home.x, -reach_x, reach_x)), home.y)
    path = come(who, who.side, home, shaped=True)
    quickest_s = 2 * size / who.palm / _QUICKEST_WAVE
    begin, half_s, side = path.t, max(who.uniform(0.13, 0.3), quickest_s), 1.0 if who.chance(0.5) else -1.0
    for _ in range(int(who.rng.integers(4, 10))):
        path.to(home.moved(side * size, 0.0).turned(roll=side * swing), half_s * who.uniform(0.9, 1.1))
        side = -side
    who.label("wave", (begin, path.to(home, half_s)[1]))
    who.t = path.t
    leave(who, who.side)


def circle(who: Performer, gesture: str) -> None:
    """Draw one to three and a half circles in the air, as wide as high or not quite; go back, leave."""
    bystander(who)
    home = who.stance(who.side, *who.home(who.side), who.shape(who.one_of("point", "point", "open_palm", "relaxed")))
    reach = np.array(who.reach())
    radius = min(who.uniform(0.8, 2.2) * who.palm, 0.9 * float(reach.min()))
    radii = radius * np.exp(who.rng.normal(0, 0.12, 2))
    middle = np.clip([home.x, home.y], -reach + radii, reach - radii)
    angle, turns = who.uniform(0, 2 * np.pi), max(1.15, who.uniform(0.8, 3.5))
    path = come(who, who.side, _on(home, middle, radii, angle))
    period_s, begin = max(who.uniform(0.6, 1.6), 2 * np.pi * radius / who.palm / _QUICKEST_CIRCLE), path.t
    for k in range(1, int(turns * _STEPS_A_TURN) + 1):
        place = _on(home, middle, radii, angle + CLOCKWISE[gesture] * 2 * np.pi * k / _STEPS_A_TURN)
        path.to(place, period_s / _STEPS_A_TURN, ease=Ease.EVEN)
    who.label(gesture, (begin, path.t))
    path.rest(who.uniform(0.2, 0.6))
    who.t = path.t
    leave(who, who.side)


def _on(home: Stance, middle: Floats, radii: Floats, angle: float) -> Stance:
    return home.at(float(middle[0] + radii[0] * np.cos(angle)), float(middle[1] + radii[1] * np.sin(angle)))


def push(who: Performer) -> None:
    """Push the open hand towards the camera, once to three times, and draw it back without hurry."""
    bystander(who)
    home = who.stance(who.side, *who.home(who.side), who.shape(who.one_of("open_palm", "flat", "open_palm")))
    far = replace(home, palm=min(home.palm, 0.11))
    path = come(who, who.side, far, shaped=True)
    for _ in range(int(who.rng.integers(1, 4))):
        slide = who.rng.normal(0, 0.25, 2) * far.palm
        nearer = far.palm * who.uniform(1.4, 2.0)
        near = replace(far.moved(float(slide[0]), float(slide[1])), palm=nearer)
        who.label("push", path.to(near, who.choices.stroke_s or who.uniform(0.22, 0.6)))
        path.rest(who.uniform(0.15, 0.6))
        path.to(far, who.uniform(0.7, 1.3))
        path.rest(who.uniform(0.4, 0.9))
    who.t = path.t
    leave(who, who.side)
