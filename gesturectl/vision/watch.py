"""How often to look, by what is happening: the figures behind `attention`."""

from __future__ import annotations

from dataclasses import dataclass

from gesturectl.domain.settings import Attention


@dataclass(frozen=True, slots=True)
class Interval:
    """A look is due `rest_s` after the last, `moving_s` while something moves, `begins_s` when it begins to.

    swells_s   while motion has grown for longer than it takes to raise a hand; None: as when it begins
    """

    rest_s: float
    moving_s: float
    begins_s: float
    swells_s: float | None = None


@dataclass(frozen=True, slots=True)
class Watch:
    """When the networks run.

    empty         nothing has moved for `leave_s`: nobody there, or nobody who wants anything
    present       something moved of late, no hand is seen
    second        one hand is followed: looks for another; motion is that away from the followed one
    leave_s       stillness after which nobody counts as there
    settle_s      one hand must have been the only one for so long before it is followed alone
    lost_s        a lost hand is looked for in every frame for so long
    far           looks into the distance, at one place where something moved, while no hand is seen
    still_body_s  look for the body this often while nothing moves and no hand is seen
    glance_s      ... and a camera's pictures are taken this often, the others passed over; 0: every one
    """

    empty: Interval
    present: Interval
    second: Interval
    far: Interval
    leave_s: float
    settle_s: float
    lost_s: float
    still_body_s: float
    glance_s: float


WATCHES = {
    Attention.BALANCED: Watch(
        empty=Interval(rest_s=2.0, moving_s=0.25, begins_s=0.06, swells_s=0.13),
        present=Interval(rest_s=0.4, moving_s=0.25, begins_s=0.06, swells_s=0.13),
        second=Interval(rest_s=1.0, moving_s=1.0, begins_s=0.03),
        far=Interval(rest_s=0.3, moving_s=0.15, begins_s=0.15),
        leave_s=3.0,
        settle_s=0.1,
        lost_s=0.5,
        still_body_s=1.0,
        glance_s=0.0,
    ),
    Attention.ECO: Watch(
        empty=Interval(rest_s=4.0, moving_s=0.3, begins_s=0.12),
        present=Interval(rest_s=1.0, moving_s=0.3, begins_s=0.12),
        second=Interval(rest_s=1.5, moving_s=1.5, begins_s=0.2),
        far=Interval(rest_s=1.0, moving_s=0.6, begins_s=0.6),
        leave_s=2.0,
        settle_s=0.1,
        lost_s=0.4,
        still_body_s=2.0,
        glance_s=0.2,
    ),
}
"""`fast` has no watch: it looks at every picture as a whole."""
FAST_FAR = Interval(rest_s=0.3, moving_s=0.1, begins_s=0.1)
"""Its looks into the distance."""
