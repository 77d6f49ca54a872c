"""From the places of a hand to motions of the pointer: relative as on a touchpad, or absolute in an area. Pure."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

import numpy as np

from gesturectl.control.pointer_area import area_for, share_of
from gesturectl.control.pointer_curve import gain_px
from gesturectl.control.pointer_filter import Floats, OneEuro, Smooths
from gesturectl.domain.pointer import FollowedHand, PointerGuide, PointerMode, PointerSettings
from gesturectl.domain.pointer_action import PointerAim, PointerGlide, PointerMotion

PALM = (0, 5, 9, 13, 17)
_INDEX_TIP = 8
_AIMS = 60
MERGE_SHARE = 0.15
"""Absolute mode: after the pointer stood still while the hand went on, the way between them is made up over moves of
this share of the screen: at once would be a jump."""


def one_euro(settings: PointerSettings) -> Smooths:
    """Return the filter that the settings ask for."""
    return OneEuro(settings.min_cutoff_hz, settings.beta)


class _Way:
    """How far a point of the hand has gone, in palm lengths to the user's right and down, and the same smoothed."""

    def __init__(self, smoother: Smooths) -> None:
        self._filter = smoother
        self._last: Floats | None = None
        self._way: Floats = np.zeros(2)
        self.steady: Floats = np.zeros(2)

    def begin_anew(self) -> None:
        """Take the next place for where the last one was."""
        self._last = None

    def step(self, t: float, place: Floats, unit: float) -> Floats:
        """Take the place at time `t`, both in frame heights; return the smoothed step (2,)."""
        if self._last is not None:
            # Each step in palm lengths of its own moment: a palm length that wavers must not move the pointer.
            self._way = self._way + (place - self._last) / unit * np.array([-1.0, 1.0])
        self._last = place
        before, self.steady = self.steady, self._filter.smooth(t, self._way)
        return self.steady - before


class PointerMotions:
    """Follows one hand from where it was taken up."""

    def __init__(self, settings: PointerSettings, smoother: Callable[[PointerSettings], Smooths]) -> None:
        self._settings = settings
        self._guide, self._palm = _Way(smoother(settings)), _Way(smoother(settings))
        self._unit: float | None = None
        self._absolute = _Absolute(settings)
        self._t = 0.0

    @property
    def travelled(self) -> Floats:
        """How far the palm has gone since it was taken up, smoothed: (2,) palm lengths, right and down.

        The palm, whatever moves the pointer: fingers that pinch move their tips.
        """
        return self._palm.steady.copy()

    def step(self, t: float, hand: FollowedHand, *, still: bool) -> list[PointerMotion]:
        """Return what the pointer does: a step of nothing while it must be `still`, by which a mouse is noticed."""
        place = guided(hand, self._settings.guide)
        if self._unit is None:
            self._unit = hand.palm
            self._absolute.begin(place, hand)
        absolute = self._settings.mode is PointerMode.ABSOLUTE
        step = self._guide.step(t, place, self._unit if absolute else hand.palm)
        self._palm.step(t, guided(hand, PointerGuide.HAND), hand.palm)
        step_s, self._t = t - self._t, t
        aim = self._absolute.aim(t, self._guide.steady * self._unit, still=still) if absolute else None
        if still:
            return [PointerGlide(t, 0.0, 0.0)]
        return [aim or self._glide(t, step, step_s)]

    def begin_anew(self) -> None:
        """Go on with a hand that is read otherwise from now on: where it seems to be now, it was before."""
        self._guide.begin_anew()
        self._palm.begin_anew()

    def rewound(self, to_t: float) -> None:
        """Take notice that the pointer was taken back to where it was at `to_t`."""
        self._absolute.rewound(to_t)

    def _glide(self, t: float, step: Floats, step_s: float) -> PointerGlide:
        speed = float(np.linalg.norm(step)) / max(step_s, 1e-3)
        dx, dy = step * gain_px(speed) * self._settings.speed
        return PointerGlide(t, float(dx), float(dy))


class _Absolute:
    """The place in the area, and what is left over from times when the pointer stood still."""

    def __init__(self, settings: PointerSettings) -> None:
        self._area = settings.area
        self._aspect = 1.0
        self._origin: Floats = np.zeros(2)
        self._last: Floats = np.zeros(2)
        self._behind: Floats = np.zeros(2)
        self._aims: deque[tuple[float, Floats]] = deque(maxlen=_AIMS)

    def begin(self, place: Floats, hand: FollowedHand) -> None:
        self._aspect = hand.aspect
        self._area = self._area or area_for(place, hand.palm, hand.aspect)
        self._origin = place
        self._last = np.array(share_of(self._area, place, self._aspect))

    def aim(self, t: float, way: Floats, *, still: bool) -> PointerAim | None:
        """`way` (2,): from the origin, frame heights, to the user's right and down."""
        assert self._area is not None
        share = np.array(share_of(self._area, self._origin + way * np.array([-1.0, 1.0]), self._aspect))
        moved, self._last = share - self._last, share
        if still:
            self._behind = self._behind - moved
            return None
        self._behind = self._behind * max(0.0, 1.0 - float(np.linalg.norm(moved)) / MERGE_SHARE)
        aim = np.clip(share + self._behind, 0.0, 1.0)
        self._aims.append((t, aim))
        return PointerAim(t, float(aim[0]), float(aim[1]))

    def rewound(self, to_t: float) -> None:
        back = [aim for t, aim in self._aims if t <= to_t] or [aim for _, aim in self._aims][:1]
        if back:
            self._behind = back[-1] - self._last


def guided(hand: FollowedHand, guide: PointerGuide) -> Floats:
    """Return the place (2,) in frame heights of what moves the pointer, as the camera sees it."""
    if guide is PointerGuide.INDEX:
        return hand.points[_INDEX_TIP, :2].astype(np.float64)
    return np.asarray(hand.points[list(PALM), :2].mean(axis=0), np.float64)
