"""Motion beside a followed hand: what counts, and how often it is checked. Scripted motion, no pictures."""

from __future__ import annotations

import numpy as np
import pytest

from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Hand, Handedness
from gesturectl.vision.elsewhere import Elsewhere
from gesturectl.vision.surge import Motion

PICTURE = np.zeros((48, 64, 3), np.uint8)
POINTS = np.random.default_rng(0).uniform((0.2, 0.4, 0), (0.4, 0.7, 0), (21, 3)).astype(np.float32)
HAND = Hand(Handedness.RIGHT, 0.9, POINTS, POINTS)


class Moving:
    """Always the same changed cells."""

    def __init__(self, top: int, left: int, rows: int, columns: int) -> None:
        self.cells = np.zeros((60, 80), bool)
        self.cells[top : top + rows, left : left + columns] = True
        self.asked = 0

    def changed(self, frame: Frame) -> np.ndarray:
        self.asked += 1
        return self.cells

    def restart(self) -> None: ...


def checks(motion: Moving, fps: float, frames: int) -> list[Motion | None]:
    elsewhere = Elsewhere(motion)
    elsewhere.begin(0.0, HAND)
    return [elsewhere.check(Frame(n / fps, n, PICTURE), HAND) for n in range(1, 1 + frames)]


def test_a_patch_as_large_as_a_hand_begins_to_move() -> None:
    assert checks(Moving(5, 60, 12, 12), 30, 1) == [Motion.BEGINS]


@pytest.mark.parametrize(
    "cells",
    [
        Moving(5, 60, 2, 3),  # too few
        Moving(0, 70, 60, 2),  # a thin edge
        Moving(25, 18, 14, 12),  # the hand itself
    ],
)
def test_specks_edges_and_the_hand_itself_are_nothing(cells: Moving) -> None:
    assert checks(cells, 30, 1) == [Motion.NONE]


@pytest.mark.parametrize(("fps", "asked"), [(30, 10), (15, 20), (60, 7)])
def test_every_other_frame_of_a_usual_camera_is_checked(fps: float, asked: int) -> None:
    motion = Moving(5, 60, 2, 2)
    found = checks(motion, fps, 20)
    assert motion.asked == asked
    assert sum(one is not None for one in found) == asked
