"""Clicking a small target by pinches of hands that are turned every way: how many land."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from gesturectl.daemon.bench_pointer_player import MEASURED, Played, Player
from gesturectl.domain.observation import Observation
from gesturectl.domain.pointer import PointerSettings
from gesturectl.synth.clip import HandClip
from gesturectl.synth.pointing import TILTS_DEG, PinchSpan, Pointing

TARGET_PX = 20
FPS = 30.0
_CLOSING_S = (0.12, 0.2, 0.3)
_HELD_S, _BETWEEN_S = 0.2, 0.6
_AIM_S = 0.2
"""The target lies where the pointer was, on average, for so long before the fingers moved."""
_LATE_S = 0.2
"""A release may be seen this long after the fingers are open."""
SeenAs = Callable[[HandClip], Iterable[Observation]]


@dataclass(frozen=True, slots=True)
class Tried:
    """One pinch. hit: one click of the left button, pressed and released on the target. off_px: of the press, if any"""

    tilt_deg: tuple[float, float, float]
    closing_s: float
    hit: bool
    clicked_once: bool
    off_px: float | None

    @property
    def tilted(self) -> float:
        """By how much the hand is turned, degrees."""
        return max(map(abs, self.tilt_deg))


@dataclass(frozen=True, slots=True)
class ClickFigures:
    """Every pinch that was tried."""

    tried: tuple[Tried, ...]

    @property
    def share(self) -> float:
        """Share of the pinches that hit."""
        return sum(one.hit for one in self.tried) / len(self.tried)

    def by_tilt(self) -> dict[float, tuple[int, int]]:
        """Return hits and pinches by how much the hand is turned, degrees."""
        tilts = sorted({one.tilted for one in self.tried})
        of = {tilt: [one for one in self.tried if one.tilted == tilt] for tilt in tilts}
        return {tilt: (sum(one.hit for one in some), len(some)) for tilt, some in of.items()}

    def as_json(self) -> dict[str, Any]:
        """Return the figures as a JSON object."""
        off = [one.off_px for one in self.tried if one.off_px is not None]
        return {
            "target_px": TARGET_PX,
            "pinches": len(self.tried),
            "hit": sum(one.hit for one in self.tried),
            "clicked_once": sum(one.clicked_once for one in self.tried),
            "share": round(self.share, 4),
            "off_px_p50": round(float(np.percentile(off, 50)), 2) if off else None,
            "off_px_p95": round(float(np.percentile(off, 95)), 2) if off else None,
            "by_tilt": {f"{tilt:g}": {"hit": hit, "pinches": n} for tilt, (hit, n) in self.by_tilt().items()},
        }


def as_measured(clip: HandClip) -> Iterable[Observation]:
    """Return what is seen of a clip: the truth with the errors that MediaPipe was measured to make."""
    return clip.observations(FPS, MEASURED)


def measure_clicks(
    persons: int, *, seed: int = 0, settings: PointerSettings | None = None, seen_as: SeenAs = as_measured
) -> ClickFigures:
    """Have `persons` pinch, each with a hand turned in every way of TILTS_DEG."""
    tried: list[Tried] = []
    for person in range(seed, seed + persons):
        for tilt in TILTS_DEG:
            spans, clip = _pinches(person, tilt)
            played = Player(settings).play(seen_as(clip))
            tried += (_judged(tilt, span, played) for span in spans)
    return ClickFigures(tuple(tried))


def _pinches(seed: int, tilt: tuple[float, float, float]) -> tuple[list[PinchSpan], HandClip]:
    hand = Pointing(seed, tilt_deg=tilt).rest(0.8)
    spans = []
    for seconds in _CLOSING_S:
        spans.append(hand.pinch(seconds, _HELD_S))
        hand.rest(_BETWEEN_S)
    return spans, hand.clip()


def _judged(tilt: tuple[float, float, float], span: PinchSpan, played: Played) -> Tried:
    aimed = np.mean(list(_places(played, span.start_s - _AIM_S, span.start_s)), axis=0)
    until = span.end_s + _LATE_S
    downs = [t for t in played.when(True) if span.start_s <= t <= until]
    ups = [t for t in played.when(False) if span.start_s <= t <= until]
    off = [float(np.abs(np.array(played.place(t)) - aimed).max()) for t in (*downs, *ups)]
    once = len(downs) == len(ups) == 1 and played.buttons[:1] == [("left", True)]
    hit = once and max(off) <= TARGET_PX / 2
    return Tried(tilt, round(span.closed_s - span.start_s, 2), hit, once, off[0] if downs else None)


def _places(played: Played, from_t: float, to_t: float) -> Iterator[tuple[int, int]]:
    return ((x, y) for t, x, y in played.places if from_t <= t <= to_t + 1e-6)
