"""How hands of one palm length are counted."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from gesturectl.daemon.bench_distance import DistanceReport, Tally, _count
from gesturectl.daemon.bench_distance_scenes import EMPTY_S, FPS, SHOWN_S, StillHand, palm_px, rendered
from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Hand, Handedness, Observation

SIZE = (1280, 720)


def no_frames() -> Iterator[Frame]:
    yield from ()


def scene_and_hand() -> tuple[StillHand, Hand]:
    points = np.zeros((21, 3), np.float32)
    points[:, 0], points[:, 1] = 0.5, np.linspace(0.5, 0.45, 21)
    pixels = points[:, :2] * np.array(SIZE, np.float32)
    return StillHand(no_frames, SIZE, pixels, "", True), Hand(Handedness.RIGHT, 0.9, points, points)


def seen(hand: Hand, found_from_s: float) -> list[Observation]:
    times = [k / FPS for k in range(round((EMPTY_S + SHOWN_S) * FPS))]
    return [Observation(t, k, 16 / 9, (hand,) if t >= found_from_s else ()) for k, t in enumerate(times)]


@pytest.mark.parametrize(("found_from_s", "found"), [(EMPTY_S + 0.5, 1), (EMPTY_S + SHOWN_S - 0.5, 0)])
def test_a_hand_counts_when_it_is_seen_in_most_frames(found_from_s: float, found: int) -> None:
    tally = Tally()
    scene, hand = scene_and_hand()
    _count(tally, scene, seen(hand, found_from_s))
    assert (tally.scenes, tally.found, tally.false) == (1, found, 0)


def test_a_hand_elsewhere_is_false() -> None:
    tally = Tally()
    scene, hand = scene_and_hand()
    ghost = Hand(hand.handedness, 0.9, hand.landmarks + np.float32(0.2), hand.world_landmarks)
    _count(tally, scene, seen(ghost, EMPTY_S))
    assert tally.found == 0
    assert tally.false == round(SHOWN_S * FPS)


def test_rendered_hands_have_the_palm_that_was_asked_for() -> None:
    hands = [palm_px(scene.points) for scene in rendered(SIZE, 20.0, 0)]
    assert len(hands) == 30
    assert np.median(hands) == pytest.approx(20.0, rel=0.15)


def test_the_report_names_share_and_counts() -> None:
    report = DistanceReport({("photos", 12.0, "far"): Tally(4, 3, 2, 1, 240, 0)}, SIZE, "", "a machine")
    assert "75 % (3/4)" in report.text()
    assert report.as_json()["rows"][0]["found"] == 3
