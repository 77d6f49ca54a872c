"""Motion is seen where it is, and noise and light are not taken for it."""

from __future__ import annotations

import numpy as np
import pytest

from gesturectl.domain.frame import Frame
from gesturectl.vision.elsewhere import in_one_piece
from gesturectl.vision.motion_check import CELLS_ACROSS, MotionCheck, median_of, small_grey

RNG = np.random.default_rng(7)
ROOM = np.random.default_rng(3).integers(60, 180, (60, 80, 1), np.uint8).repeat(8, 0).repeat(8, 1).repeat(3, 2)


def noisy(picture: np.ndarray, level: float = 4.0) -> np.ndarray:
    return np.clip(picture + RNG.normal(0, level, picture.shape), 0, 255).astype(np.uint8)


def with_patch(x: int, y: int, size: int = 40) -> np.ndarray:
    picture = ROOM.copy()
    picture[y : y + size, x : x + size] = 230
    return picture


def counts(pictures: list[np.ndarray]) -> list[int | None]:
    check = MotionCheck()
    cells = [check.changed(Frame(n / 30, n, picture)) for n, picture in enumerate(pictures)]
    return [None if one is None else int(one.sum()) for one in cells]


def test_the_first_frame_has_nothing_to_compare_with() -> None:
    assert counts([ROOM]) == [None]


@pytest.mark.parametrize("level", [0.0, 4.0, 10.0])
def test_sensor_noise_is_no_motion(level: float) -> None:
    seen = counts([noisy(ROOM, level) for _ in range(20)])
    assert max(seen[1:]) < 4


def test_another_exposure_is_no_motion() -> None:
    seen = counts([ROOM] * 5 + [np.clip(ROOM.astype(int) + 12, 0, 255).astype(np.uint8)] * 5)
    assert max(seen[1:]) < 4


def test_a_hand_in_the_distance_is_motion_in_the_very_frame() -> None:
    """40 px of 480: a palm of four per cent of the height, three metres away."""
    seen = counts([noisy(ROOM) for _ in range(5)] + [noisy(with_patch(300, 200))])
    assert max(seen[1:5]) < 4
    assert seen[5] >= 4


def test_motion_is_told_where_it_is() -> None:
    check = MotionCheck()
    check.changed(Frame(0.0, 0, ROOM))
    cells = check.changed(Frame(0.033, 1, with_patch(320, 240, 80)))
    assert cells is not None
    assert cells.shape == (60, 80)
    rows, columns = np.nonzero(cells)
    assert (rows.min(), rows.max(), columns.min(), columns.max()) == (30, 39, 40, 49)


def test_what_came_to_rest_is_forgotten() -> None:
    seen = counts([ROOM] * 3 + [with_patch(300, 200)] * 40)
    assert seen[3] >= 4
    assert seen[-1] == 0


def test_the_frame_is_left_as_it_is_and_another_size_is_a_new_beginning() -> None:
    check = MotionCheck()
    before = ROOM.copy()
    check.changed(Frame(0.0, 0, ROOM))
    assert (before == ROOM).all()
    assert check.changed(Frame(0.2, 2, ROOM[:100, :100].copy())) is None
    assert check.changed(Frame(0.3, 3, np.zeros((5, 3, 3), np.uint8))) is None
    assert check.changed(Frame(0.4, 4, np.full((5, 3, 3), 9, np.uint8))) is not None


@pytest.mark.parametrize("size", [(640, 480), (306, 244), (531, 293), (1280, 720), (80, 60), (3, 1)])
def test_cells_are_of_one_size_whatever_the_picture(size: tuple[int, int]) -> None:
    width, height = size
    picture = np.zeros((height, width, 3), np.uint8)
    picture[:, : width // 2, 1] = 200
    grey = small_grey(picture)
    assert grey.shape[1] <= 1.25 * CELLS_ACROSS
    assert grey.shape[1] == pytest.approx(grey.shape[0] * width / height, abs=3)
    if width >= CELLS_ACROSS:
        assert (grey[:, 0] == 200).all()
        assert (grey[:, -1] == 0).all()


def test_thin_edges_are_no_piece_and_thick_patches_stay_whole() -> None:
    cells = np.zeros((60, 80), bool)
    cells[10:50, 5:7] = True
    cells[20:30, 40:50] = True
    assert in_one_piece(cells, 3.0)[:, :10].sum() == 0
    assert in_one_piece(cells, 3.0).sum() == 100
    assert (in_one_piece(cells, 1.4) == cells).all()


@pytest.mark.parametrize("shape", [(1, 1), (3, 5), (4, 7)])
def test_the_median_is_that_of_numpy_and_changes_nothing(shape: tuple[int, int]) -> None:
    values = np.random.default_rng(1).normal(size=shape).astype(np.float32)
    before = values.copy()
    assert median_of(values) == pytest.approx(float(np.median(values)))
    assert (values == before).all()
