"""Arms are followed by hands, by bodies, and by both; their features do not depend on which, nor on the camera."""

from __future__ import annotations

import numpy as np
import pytest

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.observation import Body, Hand, Handedness, Observation
from gesturectl.recognition.arm_features import (
    PAIR_SIZE,
    PAIR_STEPS,
    STROKE_SIZE,
    STROKE_STEPS,
    arm_window,
    other_window,
    pair_features,
    stroke_features,
    torso_values,
)
from gesturectl.recognition.arm_track import ArmTrack, ArmTracks
from gesturectl.recognition.canonical import isotropic, palm_centre
from gesturectl.recognition.torso import PALM_PER_SHOULDERS
from gesturectl.recognition.tracks import HandTracks

from .hands import hand_at

PALM = 0.12


def body_at(left: tuple[float, float], right: tuple[float, float], palm: float = PALM, aspect: float = 4 / 3) -> Body:
    """Return a body whose palms are at these places (frame heights), its shoulders in the middle of the picture."""
    points = np.zeros((33, 4), np.float32)
    points[:, 3] = 1.0
    half = palm / PALM_PER_SHOULDERS / 2
    points[11, :2], points[12, :2] = (aspect / 2 + half, 0.4), (aspect / 2 - half, 0.4)
    for side, place in ((15, left), (16, right)):
        points[[side, side + 2, side + 4], :2] = place
    points[:, 0] /= aspect
    return Body(points, np.zeros((33, 3), np.float32))


def centre_of(hand: Hand, aspect: float = 4 / 3) -> tuple[float, float]:
    x, y = palm_centre(isotropic(hand.landmarks, aspect))
    return float(x), float(y)


class Follower:
    """Hands and arms, followed as the recognizer does it."""

    def __init__(self) -> None:
        self.hands, self.arms = HandTracks(), ArmTracks()

    def see(self, t: float, *hands: Hand, body: Body | None = None, aspect: float = 4 / 3) -> list[ArmTrack]:
        observation = Observation(t, 0, aspect, hands, body)
        self.hands.update(observation)
        self.arms.update(observation, self.hands.seen(t))
        return self.arms.seen(t)


def stroke(t: float) -> float:
    """Return where a hand is that swipes by 5 palms from 0.5 to 1.0 s."""
    return float(0.3 + 5 * PALM * np.clip((t - 0.5) / 0.5, 0, 1))


def swipe(how: str, fps: float = 40.0, palm: float = PALM, aspect: float = 4 / 3) -> FloatArray:
    """Return the features at the end of a stroke, followed by the hand, the body, or both with a gap of the hand."""
    follower, size = Follower(), palm / PALM
    for k in range(int(fps * 1.1) + 1):
        t = k / fps
        hand = hand_at(stroke(t) * size, 0.6, palm, aspect=aspect)
        body = body_at((1.1 * size, 0.9), centre_of(hand, aspect), palm, aspect)
        hands = () if how == "body" or (how == "both" and 0.6 < t < 0.9) else (hand,)
        follower.see(t, *hands, body=None if how == "hand" else body, aspect=aspect)
    arm = next(a for a in follower.arms.arms if a.handedness is Handedness.RIGHT)
    own = arm_window(arm, arm.t, STROKE_STEPS)
    lone = other_window(None, arm, arm.t, STROKE_STEPS)
    features = stroke_features(own, lone, np.zeros(3, np.float32))
    assert features.shape == (STROKE_SIZE,)
    return features


@pytest.mark.parametrize("how", ["body", "both"])
def test_a_stroke_is_the_same_by_hand_by_body_and_by_both(how: str) -> None:
    assert swipe(how) == pytest.approx(swipe("hand"), abs=0.05)


@pytest.mark.parametrize("variant", [{"fps": 60.0}, {"fps": 20.0}, {"palm": 0.06}, {"aspect": 16 / 9}], ids=str)
def test_stroke_features_do_not_depend_on_the_camera(variant: dict[str, float]) -> None:
    assert swipe("hand", **variant) == pytest.approx(swipe("hand"), abs=0.05)


def test_one_arm_stays_one_when_the_body_comes_and_the_hand_goes() -> None:
    follower = Follower()
    numbers = set()
    for k in range(60):
        t, hand = k / 30, hand_at(0.4, 0.6)
        body = body_at((1.1, 0.9), centre_of(hand)) if k >= 15 else None
        arms = follower.see(t, *((hand,) if k < 40 else ()), body=body)
        numbers |= {arm.number for arm in arms if arm.handedness is Handedness.RIGHT}
    assert len(numbers) == 1
    assert len(follower.arms.arms) == 2  # the other arm of the body


def test_the_place_does_not_jump_when_the_hand_is_lost() -> None:
    follower, hand = Follower(), hand_at(0.4, 0.6)
    x, y = centre_of(hand)
    off = body_at((1.1, 0.9), (x + 0.05, y - 0.03))  # the body's wrist is not where the hand is
    for k in range(40):
        arms = follower.see(k / 30, *((hand,) if k < 30 else ()), body=off)
    arm = next(a for a in arms if a.handedness is Handedness.RIGHT)
    assert arm.place == pytest.approx((x, y), abs=0.01)


def test_a_hand_far_from_both_wrists_is_not_the_bodys() -> None:
    follower = Follower()
    arms = follower.see(0.0, hand_at(0.1, 0.3, palm=0.05), body=body_at((1.1, 0.9), (0.9, 0.9), palm=0.05))
    assert len(arms) == 3


def test_pair_features_know_apart_from_parallel() -> None:
    def features(right_hand_goes: float) -> FloatArray:
        follower = Follower()
        for i in range(31):
            step = 0.2 * i / 30
            hands = hand_at(0.5 - step, 0.6), hand_at(0.9 + right_hand_goes * step, 0.6, side=Handedness.LEFT)
            arms = follower.see(i / 30, *hands)
        left, right = sorted(arms, key=lambda arm: float(arm.place[0]))
        windows = arm_window(left, 1.0, PAIR_STEPS), other_window(right, left, 1.0, PAIR_STEPS)
        return pair_features(*windows, torso_values(None, left))

    apart, parallel = features(1), features(-1)
    assert apart.shape == (PAIR_SIZE,)
    rows = slice(0, 8 * (PAIR_STEPS // 2))
    assert np.abs(apart[rows].reshape(-1, 8)[:, 0]).max() > 0.5  # the vector between the hands changed
    assert np.abs(parallel[rows].reshape(-1, 8)[:, 0]).max() < 0.05
