"""Strokes of one hand: swipes in four directions, and the pinch."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from gesturectl.synth.coming import bystander, come, leave
from gesturectl.synth.path import Path
from gesturectl.synth.performer import Performer
from gesturectl.synth.rotation import Floats
from gesturectl.synth.shape import HandShape
from gesturectl.synth.stance import Stance

DIRECTIONS = {
    "swipe_left": (1.0, 0.0),
    "swipe_right": (-1.0, 0.0),
    "swipe_up": (0.0, -1.0),
    "swipe_down": (0.0, 1.0),
}
"""In an unmirrored picture; left and right are the user's own, so swipe_left runs to image right."""
_SWIPE_SHAPES = ("open_palm", "flat", "open_palm", "two_up", "point", "flat")
"""Who means a swipe shows a hand: open, flat, or with one or two fingers stretched; a limp one is on its way."""
_ALSO_HELD = ("open_palm", "point")
"""Shapes of swipes that would be a held shape if they were shown on and on: such a hand loosens after the stroke."""
_FASTEST = 2.2
"""Mean speed of the quickest stroke, frame heights a second: beyond it a webcam shows a smear."""
_FASTEST_PALMS = 12.0
"""The same in palm lengths a second: over a metre a second, and twice as much in mid-stroke."""
_SLOWEST_PALMS = 3.2
"""Mean speed of the slowest stroke that is one, palm lengths a second."""
_SHORTEST_PALMS, _LONGEST_PALMS = 2.2, 6.0
"""Length of a swipe: more than the hand's own length (2 palms, about 18 cm). What is shorter is a twitch."""
_CROOKED_DEG = 14.0


def swipe(who: Performer, gesture: str) -> None:
    """Swipe once: come, rest, stroke, rest, go back slowly (most times), leave."""
    bystander(who)
    form = who.choices.shape or who.one_of(*_SWIPE_SHAPES)
    start, way = _swipe_way(who, gesture, who.shape(form))
    come(who, who.side, start)
    _stroke(who, gesture, start, way, loosen=form in _ALSO_HELD)
    leave(who, who.side)


def swipes(who: Performer) -> None:
    """Swipe several times, in any direction, without leaving between."""
    bystander(who)
    names = [who.one_of(*DIRECTIONS) for _ in range(int(who.rng.integers(3, 6)))]
    for k, gesture in enumerate(names):
        form = who.choices.shape or who.one_of(*_SWIPE_SHAPES)
        start, way = _swipe_way(who, gesture, who.shape(form))
        if k == 0:
            come(who, who.side, start)
        else:
            path = who.paths[who.side]
            path.to(start, _calm_s(who, path.here, start))
            path.rest(who.uniform(0.4, 0.6))
        _stroke(who, gesture, start, way, loosen=form in _ALSO_HELD)
    leave(who, who.side)


def _swipe_way(who: Performer, gesture: str, form: HandShape) -> tuple[Stance, Floats]:
    """Return where a swipe starts and its way (2,) in frame heights, all of it inside the picture."""
    reach = np.array(who.reach())
    crooked = np.radians(who.uniform(-_CROOKED_DEG, _CROOKED_DEG))
    x, y = DIRECTIONS[gesture]
    along = np.array([x * np.cos(crooked) - y * np.sin(crooked), x * np.sin(crooked) + y * np.cos(crooked)])
    longest = float(np.min(1.9 * reach / np.maximum(np.abs(along), 1e-6)))
    way = along * min(who.uniform(_SHORTEST_PALMS, _LONGEST_PALMS) * who.palm, longest)
    home = np.array(who.home(who.side))
    begin = np.clip(home - way / 2, -reach + np.maximum(-way, 0), reach - np.maximum(way, 0))
    return who.stance(who.side, float(begin[0]), float(begin[1]), form), way


def _stroke(who: Performer, gesture: str, start: Stance, way: Floats, *, loosen: bool) -> None:
    path = who.paths[who.side]
    length = float(np.linalg.norm(way))
    longest = min(0.7, length / who.palm / _SLOWEST_PALMS)
    drawn = who.uniform(0.18, max(longest, 0.19))
    seconds = max(who.choices.stroke_s or drawn, length / min(_FASTEST, _FASTEST_PALMS * who.palm))
    if who.chance(0.25):
        _wind_up(who, path, way)
    across = np.array([-way[1], way[0]]) * who.uniform(-0.18, 0.18)
    span = path.to(_carried(who, path.here, start, way), seconds, bow=(float(across[0]), float(across[1])))
    who.label(gesture, span)
    path.rest(who.uniform(0.15, 0.6))
    if loosen:
        path.to(path.here.shaped(who.shape("relaxed")), who.uniform(0.15, 0.3))
    if who.chance(0.65):
        loose = start.shaped(who.shape("relaxed")) if loosen or who.chance(0.6) else start
        path.to(loose, max(1.8 * seconds, _calm_s(who, path.here, start)))
        path.rest(who.uniform(0.2, 0.6))
    who.t = max(who.t, path.t)


def _wind_up(who: Performer, path: Path[Stance], way: Floats) -> None:
    back = -way / np.linalg.norm(way) * who.uniform(0.15, 0.45) * who.palm
    path.to(path.here.moved(float(back[0]), float(back[1])), who.uniform(0.2, 0.35))


def _carried(who: Performer, here: Stance, start: Stance, way: Floats) -> Stance:
    """Return the stance at the end of a stroke: the hand leans the way it goes."""
    lean = way / np.linalg.norm(way) * who.uniform(0.0, 0.35)
    end = start.at(start.x + float(way[0]), start.y + float(way[1]))
    return end.turned(roll=float(lean[0]) * 0.8, yaw=float(-lean[0]), pitch=float(lean[1])).shaped(here.shape)


def _calm_s(who: Performer, here: Stance, goal: Stance) -> float:
    """Return how long an unhurried movement takes."""
    palms = float(np.hypot(goal.x - here.x, goal.y - here.y)) / who.palm
    return max(who.uniform(0.55, 0.9), palms / who.uniform(3.0, 4.5))


def pinch(who: Performer) -> None:
    """Close or open thumb and index finger, once or several times in turn; the hand holds still."""
    bystander(who)
    closed, opened = pinch_shapes(who)
    sign = who.choices.sign or (1 if who.chance(0.5) else -1)
    start = who.stance(who.side, *who.home(who.side), closed if sign > 0 else opened)
    path = come(who, who.side, start, shaped=True)
    for _ in range(1 if who.choices.sign else int(who.rng.integers(1, 5))):
        goal = path.here.shaped(opened if sign > 0 else closed)
        slide = who.uniform(-0.15, 0.15) * who.palm
        span = path.to(goal.moved(slide, -slide), who.choices.stroke_s or who.uniform(0.25, 0.7))
        who.label("pinch", span, sign=sign)
        path.rest(who.uniform(0.5, 1.0))
        sign = -sign
    who.t = max(who.t, path.t)
    leave(who, who.side)


def pinch_shapes(who: Performer) -> tuple[HandShape, HandShape]:
    """Return the closed and the open hand; the three other fingers are alike in both."""
    closed, opened = who.shape("pinch_closed"), who.shape("pinch_open")
    others = closed.angles[4:16] * who.uniform(0.5, 1.25)
    return _with_fingers(closed, others), _with_fingers(opened, others)


def _with_fingers(form: HandShape, others: Floats) -> HandShape:
    return replace(form, angles=np.concatenate([form.angles[:4], others, form.angles[16:]]))
