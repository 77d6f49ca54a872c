"""Hands keep their identity through swapped slots, gaps, flips of handedness and ghosts."""

import numpy as np
import pytest

from gesturectl.domain.observation import Hand, Handedness
from gesturectl.recognition.tracks import MAX_GAP_S, HandTracks

from .hands import hand_at, seen

LEFT, RIGHT = Handedness.LEFT, Handedness.RIGHT


def test_swapped_slots_do_not_swap_hands() -> None:
    tracks = HandTracks()
    for i in range(10):
        hands = [hand_at(0.3 + 0.01 * i, 0.6), hand_at(1.0, 0.6, side=LEFT)]
        tracks.update(seen(i / 30, *(hands if i % 2 else hands[::-1])))
    assert len(tracks.tracks) == 2
    right = next(track for track in tracks.tracks if track.handedness is RIGHT)
    steps = np.diff([s.centre[0] for s in right.samples])
    assert steps == pytest.approx(0.01, abs=1e-5)


@pytest.mark.parametrize(("gap_s", "same"), [(0.3, True), (MAX_GAP_S + 0.1, False)])
def test_a_swipe_that_blurs_away_is_one_hand(gap_s: float, same: bool) -> None:
    tracks = HandTracks()
    for i in range(10):
        tracks.update(seen(i / 30, hand_at(0.3, 0.6)))
    number = tracks.tracks[0].number
    tracks.update(seen(9 / 30 + gap_s, hand_at(1.0, 0.6)))
    assert (tracks.tracks[0].number == number) is same


def test_one_flip_of_handedness_is_outvoted() -> None:
    tracks = HandTracks()
    for i in range(20):
        tracks.update(seen(i / 30, hand_at(0.3, 0.6, side=LEFT if i == 15 else RIGHT)))
    assert [track.handedness for track in tracks.tracks] == [RIGHT]


def test_an_impossible_jump_is_another_hand() -> None:
    tracks = HandTracks()
    tracks.update(seen(0.0, hand_at(0.2, 0.6, palm=0.05)))
    tracks.update(seen(1 / 30, hand_at(1.2, 0.6, palm=0.05)))
    assert len(tracks.tracks) == 2


def test_ghosts_are_not_tracked() -> None:
    good = hand_at(0.5, 0.6)
    stretched = good.landmarks.copy()
    stretched[8] = (stretched[0] - 0.9) * 2
    tracks = HandTracks()
    tracks.update(seen(0.0, hand_at(0.5, 0.6, palm=0.008), Hand(RIGHT, 0.9, stretched, good.world_landmarks)))
    assert tracks.tracks == []


def test_speed_is_in_palm_lengths_a_second_at_any_distance() -> None:
    for palm in (0.05, 0.2):
        tracks = HandTracks()
        for i in range(10):
            tracks.update(seen(i / 30, hand_at(0.3 + 2 * palm * i / 30, 0.6, palm=palm)))
        assert tracks.tracks[0].speed() == pytest.approx(2.0, rel=0.05)


@pytest.mark.parametrize(
    ("way", "seconds"),
    [((0.5, 0.0), 1.18), ((-0.5, 0.0), 0.88), ((0.0, -0.5), 0.72), ((0.0, 0.5), np.inf), ((0.0, 0.0), np.inf)],
)
def test_when_a_hand_leaves_by_a_side_or_above_is_foretold(way: tuple[float, float], seconds: float) -> None:
    tracks = HandTracks()
    for i in range(10):
        tracks.update(seen(i / 30, hand_at(0.6 + way[0] * i / 30, 0.6 + way[1] * i / 30)))
    assert tracks.tracks[0].leaves_in(0.1) == pytest.approx(seconds, abs=0.03)
