"""Where something moved of late."""

from __future__ import annotations

import numpy as np
import pytest

from gesturectl.vision.moving_places import MovingPlaces

ROWS, COLUMNS = 60, 80


def cells(top: int, bottom: int, left: int, right: int) -> np.ndarray:
    changed = np.zeros((ROWS, COLUMNS), bool)
    changed[top:bottom, left:right] = True
    return changed


def test_a_place_reaches_beyond_what_moved() -> None:
    places = MovingPlaces()
    assert places.add(0.0, cells(20, 30, 40, 46))
    (left, top, right, bottom) = places.places()[0]
    assert left < 40 / COLUMNS < 46 / COLUMNS < right
    assert top < 20 / ROWS < 30 / ROWS < bottom
    assert right - left < 0.3


def test_two_people_are_two_places_the_livelier_first() -> None:
    places = MovingPlaces()
    places.add(0.0, cells(10, 14, 5, 8) | cells(30, 45, 60, 70))
    first, second = places.places()
    assert first[0] > 0.6
    assert second[2] < 0.3


def test_a_person_nearby_is_no_place() -> None:
    places = MovingPlaces()
    places.add(0.0, cells(5, 58, 20, 50))
    assert places.places() == []


def test_what_stopped_moving_is_remembered_until_something_else_moves() -> None:
    places = MovingPlaces()
    places.add(0.0, cells(20, 30, 40, 46))
    for n in range(1, 60):
        assert not places.add(n / 10, np.zeros((ROWS, COLUMNS), bool))
    assert places.places()[0][0] > 0.4
    places.add(6.0, cells(20, 30, 5, 11))
    assert places.places()[0][2] < 0.3


@pytest.mark.parametrize("corner", [(0, 4, 0, 4), (56, 60, 76, 80)])
def test_places_lie_inside_the_picture(corner: tuple[int, int, int, int]) -> None:
    places = MovingPlaces()
    places.add(0.0, cells(*corner))
    assert all(0 <= v <= 1 for v in places.places()[0])
