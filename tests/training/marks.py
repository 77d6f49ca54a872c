"""Clips of one synthetic person who makes gestures that gesturectl does not know."""

from __future__ import annotations

from gesturectl.domain.observation import Handedness
from gesturectl.synth.coming import come, leave
from gesturectl.synth.performer import Choices, Performer


def check_marks(times: int, seed: int = 0, side: Handedness = Handedness.RIGHT):
    """Draw a check mark in the air: down, then far up to the side; go back slowly, again."""
    who = Performer("check", seed, Choices(handedness=side, palm=0.1, tilt_deg=0.0))
    away = 1.0 if side is Handedness.RIGHT else -1.0
    path = come(who, side, who.stance(side, -0.1 * away, 0.0, who.shape("two_up")))
    for _ in range(times):
        path.rest(who.uniform(0.7, 0.9))
        start = path.here
        path.to(start.moved(0.06 * away, 0.12), who.uniform(0.25, 0.35))
        path.to(start.moved(0.28 * away, -0.15), who.uniform(0.35, 0.45))
        path.rest(who.uniform(0.7, 0.9))
        path.to(start, who.uniform(1.1, 1.4))
    path.rest(1.0)
    who.t = path.t
    leave(who, side)
    return who.clip()


def shows(shape: str, times: int, seed: int = 0, hold_s: float = 2.4, side: Handedness = Handedness.RIGHT):
    """Show a hand shape, lower the hand, show it again."""
    who = Performer("shows", seed, Choices(handedness=side, palm=0.11, tilt_deg=5.0))
    for _ in range(times):
        goal = who.stance(side, who.uniform(-0.2, 0.1), who.uniform(-0.1, 0.1), who.shape(shape))
        path = come(who, side, goal, shaped=True)
        path.rest(hold_s)
        who.t = path.t
        leave(who, side)
        who.t += 0.8
    return who.clip()
