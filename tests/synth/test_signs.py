"""Circles and wheels turn as the user sees them: in an unmirrored picture it looks the other way round."""

from __future__ import annotations

import numpy as np
import pytest

from gesturectl.synth.motion import make_clip
from gesturectl.synth.stance import PALM, PLACE


def turned_in_the_picture(places: np.ndarray) -> float:
    """Return the turns of a path (T, 2) about its middle, above 0 with the clock as the picture shows it."""
    x, y = (places - places.mean(axis=0)).T
    return float(
        np.ptp(np.unwrap(np.arctan2(y, x)))
        / (2 * np.pi)
        * np.sign(np.unwrap(np.arctan2(y, x))[-1] - np.arctan2(y, x)[0])
    )


@pytest.mark.parametrize(("name", "sense"), [("circle_cw", -1), ("circle_ccw", 1)])
@pytest.mark.parametrize("seed", range(3))
def test_circles_run_as_the_user_sees_them(name: str, sense: int, seed: int) -> None:
    clip = make_clip(name, seed)
    label = clip.labels[0]
    acting = next(track for track in clip.tracks if track.handedness is label.handedness)
    times = np.linspace(label.start_s, label.end_s, 60)
    assert turned_in_the_picture(acting.stances(times)[:, PLACE]) * sense > 0.9


@pytest.mark.parametrize("sign", [1, -1])
def test_a_wheel_turned_with_the_clock_turns_against_it_in_the_picture(sign: int) -> None:
    clip = make_clip("rotate", 2, sign=sign)
    label = clip.labels[0]
    times = np.array([label.start_s, label.end_s])
    one, other = (track.stances(times)[:, PLACE] for track in sorted(clip.tracks, key=lambda t: t.stances(times)[0, 0]))
    before, after = np.arctan2(*(other - one)[:, ::-1].T)
    assert (after - before) * sign < -0.5


def test_a_push_comes_nearer() -> None:
    clip = make_clip("push", 1)
    label = clip.labels[0]
    acting = next(track for track in clip.tracks if track.handedness is label.handedness)
    before, after = acting.stances(np.array([label.start_s, label.end_s]))[:, PALM]
    assert after / before > 1.3
