"""A hand and a body to draw."""

from __future__ import annotations

import numpy as np
import pytest

from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Body, Hand, Handedness, Observation


@pytest.fixture
def black() -> Frame:
    return Frame(t=1.25, seq=37, rgb=np.zeros((480, 640, 3), np.uint8))


@pytest.fixture
def hand() -> Hand:
    """Fingers fanned out in the left half of the frame; no two limbs cross."""
    points = [(0.25, 0.75)]
    for finger, angle in enumerate(np.radians([150, 120, 90, 60, 30])):
        for joint in range(4):
            length = 0.12 + 0.06 * joint + 0.02 * (finger == 2)
            points.append((0.25 + 0.75 * length * np.cos(angle), 0.75 - length * np.sin(angle)))
    landmarks = np.pad(np.array(points), ((0, 0), (0, 1)))
    return Hand(Handedness.RIGHT, 0.97, landmarks, np.zeros((21, 3)))


@pytest.fixture
def body() -> Body:
    """All 33 landmarks on a grid, fully visible."""
    places = [(0.55 + 0.07 * (n % 6), 0.2 + 0.1 * (n // 6), 0.0, 1.0) for n in range(33)]
    return Body(np.array(places), np.zeros((33, 3)))


@pytest.fixture
def seen(black: Frame, hand: Hand) -> Observation:
    return Observation(t=black.t, seq=black.seq, aspect=black.aspect, hands=(hand,))
