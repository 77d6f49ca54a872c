"""What people do before a camera all day without meaning anything: long clips for counting false activations.

Six occupations, each a minute or more of one person. They are rougher than the near misses of `idling`: hands come and
go, cross the picture, close around things, rest at the chin, come near the camera.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from gesturectl.domain.observation import Handedness
from gesturectl.synth.clip import HandClip
from gesturectl.synth.idling import Beats, inside, loose, low
from gesturectl.synth.path import Path
from gesturectl.synth.performer import HALF_WIDTH, LATERAL, Performer
from gesturectl.synth.shape import HandShape, random_shape
from gesturectl.synth.stance import Stance

EVERYDAY_S = 60.0
_BOTH = (Handedness.RIGHT, Handedness.LEFT)
_GRIP = 0.55
"""How far from relaxed to a fist a hand around a cup is closed."""
_SAID_WITH = ("open_palm", "flat", "relaxed", "relaxed", "relaxed", "point", "pinch_closed", "four", "fist", "two_up")
"""Shapes that hands take while their owner talks."""


def typing(who: Performer) -> None:
    """Type in bouts; between them a hand takes the mouse, rests, or goes up to the head."""
    homes = {side: _on_keys(who, side) for side in _BOTH}
    for side, home in homes.items():
        who.paths[side] = Path(home)
    while who.t < EVERYDAY_S:
        for side, home in homes.items():
            _type_on(who, who.paths[side], home, who.t + who.uniform(3, 12))
        who.t = max(path.t for path in who.paths.values())
        busy = who.one_of("right", "left")
        path = who.paths[Handedness(busy)]
        aside = homes[Handedness(busy)]
        draw = who.uniform(0, 1)
        if draw < 0.4:  # the mouse
            _go(who, path, aside.at(aside.x + LATERAL[Handedness(busy)] * who.uniform(0.1, 0.4), aside.y))
            _jitter(who, path, who.uniform(1, 5), 0.25)
        elif draw < 0.65:
            _to_face(who, path, Handedness(busy))
        _go(who, path, aside)
        _wait_for_all(who)


def face(who: Performer) -> None:
    """Touch the face again and again: scratch, rub the eyes, rest the chin on the hand, stroke the hair."""
    path = who.paths[who.side] = Path(low(who, who.side))
    while path.t < EVERYDAY_S:
        path.rest(who.uniform(0.5, 5))
        _to_face(who, path, who.side)
        _go(who, path, who.below(path.here) if who.chance(0.4) else low(who, who.side))
    who.t = path.t


def drinking(who: Performer) -> None:
    """Take a cup from the table, drink, put it back."""
    side, grip = who.side, _mixed(who, "relaxed", "fist", _GRIP)
    table = inside(who, low(who, side))
    path = who.paths[side] = Path(who.below(table))
    other = who.paths[side.other] = Path(low(who, side.other))
    while path.t < EVERYDAY_S:
        path.rest(who.uniform(0.5, 3))
        _go(who, path, table.shaped(_mixed(who, "relaxed", "open_palm", who.uniform(0.2, 0.9))))
        path.to(path.here.shaped(grip).turned(yaw=LATERAL[side] * -0.6), who.uniform(0.15, 0.5))
        path.rest(who.uniform(0.0, 0.6))
        mouth = inside(who, table.at(who.uniform(-0.1, 0.1), who.uniform(-0.2, 0.0)).shaped(grip))
        _go(who, path, mouth.turned(yaw=LATERAL[side] * -0.8))
        path.to(path.here.turned(roll=LATERAL[side] * -who.uniform(0.3, 0.9)), who.uniform(0.3, 0.7))
        path.rest(who.uniform(0.6, 3))
        _go(who, path, table.shaped(grip))
        path.to(path.here.shaped(loose(who)), who.uniform(0.15, 0.5))
        _go(who, path, who.below(table) if who.chance(0.5) else low(who, side))
        _jitter(who, other, path.t - other.t, 0.2)
    who.t = path.t


def talking(who: Performer) -> None:
    """Talk with the hands: bouts of beats with pauses, shapes that come by themselves, hands that drop in between."""
    spread = who.uniform(0.4, 1.8) * who.palm
    homes = {side: low(who, side).moved(0, -who.uniform(0.0, 0.35)) for side in _BOTH}
    for side, home in homes.items():
        who.paths[side] = Path(home)
    beats = Beats(spread, _any, (0.2, 0.8), longest_rest_s=0.8, turn_rad=0.3)
    while who.t < EVERYDAY_S:
        for _ in range(int(who.rng.integers(4, 20))):
            beats.one(who, homes)
        if who.chance(0.5):
            for side in _BOTH:
                _go(who, who.paths[side], who.below(homes[side]) if who.chance(0.3) else low(who, side))
        for side in _BOTH:
            who.paths[side].rest(who.uniform(0.5, 4))
        _wait_for_all(who)


def walking(who: Performer) -> None:
    """People walk through the picture, one hand swinging in view; some stop and turn."""
    path = who.paths[who.side] = Path(who.stance(who.side, -HALF_WIDTH - 0.3, 0.2, loose(who)))
    way = 1.0
    while path.t < EVERYDAY_S:
        path.rest(who.uniform(0.5, 6))
        level, size = who.uniform(-0.1, 0.4), who.uniform(0.6, 1.0) * who.palm
        speed, swing, period = who.uniform(0.25, 0.9), who.uniform(0.3, 1.6) * size, who.uniform(0.45, 0.65)
        begin = replace(path.here, x=-way * (HALF_WIDTH + 0.3), y=level, palm=size, shape=loose(who))
        path.to(begin, 0.05)
        x, beat, stop = begin.x, 1.0, who.uniform(-0.4, 0.4) if who.chance(0.25) else None
        while way * x < HALF_WIDTH + 0.3:
            x += way * speed * period
            beat = -beat
            path.to(path.here.at(x + beat * swing, level - who.uniform(0, 0.3) * size), period)
            if stop is not None and way * x > way * stop:
                _jitter(who, path, who.uniform(1, 4), 0.3)
                stop = None
        way = -way
    who.t = path.t


def reaching(who: Performer) -> None:
    """Reach for things on the desk, beside the screen, at the camera; take them, put them elsewhere."""
    side = who.side
    path = who.paths[side] = Path(low(who, side))
    while path.t < EVERYDAY_S:
        path.rest(who.uniform(0.3, 3))
        there = inside(who, who.stance(side, who.uniform(-0.6, 0.6), who.uniform(-0.3, 0.4), _any(who)))
        near = replace(there, palm=who.palm * who.uniform(0.9, 1.7)).turned(
            roll=who.uniform(-0.9, 0.9), yaw=who.uniform(-0.8, 0.8), pitch=who.uniform(-0.2, 0.8)
        )
        _go(who, path, near)
        closed = _mixed(who, "relaxed", "fist", who.uniform(0.3, 0.9)) if who.chance(0.7) else random_shape(who.rng)
        path.to(path.here.shaped(closed), who.uniform(0.12, 0.5))
        path.rest(who.uniform(0.0, 1.0))
        if who.chance(0.6):
            _go(who, path, inside(who, path.here.at(who.uniform(-0.5, 0.5), who.uniform(-0.1, 0.4))))
            path.to(path.here.shaped(loose(who)), who.uniform(0.12, 0.5))
        back = low(who, side) if who.chance(0.6) else who.below(path.here)
        _go(who, path, replace(back, palm=who.palm))
    who.t = path.t


EVERYDAY: dict[str, Callable[[Performer], None]] = {
    "typing": typing,
    "face touching": face,
    "drinking": drinking,
    "talking": talking,
    "walking past": walking,
    "reaching": reaching,
}
"""Every occupation by name."""


def everyday_clip(name: str, seed: int) -> HandClip:
    """Return a clip of about EVERYDAY_S seconds, without a label; the same name and seed give the same clip."""
    who = Performer(f"everyday {name}", seed)
    EVERYDAY[name](who)
    return who.clip()


def _on_keys(who: Performer, side: Handedness) -> Stance:
    home = low(who, side).shaped(who.shape("relaxed"))
    return home.moved(0, who.uniform(-0.1, 0.15)).turned(pitch=who.uniform(0.3, 0.6), roll=LATERAL[side] * -0.2)


def _type_on(who: Performer, path: Path[Stance], home: Stance, until: float) -> None:
    while path.t < until:
        tapped = home.shape.angles.copy()
        tapped[4 * int(who.rng.integers(4))] += who.uniform(0.2, 0.6)
        step = who.rng.normal(0, 0.15, 2) * who.palm
        path.to(home.moved(*step).shaped(HandShape(tapped)), who.uniform(0.06, 0.16))
        path.to(home.moved(*step), who.uniform(0.06, 0.14))
        if who.chance(0.1):
            path.rest(who.uniform(0.2, 1.5))


def _to_face(who: Performer, path: Path[Stance], side: Handedness) -> None:
    spot = who.stance(side, who.uniform(-0.15, 0.15), who.uniform(-0.4, 0.0), _any(who))
    turn = LATERAL[side] * -who.uniform(-0.2, 1.0)
    _go(who, path, inside(who, spot.turned(yaw=turn, roll=who.uniform(-0.6, 0.6), pitch=who.uniform(-0.4, 0.4))))
    if who.chance(0.35):  # the chin on the hand
        path.to(path.here.shaped(_mixed(who, "relaxed", "fist", who.uniform(0.2, 1.0))), who.uniform(0.2, 0.6))
        _jitter(who, path, who.uniform(1, 5), 0.05)
        return
    size = who.uniform(0.08, 0.6)
    for _ in range(int(who.rng.integers(3, 10))):
        path.to(path.here.moved(*(who.rng.normal(0, size, 2) * who.palm)), who.uniform(0.12, 0.4))


def _any(who: Performer) -> HandShape:
    """Return a shape as hands have it while they do something: relaxed for the most part, anything now and then."""
    return _mixed(who, "relaxed", who.one_of(*_SAID_WITH), who.uniform(0.0, 1.0)) if who.chance(0.7) else loose(who)


def _mixed(who: Performer, one: str, other: str, share: float) -> HandShape:
    """Return a shape between two, in the attitude of neither: only shown on purpose it has its own."""
    a, b = who.shape(one), who.shape(other)
    return HandShape((1 - share) * a.angles + share * b.angles)


def _go(who: Performer, path: Path[Stance], goal: Stance) -> None:
    """Go somewhere at an everyday pace, now and then briskly."""
    palms = float(np.hypot(goal.x - path.here.x, goal.y - path.here.y)) / who.palm
    seconds = max(palms / who.uniform(2.5, 9.0), who.uniform(0.25, 0.7))
    path.to(goal, seconds, bow=(who.uniform(-0.06, 0.06), who.uniform(-0.06, 0.06)))


def _jitter(who: Performer, path: Path[Stance], span_s: float, size: float) -> None:
    """Stay about a place for a while."""
    home, end = path.here, path.t + span_s
    while path.t < end - 1e-6:
        step = who.rng.normal(0, size, 2) * who.palm
        path.to(home.moved(*step), min(who.uniform(0.2, 0.8), end - path.t))
        path.rest(min(who.uniform(0.0, 0.8), max(end - path.t, 0.0)))


def _wait_for_all(who: Performer) -> None:
    who.t = max(path.t for path in who.paths.values())
    for path in who.paths.values():
        path.rest_until(who.t)
