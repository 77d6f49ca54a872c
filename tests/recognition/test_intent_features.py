"""What tells a meant stroke from a hand on its way: rest before it, fingers; not where, which hand, or how far away."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.observation import Handedness
from gesturectl.recognition.intent_features import INTENT_SIZE, LONG_REST_S, intent_features
from gesturectl.recognition.tracks import HandTracks

from .hands import hand_at, seen

REST, WALKED_HALF_S, STRAIGHT, FIRST_TURN, EVEN = 0, 2, 31, 32, 34
FPS = 30


def swept(rest_s: float, x: Callable[[float], float] | None = None, **made: float) -> FloatArray:
    """Return the features at the end of a stroke of 0.4 s after `rest_s` in which the hand is at x(t), or still."""
    tracks, palm, last = HandTracks(), made.get("palm", 0.1), rest_s + 0.4
    for k in range(round(last * FPS) + 1):
        t = k / FPS
        share = min(max((t - rest_s) / 0.4, 0.0), 1.0)
        way = 3.0 * palm * share**3 * (10 - 15 * share + 6 * share**2)
        at = x(t - rest_s) * palm if x and t < rest_s else 0.0
        side = Handedness.LEFT if made.get("left") else Handedness.RIGHT
        tracks.update(seen(t, hand_at(0.4 + made.get("aside", 0.0) + at + way, made.get("y", 0.5), palm, side)))
    return intent_features(tracks.tracks[0], None, last)


@pytest.mark.parametrize("variant", [{"left": 1.0}, {"aside": 0.2}, {"y": 0.3}, {"palm": 0.15}])
def test_place_side_and_distance_do_not_matter(variant: dict[str, float]) -> None:
    plain, varied = swept(1.0), swept(1.0, **variant)
    assert plain.shape == (INTENT_SIZE,)
    assert np.isfinite(plain).all()
    np.testing.assert_allclose(varied, plain, atol=0.03)


def test_a_longer_rest_tells_no_more_and_a_swing_is_none() -> None:
    assert swept(1.2)[REST] == swept(2.4)[REST] == pytest.approx(LONG_REST_S)
    np.testing.assert_allclose(swept(2.4), swept(1.4), atol=0.03)
    swinging = swept(2.4, lambda t: 1.5 * np.sin(2 * np.pi * t / 0.8))
    assert swinging[REST] < 0.3
    assert swinging[WALKED_HALF_S] > swept(2.4)[WALKED_HALF_S] + 0.5


def test_drawing_back_before_the_stroke_does_not_undo_the_rest() -> None:
    drawn = swept(1.5, lambda t: -0.6 * np.sin(np.pi * min(max(t / 0.3 + 1, 0.0), 1.0)))
    assert drawn[REST] > 0.5


def bend(way: Callable[[float], tuple[float, float]]) -> FloatArray:
    """Return the features 0.4 s into a movement of a hand that is at way(t), in palm lengths, after a rest of 1 s."""
    tracks = HandTracks()
    for k in range(round(1.4 * FPS) + 1):
        x, y = way(max(k / FPS - 1.0, 0.0))
        tracks.update(seen(k / FPS, hand_at(0.5 + 0.1 * x, 0.5 + 0.1 * y, 0.1)))
    return intent_features(tracks.tracks[0], None, round(1.4 * FPS) / FPS)


def test_a_circle_bends_and_keeps_its_speed() -> None:
    circle = bend(lambda t: (1.5 * np.sin(2 * np.pi * t), 1.5 * np.cos(2 * np.pi * t)))
    stroke = bend(lambda t: (0.6 * np.pi * np.sin(np.pi / 2 * min(t / 0.4, 1.0)), 0.0))
    assert circle[STRAIGHT] < stroke[STRAIGHT] - 0.1
    assert circle[FIRST_TURN] > stroke[FIRST_TURN] + 0.5
    assert circle[EVEN] > stroke[EVEN] + 0.1
