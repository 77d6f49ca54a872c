"""The filters that are compared, and what each does to a hand that holds still and to one that moves."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from gesturectl.control.pointer import Smoother
from gesturectl.control.pointer_filter import Floats, Smooths
from gesturectl.control.pointer_motion import PALM, one_euro
from gesturectl.daemon.bench_pointer_player import MEASURED, Player
from gesturectl.domain.observation import Observation
from gesturectl.domain.pointer import PointerSettings
from gesturectl.synth.clip import HandClip
from gesturectl.synth.pointing import Pointing

FPS = 30.0
PALM_HEIGHTS = 0.1
"""Palm length of the hand that moves, frame heights."""
MEAN_FRAMES = 5
_SETTLED_S = 1.0
_STILL_S = 4.0
_MOVES_FROM = 1.0
"""Palm lengths a second from which on a hand is taken as moving: below, its lag says nothing."""


class Mean:
    """The mean of the last MEAN_FRAMES places."""

    def __init__(self) -> None:
        self._places: deque[Floats] = deque(maxlen=MEAN_FRAMES)

    def smooth(self, t: float, place: Floats) -> Floats:
        """Return the mean."""
        self._places.append(np.array(place))
        return np.asarray(np.mean(self._places, axis=0))


class NoFilter:
    """The place as it is."""

    def smooth(self, t: float, place: Floats) -> Floats:
        """Return it."""
        return np.array(place)


FILTERS: Mapping[str, Smoother] = {
    "One Euro": one_euro,
    f"mean of {MEAN_FRAMES}": lambda settings: Mean(),
    "none": lambda settings: NoFilter(),
}


@dataclass(frozen=True, slots=True)
class FilterFigures:
    """rms_px: of a still hand's pointer about its mean, each second by itself. lag_ms: p50 and p95 of a moving hand."""

    rms_px: float
    lag_p50_ms: float
    lag_p95_ms: float


def measure_filters(hands: int, *, seed: int = 0, settings: PointerSettings | None = None) -> dict[str, FilterFigures]:
    """Measure every filter on `hands` still and as many moving hands."""
    how = settings or PointerSettings()
    return {name: _figures(smoother, hands, seed, how) for name, smoother in FILTERS.items()}


def _figures(smoother: Smoother, hands: int, seed: int, settings: PointerSettings) -> FilterFigures:
    still = [_rms_px(smoother, seed + k, settings) for k in range(hands)]
    lags = np.concatenate([_lags_ms(smoother(settings), seed + k) for k in range(hands)])
    return FilterFigures(float(np.sqrt(np.mean(np.square(still)))), *(float(p) for p in np.percentile(lags, (50, 95))))


def _rms_px(smoother: Smoother, seed: int, settings: PointerSettings) -> float:
    """Return how far the pointer of a hand that truly holds still strays, px."""
    clip = Pointing(seed, sway=0.0).rest(_SETTLED_S + _STILL_S).clip()
    played = Player(settings, smoother=smoother).play(clip.observations(FPS, MEASURED))
    places = np.array([(x, y) for t, x, y in played.places if t >= _SETTLED_S], np.float64)
    seconds = np.array_split(places, int(_STILL_S))
    return float(np.sqrt(np.mean([np.square(each - each.mean(axis=0)).sum(axis=1).mean() for each in seconds])))


def _lags_ms(smoother: Smooths, seed: int) -> Floats:
    """Return by how much each smoothed place of a moving hand is late, ms: how long ago the hand truly was there."""
    clip = _to_and_fro(seed)
    seen = list(clip.observations(FPS, MEASURED))
    times = np.array([each.t for each in seen])
    truth = _palms_right([clip.truth(float(t)) for t in times])
    noisy = zip(times, _palms_right(seen), strict=True)
    smoothed = np.array([smoother.smooth(float(t), np.array([x, 0.0]))[0] for t, x in noisy])
    speed = np.gradient(truth, times)
    late = truth - smoothed
    late -= late[(times > _SETTLED_S / 2) & (times < _SETTLED_S)].mean()  # where the first frame was misread
    moving = np.abs(speed) >= _MOVES_FROM
    return np.asarray(late[moving] / speed[moving] * 1000.0)


def _to_and_fro(seed: int) -> HandClip:
    """Return a hand that goes to and fro as hands that point do: short and long ways, in half a second or so."""
    one = Pointing(seed, sway=0.0, palm=PALM_HEIGHTS).rest(_SETTLED_S)
    for way, seconds in ((0.6, 0.4), (-1.2, 0.5), (1.6, 0.5), (-1.0, 0.6)):
        one.move(way, 0.0, seconds).rest(0.4)
    return one.clip()


def _palms_right(observations: Sequence[Observation]) -> Floats:
    """Return how far the palm is to the user's right in each observation, palm lengths; a missing hand stays put."""
    x = 0.0
    found = []
    for each in observations:
        if each.hands:
            x = -float(each.hands[0].landmarks[list(PALM), 0].mean()) * each.aspect / PALM_HEIGHTS
        found.append(x)
    return np.array(found) - found[0]
