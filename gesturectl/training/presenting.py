"""People who show shapes on purpose in the middle of whatever they do: with the movements of everyday, hands in view.

The clips of single gestures come from nowhere and go there again; who works at a desk has hands in view all the time,
raises one at an everyday pace, shows one shape or several in turn, and goes on.
"""

from __future__ import annotations

import numpy as np

from gesturectl.domain.label import GestureLabel
from gesturectl.synth.clip import HandClip
from gesturectl.synth.idling import inside, loose, low
from gesturectl.synth.path import Path
from gesturectl.synth.performer import Performer
from gesturectl.synth.stance import Stance

_SHORTEST_S, _LONGEST_S = 1.1, 3.0
_PALMS_S = (2.5, 9.0)
"""The pace of everyday, palm lengths a second."""
_ATTITUDE = (0.35, 0.3, 0.25)
"""How far a hand that is shown is turned: roll, yaw, pitch, rad, standard deviation."""


def presented_clip(name: str, others: tuple[str, ...], seed: int) -> HandClip:
    """Return a clip in which the shape `name` is shown twice or more, and now and then one of `others`."""
    who = Performer(f"presented {name}", seed)
    side, begin = who.side, low(who, who.side)
    path = who.paths[side] = Path(begin if who.chance(0.7) else who.below(begin))
    path.rest(who.uniform(0.3, 5.0))
    for _ in range(2):
        if who.chance(0.3):
            _busy(who, path)
        home = inside(who, who.stance(side, *who.home(side), who.shape(name)))
        home = home.turned(*(who.rng.normal(0, 1, 3) * _ATTITUDE))
        _go(who, path, home if who.chance(0.5) else home.shaped(loose(who)))
        path.rest(who.uniform(0.0, 0.8))
        for _ in range(1 + int(who.chance(0.4))):
            _show(who, path, home, name)
            if who.chance(0.3):
                _show(who, path, home, who.one_of(*others))
        if who.chance(0.8):
            _go(who, path, begin.shaped(loose(who)) if who.chance(0.7) else who.below(begin))
            path.rest(who.uniform(0.2, 2.0))
    who.t = path.t
    if who.chance(0.5):
        _beside(who)
    return who.clip()


def _show(who: Performer, path: Path[Stance], home: Stance, name: str) -> None:
    """Form the shape where the hand is, hold it, trembling or not, loosen the hand or not."""
    goal = home.at(path.here.x, path.here.y).shaped(who.shape(name))
    start = path.to(goal, who.uniform(0.15, 0.5))[1]
    end, size = start + who.uniform(_SHORTEST_S, _LONGEST_S), who.uniform(0.0, 0.08) * who.chance(0.6)
    here = path.here
    while path.t < end - 1e-6:
        step = who.rng.normal(0, size, 2) * who.palm
        path.to(here.moved(*step), min(who.uniform(0.2, 0.8), end - path.t))
        path.rest(min(who.uniform(0.0, 0.8), max(end - path.t, 0.0)))
    who.labels.append(GestureLabel(name, start, end, 0, who.side))
    if who.chance(0.5):
        path.to(path.here.shaped(loose(who)), who.uniform(0.2, 0.5))
        path.rest(who.uniform(0.0, 1.0))


def _busy(who: Performer, path: Path[Stance]) -> None:
    """Do something before: take a thing, scratch, move the hand about."""
    for _ in range(int(who.rng.integers(1, 5))):
        place = who.stance(who.side, who.uniform(-0.6, 0.6), who.uniform(-0.3, 0.4), loose(who))
        _go(who, path, inside(who, place.turned(*(who.rng.normal(0, 0.5, 3)))))
        path.rest(who.uniform(0.0, 1.5))


def _beside(who: Performer) -> None:
    """Let the other hand rest low in view, or do small things there."""
    side = who.side.other
    home, size = low(who, side), who.uniform(0.0, 0.3) * who.chance(0.5)
    path = who.paths[side] = Path(home)
    while path.t < who.t:
        path.to(home.moved(*(who.rng.normal(0, size, 2) * who.palm)), who.uniform(0.1, 0.8))
        path.rest(who.uniform(0.0, 2.0))


def _go(who: Performer, path: Path[Stance], goal: Stance) -> None:
    palms = float(np.hypot(goal.x - path.here.x, goal.y - path.here.y)) / who.palm
    bow = (who.uniform(-0.06, 0.06), who.uniform(-0.06, 0.06))
    path.to(goal, max(palms / who.uniform(*_PALMS_S), who.uniform(0.25, 0.7)), bow=bow)
