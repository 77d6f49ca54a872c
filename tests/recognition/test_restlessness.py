"""How restless hands have been: what of the past counts, and for how long."""

from __future__ import annotations

import numpy as np
import pytest

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.observation import Handedness
from gesturectl.recognition.restlessness import MEMORY_S, RESTLESSNESS_SIZE, Restlessness
from gesturectl.recognition.tracks import HandTracks

from .hands import hand_at, seen

SEEN, BOTH, MOVING, BOTH_MOVING, SPEED = range(5)


def after(talk_s: float, rest_s: float, fps: float = 20.0, gone_s: float = 0.0) -> FloatArray:
    """Return the features after both hands swung, were out of view and rested, in that order."""
    tracks, restlessness = HandTracks(), Restlessness()
    for k in range(round((talk_s + gone_s + rest_s) * fps)):
        t = k / fps
        swing = 0.1 * np.sin(2 * np.pi * t) if t < talk_s else 0.0
        hands = (hand_at(0.4 + swing, 0.6), hand_at(0.9 + swing, 0.6, side=Handedness.LEFT))
        tracks.update(seen(t, *(() if talk_s <= t < talk_s + gone_s else hands)))
        restlessness.see(t, tracks.seen(t))
    return restlessness.features()


def test_talk_is_remembered_through_a_rest_and_then_forgotten() -> None:
    talked, calm, later = after(5, 3.5), after(0, 8.5), after(5, MEMORY_S + 0.5)
    assert talked.shape == (RESTLESSNESS_SIZE,)
    assert talked[MOVING] == calm[MOVING] == 0.0  # of the last three seconds
    assert talked[5 + BOTH_MOVING] > 0.3
    assert later[5 + BOTH_MOVING] == calm[5 + BOTH_MOVING] == 0.0


def test_hands_that_were_out_of_view_are_no_new_ones() -> None:
    away = after(5, 1, gone_s=2)
    assert away[5 + BOTH_MOVING] > 0.3
    assert away[5 + SEEN] == pytest.approx(0.75, abs=0.02)


def test_the_frame_rate_does_not_matter() -> None:
    np.testing.assert_allclose(after(3, 2, 60), after(3, 2, 15), atol=0.06)


def test_nothing_is_known_at_first_and_once_forgotten() -> None:
    restlessness = Restlessness()
    assert not restlessness.features().any()
    restlessness.see(0.0, [])
    assert restlessness.features()[-1] == 0.0
    restlessness.clear()
    assert not restlessness.features().any()
