"""Which small hands were there before."""

from __future__ import annotations

import numpy as np
import pytest

from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Hand, Handedness
from gesturectl.vision.known_hands import FORGET_S, REFUSE_S, KnownHands, same_place

SIZE = (1280, 720)
PALM = 12.0


def hand_at(x: float) -> Hand:
    points = np.zeros((21, 3), np.float32)
    points[:, 0], points[:, 1] = x / SIZE[0], 0.5
    points[9, 1] -= PALM / SIZE[1]
    return Hand(Handedness.RIGHT, 0.9, points, points)


def frame(t: float) -> Frame:
    return Frame(t, 0, np.zeros((SIZE[1], SIZE[0], 3), np.uint8))


@pytest.mark.parametrize(
    ("palms", "passed_s", "tracked", "known"),
    [
        (0.3, 1 / 30, True, True),
        (0.9, 1 / 30, True, True),  # 27 palm lengths a second would not be, nor a hand that is detected anew there
        (0.9, 1 / 30, False, False),
        (1.5, 1 / 30, True, False),
        (1.5, 0.1, True, True),
        (0.3, FORGET_S + 0.1, True, False),
    ],
)
def test_a_hand_may_have_moved_on(palms: float, passed_s: float, tracked: bool, known: bool) -> None:
    hands = KnownHands()
    hands.take([hand_at(600)], frame(0.0))
    assert hands.knows(hand_at(600 + palms * PALM), frame(passed_s), tracked=tracked) is known


def test_a_hand_that_is_seen_again_is_known_by_its_new_place_alone() -> None:
    hands = KnownHands()
    for step in range(10):
        hands.take([hand_at(600 + 6 * step)], frame(step / 30))
    assert hands.knows(hand_at(660), frame(10 / 30), tracked=True)
    assert not hands.knows(hand_at(600), frame(10 / 30), tracked=True)


def test_what_was_refused_is_asked_about_again_later() -> None:
    hands = KnownHands()
    hands.refuse(hand_at(600), frame(0.0))
    assert hands.refused(hand_at(602), frame(0.1))
    assert not hands.refused(hand_at(700), frame(0.1))
    assert not hands.refused(hand_at(602), frame(REFUSE_S + 0.1))


def test_hands_side_by_side_are_two() -> None:
    assert same_place(hand_at(600), hand_at(600 + PALM), frame(0.0))
    assert not same_place(hand_at(600), hand_at(600 + 2 * PALM), frame(0.0))


def test_a_hand_of_before_stands_for_the_nearest_one_only() -> None:
    hands = KnownHands()
    assert hands.seen_before([hand_at(600)], frame(0.0)) == ()
    hands.take([hand_at(600)], frame(0.0))
    same, ghost = hand_at(602), hand_at(610)
    assert hands.seen_before([ghost, same], frame(0.1)) == (same,)
    hands.take([ghost, same], frame(0.1))
    assert hands.seen_before([ghost, same], frame(0.2)) == (ghost, same)
    assert hands.seen_before([same], frame(0.2 + FORGET_S)) == ()
