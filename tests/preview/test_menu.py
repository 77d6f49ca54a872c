"""A list below a page: what is drawn where is what the mouse finds there."""

from __future__ import annotations

import numpy as np
import pytest

from gesturectl.preview.calibration import ALARM
from gesturectl.preview.menu import MenuPicture
from gesturectl.preview.palette import HELD
from gesturectl.preview.window_input import (
    EVENT_CLICKED,
    EVENT_MOVED,
    EVENT_WHEEL,
    MouseEvents,
    WindowInput,
    key_name,
)
from gesturectl.training.calibration.screen import Screen

LINES = ["horns: 5 takes (hand, held)", "Taken for another gesture: never"]
MANY = tuple(f"action {n}" for n in range(40))


def bar(picture):
    """Return the middle (x, y) of the bar over the marked row."""
    rows = np.flatnonzero((picture == np.array(HELD, np.uint8)).all(axis=2).sum(axis=1) > picture.shape[1] // 2)
    return picture.shape[1] // 2, int(rows.mean())


@pytest.mark.parametrize("size", [(640, 480), (1280, 720), (320, 240)])
@pytest.mark.parametrize("chosen", [0, 1, 20, 39])
def test_the_marked_row_is_where_the_mouse_finds_it(size, chosen):
    menu = MenuPicture(size, LINES, Screen("What shall it do?", MANY, chosen))
    assert menu.row_at(bar(menu.drawn())) == chosen


def test_there_is_no_row_beside_the_rows():
    menu = MenuPicture((640, 480), LINES, Screen("Write this?", ("yes", "no"), notes=("into gestures.yaml",)))
    assert menu.row_at((100, 20)) is None
    assert menu.row_at((100, 470)) is None


def test_what_is_wrong_stands_out():
    fine, wrong = (MenuPicture((640, 480), LINES, Screen("?", notes=(note,))).drawn() for note in ("a", "! a"))
    alarms = [int((picture == np.array(ALARM, np.uint8)).all(axis=2).sum()) for picture in (fine, wrong)]
    assert alarms[0] == 0
    assert alarms[1] > 0


@pytest.mark.parametrize(
    ("code", "name"),
    [(65362, "up"), (2621440, "down"), (63275, "end"), (13, "enter"), (97, "a"), (58, ":"), (65505, ""), (-1, "")],
)
def test_keys_of_every_toolkit(code, name):
    assert key_name(code) == name


def test_what_the_mouse_did_is_told_once():
    mouse = MouseEvents()
    mouse(EVENT_MOVED, 3, 4, 0)
    mouse(EVENT_CLICKED, 5, 6, 0)
    mouse(EVENT_WHEEL, 5, 6, -7864320)
    mouse(EVENT_WHEEL, 5, 6, -7864320)
    assert mouse.taken() == WindowInput(clicked=(5, 6), wheel=2)
    assert not mouse.taken().anything
