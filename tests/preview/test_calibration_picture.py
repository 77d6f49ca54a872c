"""The picture of a calibration says what to do, how far it is, and what is wrong."""

from __future__ import annotations

import numpy as np

from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Observation
from gesturectl.preview.calibration import ALARM, draw_calibration, draw_page
from gesturectl.preview.palette import BODY, HELD
from gesturectl.training.calibration.prompt import Prompt


def drawn(prompt):
    frame = Frame(0.0, 0, np.zeros((480, 640, 3), np.uint8))
    return draw_calibration(frame, Observation(0.0, 0, 4 / 3), prompt)


def count(picture, colour):
    return int((picture == np.array(colour, np.uint8)).all(axis=2).sum())


def test_the_bar_grows_with_the_take():
    assert count(drawn(Prompt("Hold", share=0.0)), HELD) == 0
    half, whole = (count(drawn(Prompt("Hold", share=share)), HELD) for share in (0.5, 1.0))
    assert 0.45 * whole < half < 0.55 * whole


def test_a_dot_for_each_take_that_is_made():
    two, four = (count(drawn(Prompt("Hold", done=done, wanted=5)), BODY) for done in (2, 4))
    assert two > 0
    assert four == 2 * two


def test_what_is_wrong_stands_out():
    assert count(drawn(Prompt("Hold")), ALARM) == 0
    assert (np.abs(drawn(Prompt("Hold", complaint="hand too far")).astype(int) - ALARM).max(axis=2) < 30).sum() > 5000


def test_the_count_is_shown():
    assert count(drawn(Prompt("Get ready", countdown_s=2.0)), HELD) > 50


def test_the_page_marks_what_wants_to_be_looked_at():
    plain, marked = draw_page((640, 480), ["title", "fine"]), draw_page((640, 480), ["title", "! not fine"])
    assert count(plain, ALARM) == 0
    assert count(marked, ALARM) > 20
