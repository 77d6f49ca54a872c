from __future__ import annotations

import numpy as np
import pytest

from gesturectl.domain.observation import Hand, Handedness
from gesturectl.vision.hand_filter import real_hands

ASPECT = 4 / 3
SHAPE = np.array(
    [(0, 0), (-3, -1), (-5, -3), (-6, -5), (-7, -6), (-2, -8), (-2, -11), (-2, -13), (-2, -15), (0, -8), (0, -12),
     (0, -14), (0, -16), (2, -8), (2, -11), (2, -13), (2, -15), (4, -7), (4, -9), (4, -11), (4, -12)], np.float32
)  # fmt: skip
"""An upright right hand; wrist to middle knuckle is 8."""


def hand(x: float, y: float, palm: float, *, score: float = 0.9, side=Handedness.RIGHT, turn_deg: float = 0) -> Hand:
    """Place a hand: wrist at (x, y) of the frame, palm length in frame heights, turned on the spot."""
    a = np.radians(turn_deg)
    turned = SHAPE @ np.array([[np.cos(a), np.sin(a)], [-np.sin(a), np.cos(a)]], np.float32)
    points = turned * (palm / 8) / np.array([ASPECT, 1.0]) + np.array([x, y])
    return Hand(side, score, np.pad(points, ((0, 0), (0, 1))), np.pad(SHAPE / 80, ((0, 0), (0, 1))))


def test_two_hands_stay() -> None:
    hands = (hand(0.3, 0.7, 0.2), hand(0.7, 0.7, 0.2, side=Handedness.LEFT))
    assert set(map(id, real_hands(hands, ASPECT))) == set(map(id, hands))


@pytest.mark.parametrize("side", list(Handedness)[:2])
def test_double_detection_keeps_the_surer(side: Handedness) -> None:
    sure, ghost = hand(0.5, 0.7, 0.2, score=0.9), hand(0.51, 0.72, 0.21, score=0.6, side=side)
    assert real_hands((ghost, sure), ASPECT) == (sure,)


def test_hands_side_by_side_are_two() -> None:
    pair = (hand(0.45, 0.7, 0.2), hand(0.45 + 0.12 / ASPECT, 0.7, 0.2, side=Handedness.LEFT))
    assert len(real_hands(pair, ASPECT)) == 2


def test_two_right_hands_within_a_palm_are_one() -> None:
    sure, ghost = hand(0.5, 0.7, 0.2, score=0.9), hand(0.5 + 0.12 / ASPECT, 0.7, 0.2, score=0.6)
    assert real_hands((sure, ghost), ASPECT) == (sure,)


def test_crossed_hands_are_two() -> None:
    pair = (hand(0.5, 0.6, 0.2, turn_deg=35), hand(0.5, 0.6, 0.2, turn_deg=-35, side=Handedness.LEFT))
    assert len(real_hands(pair, ASPECT)) == 2


def test_small_doubles_are_judged_by_their_own_size() -> None:
    pair = (hand(0.5, 0.7, 0.05), hand(0.53, 0.7, 0.05, side=Handedness.LEFT))
    assert len(real_hands(pair, ASPECT)) == 2


@pytest.mark.parametrize(
    "ghost",
    [hand(0.5, 0.5, 0.005), hand(0.5, 1.6, 0.2), hand(-0.4, 0.5, 0.2), hand(float("nan"), 0.5, 0.2)],
    ids=["a speck", "below the frame", "left of the frame", "not a number"],
)
def test_what_cannot_be_a_hand_goes(ghost: Hand) -> None:
    assert real_hands((ghost,), ASPECT) == ()


def test_hand_leaving_the_frame_stays() -> None:
    assert len(real_hands((hand(0.02, 0.7, 0.2),), ASPECT)) == 1
