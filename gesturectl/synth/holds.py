"""Held hand shapes."""

from __future__ import annotations

from gesturectl.domain.gesture import GESTURES
from gesturectl.domain.label import GestureLabel
from gesturectl.synth.coming import bystander, come, leave
from gesturectl.synth.path import Path
from gesturectl.synth.performer import Performer

_SHORTEST_S, _LONGEST_S = 1.2, 2.6
_LONGER_S = {"two_up": 0.7}
"""What is held longer than other shapes, since it counts only after 1.5 s, is shown longer."""
_STILL_S = 4.0


def hold(who: Performer, gesture: str) -> None:
    """Show a held shape: come loose or already shaped, hold, loosen (or not), leave."""
    bystander(who)
    goal = who.stance(who.side, *who.home(who.side), who.shape(gesture))
    shaped = who.chance(0.3) or who.choices.still
    path = come(who, who.side, goal if shaped else goal.shaped(who.shape("relaxed")), shaped=shaped)
    start = 0.0 if who.choices.still else path.movements[-1].start_s
    if not shaped:
        start = path.to(goal, who.uniform(0.2, 0.45))[1]
    end = path.rest(who.uniform(_SHORTEST_S, _LONGEST_S) + _LONGER_S.get(gesture, 0.0))[1]
    if not who.choices.still and who.chance(0.7):
        path.to(goal.shaped(who.shape("relaxed")), who.uniform(0.25, 0.45))
    who.labels.append(GestureLabel(gesture, start, end, 0, who.side))
    who.t = max(who.t, path.t)
    leave(who, who.side)


def still(who: Performer, shape: str = "open_palm") -> None:
    """Hold a shape in the picture from the first frame to the last."""
    name = who.choices.shape or shape
    goal = who.stance(who.side, *who.home(who.side), who.shape(name))
    path = who.paths[who.side] = Path(goal)
    span = path.rest(_STILL_S)
    if name in GESTURES:
        who.labels.append(GestureLabel(name, *span, 0, who.side))
