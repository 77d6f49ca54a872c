"""What tells a shape that is shown from one that a hand is in by itself: arrival, stillness, what was before."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.observation import Handedness
from gesturectl.recognition.restlessness import RESTLESSNESS_SIZE, Restlessness
from gesturectl.recognition.shape_intent_features import (
    LONG_S,
    LOWEST,
    SHAPE_INTENT_SIZE,
    shape_intent_features,
)
from gesturectl.recognition.tracks import HandTracks

from .hands import hand_at, seen

AGE, STILL, CAME, WAY = 1, 2, 3, 4
TREMBLE, PLACE_Y, OTHER = 16, 28, -RESTLESSNESS_SIZE - 6
FPS = 30


def held(span_s: float, y: Callable[[float], float] = lambda t: 0.5, **made: float) -> FloatArray:
    """Return the features after a hand was at y(t) for `span_s`, now and then with another that moves beside it."""
    tracks, restlessness, t = HandTracks(), Restlessness(), 0.0
    for k in range(round(span_s * FPS) + 1):
        t, side = k / FPS, Handedness.LEFT if made.get("left") else Handedness.RIGHT
        hands = [hand_at(0.4, y(t), made.get("palm", 0.1), side)]
        if "swing" in made:
            hands.append(hand_at(1.0 + made["swing"] * np.sin(6 * t), 0.6, 0.1, Handedness.LEFT))
        tracks.update(seen(t, *hands))
        restlessness.see(t, tracks.seen(t))
    other = tracks.tracks[1] if len(tracks.tracks) > 1 else None
    return shape_intent_features(tracks.tracks[0], other, restlessness, 0.9, t)


def raised(at_s: float) -> Callable[[float], float]:
    return lambda t: 0.8 - 0.3 * min(max((t - at_s) / 0.5, 0.0), 1.0)


def test_a_hand_that_was_raised_and_stopped_tells_of_its_way_and_its_rest() -> None:
    found = held(2.2, raised(0.7))
    assert found.shape == (SHAPE_INTENT_SIZE,)
    assert np.isfinite(found).all()
    assert found[CAME] == 1.0
    assert found[STILL] == pytest.approx(LONG_S, abs=0.1)
    assert found[WAY] == pytest.approx(np.log1p(3.0), abs=0.1)  # palm lengths


def test_a_hand_that_was_there_from_the_first_came_from_nowhere() -> None:
    found = held(1.0)
    assert found[CAME] == found[WAY] == 0.0
    assert found[AGE] == pytest.approx(1.0)


def test_a_long_rest_tells_no_more_than_a_second() -> None:
    assert held(2.5)[STILL] == held(1.2)[STILL] == pytest.approx(LONG_S)


def test_trembling_and_the_other_hand_are_seen() -> None:
    assert held(2.0, lambda t: 0.5 + 0.01 * np.sin(40 * t))[TREMBLE] > held(2.0)[TREMBLE] + 0.05
    assert held(2.0)[OTHER] == 0.0
    assert held(2.0, swing=0.1)[OTHER] == 1.0
    assert held(2.0, swing=0.1)[OTHER + 1] > held(2.0, swing=0.0)[OTHER + 1] + 0.5


def test_a_hand_low_in_the_picture_is_judged_as_if_it_were_somewhat_higher() -> None:
    heights = {}
    for y in (0.4, 0.85):
        tracks = HandTracks()
        tracks.update(seen(0.0, hand_at(0.4, y)))
        heights[y] = float(shape_intent_features(tracks.tracks[0], None, Restlessness(), 0.9, 0.0)[PLACE_Y])
    assert heights[0.4] < LOWEST - 0.1
    assert heights[0.85] == pytest.approx(LOWEST)


def test_the_side_of_the_hand_does_not_matter() -> None:
    np.testing.assert_allclose(held(2.0, raised(0.7), left=1.0), held(2.0, raised(0.7)), atol=0.02)
