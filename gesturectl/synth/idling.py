"""Movements of hands that mean nothing to us: what a recognizer must let pass."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from gesturectl.domain.observation import Handedness
from gesturectl.synth.coming import bystander, come, leave
from gesturectl.synth.path import Path
from gesturectl.synth.performer import HALF_WIDTH, LATERAL, Performer
from gesturectl.synth.shape import HandShape, random_shape
from gesturectl.synth.stance import Stance

_SIDES: tuple[Handedness, ...] = (Handedness.LEFT, Handedness.RIGHT)


def approach_leave(who: Performer) -> None:
    """Come, rest a moment, leave: once to three times."""
    for _ in range(int(who.rng.integers(1, 4))):
        come(who, who.side, who.stance(who.side, *who.home(who.side), loose(who)))
        leave(who, who.side)


def raise_lower(who: Performer) -> None:
    """Raise the hand without hurry and lower it again, inside the picture."""
    low = who.stance(who.side, *who.home(who.side), loose(who))
    _, reach_y = who.reach()
    path = come(who, who.side, low.at(low.x, 0.8 * reach_y))
    for y in (-0.5 * reach_y, 0.8 * reach_y):
        path.to(path.here.at(path.here.x + who.uniform(-0.05, 0.05), y), who.uniform(0.9, 1.6))
        path.rest(who.uniform(0.3, 0.8))
    who.t = path.t
    leave(who, who.side)


def idle(who: Performer) -> None:
    """Both hands, or one, in the lower part of the picture, doing nothing."""
    for side in _some_hands(who):
        here = low(who, side)
        path = who.paths[side] = Path(here)
        for _ in range(3):
            path.rest(who.uniform(0.6, 1.6))
            path.to(here.moved(*(who.rng.normal(0, 0.2, 2) * who.palm)), who.uniform(0.5, 1.2))


def talking(who: Performer) -> None:
    """Talk with both hands: quick beats in changing directions, often both alike."""
    spread = who.uniform(0.4, 1.6) * who.palm
    homes = {side: low(who, side).moved(0, -who.uniform(0.0, 0.35)) for side in _SIDES}
    for side, home in homes.items():
        who.paths[side] = Path(home)
    beats = Beats(spread, loose)
    for _ in range(int(who.rng.integers(8, 16))):
        beats.one(who, homes)


@dataclass(frozen=True, slots=True)
class Beats:
    """How somebody underlines words with both hands.

    spread          how far from their homes the hands go, frame heights, standard deviation
    form            draws the shape that a hand takes meanwhile
    beat_s          the shortest and the longest beat
    longest_rest_s  after a beat after which a hand rests
    turn_rad        how far the hands turn, standard deviation
    """

    spread: float
    form: Callable[[Performer], HandShape]
    beat_s: tuple[float, float] = (0.22, 0.7)
    longest_rest_s: float = 0.6
    turn_rad: float = 0.2

    def one(self, who: Performer, homes: dict[Handedness, Stance]) -> None:
        """Underline one word, often with both hands alike."""
        seconds, alike = who.uniform(*self.beat_s), who.chance(0.4)
        shared = who.rng.normal(0, self.spread, 2)
        for side, home in homes.items():
            step = shared * (LATERAL[side], 1.0) if alike else who.rng.normal(0, self.spread, 2)
            goal = inside(who, home.moved(*step)).shaped(self.form(who)).turned(*who.rng.normal(0, self.turn_rad, 3))
            who.paths[side].to(goal, seconds)
            who.paths[side].rest(0.0 if who.chance(0.6) else who.uniform(0.1, self.longest_rest_s))


def fidget(who: Performer) -> None:
    """One hand, or both, that cannot keep still: a random walk with pauses."""
    for side in _some_hands(who):
        path = who.paths[side] = Path(inside(who, low(who, side).moved(0, -who.uniform(0, 0.3))))
        for _ in range(int(who.rng.integers(6, 12))):
            step = who.rng.normal(0, 0.9, 2) * who.palm
            goal = inside(who, path.here.moved(*step)).shaped(loose(who))
            path.to(goal, who.uniform(0.3, 1.0))
            path.rest(who.uniform(0.0, 0.7))


def typing(who: Performer) -> None:
    """Both hands flat over a keyboard, seen from the screen: fingers tap, hands shift a little."""
    for side in (Handedness.RIGHT, Handedness.LEFT):
        form = who.shape("relaxed")
        home = low(who, side).shaped(form).turned(pitch=who.uniform(0.3, 0.55), roll=LATERAL[side] * -0.2)
        path = who.paths[side] = Path(home)
        for _ in range(24):
            tapped = form.angles.copy()
            tapped[4 * int(who.rng.integers(4))] += who.uniform(0.2, 0.5)
            step = who.rng.normal(0, 0.12, 2) * who.palm
            path.to(home.moved(*step).shaped(HandShape(tapped)), who.uniform(0.07, 0.16))
            path.to(home.moved(*step), who.uniform(0.07, 0.14))


def face_touch(who: Performer) -> None:
    """Scratch nose or chin: up to the face, a little rubbing, down again."""
    face = who.stance(who.side, who.uniform(-0.08, 0.08), who.uniform(-0.25, -0.05), loose(who))
    face = inside(who, face.turned(yaw=LATERAL[who.side] * -who.uniform(0.3, 0.9), pitch=who.uniform(-0.3, 0.3)))
    path = who.paths[who.side] = Path(who.below(face))
    path.rest(who.uniform(0.2, 0.8))
    path.to(face, who.uniform(0.5, 1.0))
    for _ in range(int(who.rng.integers(3, 8))):
        path.to(face.moved(*(who.rng.normal(0, 0.12, 2) * who.palm)), who.uniform(0.12, 0.3))
    who.t = path.t
    leave(who, who.side)


def random_shapes(who: Performer) -> None:
    """Change between shapes that are none of ours."""
    bystander(who)
    start = who.stance(who.side, *who.home(who.side), random_shape(who.rng))
    path = come(who, who.side, start)
    for _ in range(int(who.rng.integers(3, 6))):
        path.to(start.shaped(random_shape(who.rng)), who.uniform(0.25, 0.6))
        path.rest(who.uniform(0.3, 1.2))
    who.t = path.t
    leave(who, who.side)


def two_hands_parallel(who: Performer) -> None:
    """Move both hands the same way, as if carrying a box: their distance does not change."""
    gap = who.uniform(1.5, 4.0) * who.palm
    form = who.one_of("open_palm", "flat", "relaxed")
    reach_x, reach_y = who.reach()
    free_x = max(reach_x - gap / 2, 0.0)
    begin = who.t
    for side in (Handedness.RIGHT, Handedness.LEFT):
        who.t = begin
        come(who, side, who.stance(side, LATERAL[side] * gap / 2, 0.0, who.shape(form)))
    for _ in range(int(who.rng.integers(2, 5))):
        x, y = who.uniform(-free_x, free_x), who.uniform(-0.8, 0.8) * reach_y
        seconds = who.uniform(0.6, 1.3)
        for side in (Handedness.RIGHT, Handedness.LEFT):
            who.paths[side].rest_until(who.t)
            who.paths[side].to(who.paths[side].here.at(x + LATERAL[side] * gap / 2, y), seconds)
        who.t += seconds + who.uniform(0.2, 0.7)
    end = who.t
    for side in (Handedness.RIGHT, Handedness.LEFT):
        who.t = end
        leave(who, side)


def loose(who: Performer) -> HandShape:
    """Return a hand that does nothing in particular."""
    form = who.shape("relaxed")
    share = who.uniform(0.0, 0.35)
    return HandShape((1 - share) * form.angles + share * random_shape(who.rng).angles)


def _some_hands(who: Performer) -> tuple[Handedness, ...]:
    return (who.side,) if who.chance(0.3) else (Handedness.RIGHT, Handedness.LEFT)


def low(who: Performer, side: Handedness) -> Stance:
    """Return a place in the lower part of the picture, on the hand's own side, with a loose hand."""
    x = LATERAL[side] * who.uniform(0.25, 0.75) * (HALF_WIDTH - 1.1 * who.palm)
    place = who.stance(side, x, who.uniform(0.15, 0.45), loose(who))
    return inside(who, place.turned(pitch=who.uniform(-0.2, 0.2), yaw=who.uniform(-0.2, 0.2)))


def inside(who: Performer, stance: Stance) -> Stance:
    """Return the stance moved into the picture."""
    x, y = who.reach()
    return stance.at(float(np.clip(stance.x, -x, x)), float(np.clip(stance.y, -y, y)))
