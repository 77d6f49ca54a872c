"""How hands of one palm length are counted."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from gesturectl.daemon.bench_distance import DistanceReport, Tally, _count
from gesturectl.daemon.bench_distance_photos import photo_of
from gesturectl.daemon.bench_distance_scenes import (
    EMPTY_S,
    FPS,
    SHOWN_S,
    Photo,
    StillHand,
    palm_px,
    rendered,
    shrunk,
)
from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Body, Hand, Handedness, Observation

SIZE = (1280, 720)


def no_frames() -> Iterator[Frame]:
    yield from ()


def scene_and_hand(others: tuple[tuple[float, float], ...] = ()) -> tuple[StillHand, Hand]:
    points = np.zeros((21, 3), np.float32)
    points[:, 0], points[:, 1] = 0.5, np.linspace(0.5, 0.45, 21)
    pixels = points[:, :2] * np.array(SIZE, np.float32)
    places = np.array(others, np.float32).reshape(-1, 2)
    return StillHand(no_frames, SIZE, pixels, "", places), Hand(Handedness.RIGHT, 0.9, points, points)


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


def test_a_hand_seen_askew_is_neither_found_nor_false() -> None:
    tally = Tally()
    scene, hand = scene_and_hand()
    aside = np.array([0.8 * palm_px(scene.points) / SIZE[0], 0.0, 0.0], np.float32)
    askew = Hand(hand.handedness, 0.9, hand.landmarks + aside, hand.world_landmarks)
    _count(tally, scene, seen(askew, EMPTY_S))
    assert (tally.found, tally.false) == (0, 0)


def test_a_second_hand_on_the_same_one_is_false() -> None:
    tally = Tally()
    scene, hand = scene_and_hand()
    _count(tally, scene, [Observation(o.t, o.seq, o.aspect, o.hands * 2) for o in seen(hand, EMPTY_S)])
    assert tally.found == 1
    assert tally.false == round(SHOWN_S * FPS)


def test_a_hand_where_another_true_one_may_be_is_not_false() -> None:
    tally = Tally()
    scene, hand = scene_and_hand(others=((900.0, 480.0),))
    other = Hand(hand.handedness, 0.9, hand.landmarks + np.float32(0.2), hand.world_landmarks)
    _count(tally, scene, seen(other, EMPTY_S))
    assert (tally.found, tally.false) == (0, 0)


def body_with_left_hand(wrist: tuple[float, float], elbow: tuple[float, float]) -> Body:
    points = np.zeros((33, 4), np.float32)
    points[[15, 17, 19], :2], points[13, :2] = wrist, elbow
    points[[14, 16, 18, 20], :2] = 0.9
    return Body(points, np.zeros((33, 3), np.float32))


@pytest.mark.parametrize(("elbow_y", "taken"), [(0.7, True), (0.3, False)])
def test_of_whole_persons_raised_hands_are_taken(elbow_y: float, taken: bool) -> None:
    _, hand = scene_and_hand()
    body = body_with_left_hand((0.5, 0.5), (0.5, elbow_y))
    photo = photo_of(np.zeros((720, 1280, 3), np.uint8), Observation(0.0, 0, 16 / 9, (hand,), body), "fist", True)
    assert (photo is not None) is taken
    if photo is not None:
        assert photo.shape == "fist"
        np.testing.assert_allclose(photo.others, [[0.9 * 1280, 0.9 * 720]], atol=0.1)


def test_photographs_are_never_enlarged() -> None:
    picture, points = np.zeros((100, 100, 3), np.uint8), np.zeros((21, 2), np.float32)
    points[9, 1] = 10.0
    photo = Photo(picture, points, np.zeros((0, 2), np.float32), "")
    counts = [len(list(shrunk([photo], picture, (200, 200), palm, 0))) for palm in (9.0, 11.0)]
    assert counts == [1, 0]


def test_rendered_hands_have_the_palm_that_was_asked_for() -> None:
    hands = [palm_px(scene.points) for scene in rendered(SIZE, 20.0, 0)]
    assert len(hands) == 30
    assert np.median(hands) == pytest.approx(20.0, rel=0.15)


def test_the_report_names_share_and_counts() -> None:
    report = DistanceReport({("photos", 12.0, "far"): Tally(4, 3, 2, 1, 240, 0)}, SIZE, "", "a machine")
    assert "75 % (3/4)" in report.text()
    assert report.as_json()["rows"][0]["found"] == 3
