"""A Fitts' law run: thirteen targets in a ring, clicked one after the other (ISO 9241-9), by simulated users."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from gesturectl.control.pointer import Smoother
from gesturectl.control.pointer_filter import Floats
from gesturectl.daemon.bench_pointer_filters import FILTERS
from gesturectl.daemon.bench_pointer_player import MEASURED, SCREEN, Player
from gesturectl.daemon.bench_pointer_user import HandNow, SimulatedUser
from gesturectl.domain.action import ButtonHold
from gesturectl.domain.observation import Handedness
from gesturectl.domain.pointer import FollowedHand
from gesturectl.synth.build import average_build
from gesturectl.synth.hand import joints
from gesturectl.synth.shape import shape

FPS = 30.0
TARGETS = 13
CONDITIONS = ((300, 20), (300, 40), (600, 20), (600, 40), (600, 80), (800, 60))
"""Diameter of the ring and width of the targets, px."""
_PALM, _ASPECT = 0.1, 4 / 3
_PATIENCE_S = 12.0
_WITHIN_SD = 4.133
"""ISO 9241-9: 96 % of normally scattered hits lie within 4.133 standard deviations, the effective width."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One click: `to_px` from the last one to this target, `off_px` beyond its middle along that way (signed)."""

    seconds: float
    to_px: float
    off_px: float
    on_target: bool


@dataclass(frozen=True, slots=True)
class FittsFigures:
    """What users managed with one filter. throughput in bits a second, effective, the mean of users and conditions."""

    throughput: float
    seconds: float
    errors: float
    strokes: float
    clicks: int
    given_up: int

    def as_json(self) -> dict[str, Any]:
        """Return the figures as a JSON object."""
        return {
            "throughput_bits_s": round(self.throughput, 3),
            "seconds": round(self.seconds, 3),
            "error_share": round(self.errors, 4),
            "strokes": round(self.strokes, 2),
            "clicks": self.clicks,
            "given_up": self.given_up,
        }


def measure_fitts(users: int, *, seed: int = 0) -> dict[str, FittsFigures]:
    """Have the same simulated users point with every filter."""
    return {name: _run(smoother, users, seed) for name, smoother in FILTERS.items()}


def _run(smoother: Smoother, users: int, seed: int) -> FittsFigures:
    rounds = [
        _Round(smoother, np.random.default_rng([seed, user, *condition]), *condition)
        for user in range(users)
        for condition in CONDITIONS
    ]
    hits = [each.hits() for each in rounds]
    flat = [hit for some in hits for hit in some]
    return FittsFigures(
        float(np.mean([_throughput(some) for some in hits if len(some) > 2])),
        float(np.mean([hit.seconds for hit in flat])),
        float(np.mean([not hit.on_target for hit in flat])),
        sum(each.user.strokes for each in rounds) / max(len(flat), 1),
        len(flat),
        sum(each.given_up for each in rounds),
    )


def _throughput(hits: list[Hit]) -> float:
    """Return bits a second: effective difficulty over time, of one user in one condition."""
    width = _WITHIN_SD * float(np.std([hit.off_px for hit in hits], ddof=1))
    distance = float(np.mean([hit.to_px + hit.off_px for hit in hits]))
    return float(np.log2(distance / max(width, 1.0) + 1) / np.mean([hit.seconds for hit in hits]))


class _Round:
    """One user, one ring: the first target is only where it begins."""

    def __init__(self, smoother: Smoother, rng: np.random.Generator, diameter_px: int, width_px: int) -> None:
        self.user = SimulatedUser(rng)
        self.given_up = 0
        self._player = Player(smoother=smoother)
        self._rng = rng
        self._ring = list(_ring(diameter_px))
        self._width_px = width_px
        self._frame = 0

    def hits(self) -> list[Hit]:
        """Return the clicks on the targets after the first."""
        found: list[Hit] = []
        before: Floats | None = None
        for target in self._ring:
            began_s = self._t
            self.user.aim(began_s, target, self._width_px)
            place = self._until_clicked()
            if place is None:
                self.given_up += 1
            elif before is not None:
                found.append(_hit(before, target, place, self._t - began_s, self._width_px))
            before = place if place is not None else target
            self._until_released()
        return found

    @property
    def _t(self) -> float:
        return self._frame / FPS

    def _until_clicked(self) -> Floats | None:
        """Return where the button was pressed; None if it was not in time."""
        began_t = self._t
        while self._t - began_t < _PATIENCE_S:
            if self._show() and self._player.actuator.held:
                return np.array(self._player.screen.pointer(), np.float64)
        return None

    def _until_released(self) -> None:
        while self._player.actuator.held:
            self._show()

    def _show(self) -> bool:
        """Show one frame; return whether a button was pressed or released in it."""
        self._frame += 1
        now = self.user.step(self._t, self._player.screen.pointer())
        before = len(self._player.played.done)
        self._player.show(self._t, self._frame, [_hand(now, self._rng)])
        return any(isinstance(action, ButtonHold) for _, action in self._player.played.done[before:])


def _ring(diameter_px: float) -> Iterator[Floats]:
    """Yield the targets in the order in which they are clicked: across the ring each time."""
    middle = np.array(SCREEN) / 2
    for k in range(TARGETS + 1):
        angle = 2 * np.pi * (k * (TARGETS // 2 + 1) % TARGETS) / TARGETS
        yield middle + diameter_px / 2 * np.array([np.cos(angle), np.sin(angle)])


def _hit(before: Floats, target: Floats, place: Floats, seconds: float, width_px: float) -> Hit:
    way = target - before
    length = float(np.linalg.norm(way))
    off = place - target
    along = float(off @ way) / max(length, 1e-9)
    return Hit(seconds, length, along, bool(np.abs(off).max() <= width_px / 2))


def _hand(now: HandNow, rng: np.random.Generator) -> FollowedHand:
    """Return the hand as it is seen, with the errors that were measured."""
    opened, closed = _shapes()
    form = opened + now.pinch * (closed - opened)
    noise = rng.normal(0, 1, (21, 3)) * np.array([MEASURED.jitter_palms] * 2 + [MEASURED.depth_jitter])
    place = np.array([_ASPECT / 2 - now.place[0] * _PALM, 0.5 + now.place[1] * _PALM, 0.0])
    points = (place + (form + noise) * _PALM).astype(np.float32)
    return FollowedHand(1, Handedness.RIGHT, points, _PALM, _ASPECT)


@cache
def _shapes() -> tuple[Floats, Floats]:
    """Return the open and the pinched hand (21, 3) in palm lengths."""
    build = average_build()
    opened, closed = (joints(shape(name).angles, build) / build.palm_m for name in ("pinch_open", "pinch_closed"))
    return opened, closed
