"""How hands come into the picture and leave it: never a gesture."""

from __future__ import annotations

from gesturectl.domain.observation import Handedness
from gesturectl.synth.path import Path
from gesturectl.synth.performer import LATERAL, Performer
from gesturectl.synth.stance import Stance

LEAST_REST_S, LONGEST_REST_S = 0.4, 0.65
"""A person who means something shows the hand first, but for less than a held shape takes (0.9 s): who shows one on and
on means that."""


def come(who: Performer, side: Handedness, goal: Stance, *, shaped: bool = False) -> Path[Stance]:
    """Bring a hand to `goal` and let it rest there; `shaped`: with the goal's shape from the start.

    A new hand is there already, or comes from below or from its side; a hand that was away comes from there.
    """
    path = who.paths.get(side)
    if path is None:
        path = who.paths[side] = Path(_origin(who, side, goal, shaped))
    path.rest_until(who.t)
    if path.here is not goal:
        path.rest(who.uniform(0.1, 0.5))
        path.to(goal, who.uniform(0.55, 1.1), bow=(who.uniform(-0.05, 0.05), 0.0))
    path.rest(who.uniform(LEAST_REST_S, LONGEST_REST_S))
    who.t = max(who.t, path.t)
    return path


def _origin(who: Performer, side: Handedness, goal: Stance, shaped: bool) -> Stance:
    draw = who.uniform(0, 1)
    if who.choices.still or (draw < 0.25 and who.t == 0):
        return goal
    start = who.below(goal) if draw < 0.8 else who.beside(goal, side)
    return start.shaped(goal.shape) if shaped else start


def leave(who: Performer, side: Handedness) -> None:
    """Take a hand out of the picture: down, or to its side; the fingers loosen on the way."""
    path = who.paths[side]
    path.rest_until(who.t)
    path.rest(who.uniform(0.15, 0.5))
    if not who.choices.still:
        away = who.below(path.here) if who.chance(0.8) else who.beside(path.here, side)
        path.to(away, who.uniform(0.5, 0.95), bow=(who.uniform(-0.06, 0.06), 0.0))
        path.rest(who.uniform(0.2, 0.5))
    who.t = max(who.t, path.t)


def bystander(who: Performer) -> None:
    """Now and then lay the other hand, idle, into the lower part of the picture on its own side."""
    side = who.side.other
    if who.choices.still or side in who.paths or not who.chance(0.3):
        return
    reach_x, reach_y = who.reach()
    form = who.shape("relaxed")
    goal = who.stance(side, LATERAL[side] * 0.7 * reach_x, who.uniform(0.5, 0.8) * reach_y, form)
    who.paths[side] = Path(goal.turned(pitch=who.uniform(-0.25, 0.0)))
