"""Where a pointer can be on one monitor and on several, and who has it in hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gesturectl.desktop.hand_pointer import HandPointer
from gesturectl.desktop.recorder import Recorder
from gesturectl.desktop.screens import Monitor, Screens
from gesturectl.domain.pointer_action import PointerAim, PointerGlide, PointerRewind, PointerTake

LEFT, RIGHT = Monitor(0, 0, 1920, 1080), Monitor(1920, 200, 1280, 720)
BESIDE = Screens([LEFT, RIGHT])
APART = Screens([Monitor(0, 0, 800, 600), Monitor(900, 0, 800, 600)])


def in_hand(screens: Screens, at: tuple[int, int]) -> tuple[HandPointer, Recorder, list[str]]:
    screen, taken = Recorder(pointer=at), []
    pointer = HandPointer(screen, lambda: screens, lambda: taken.append("taken"))
    pointer.move(PointerTake(0.0))
    return pointer, screen, taken


def glide(pointer: HandPointer, dx: float, dy: float, times: int = 1) -> None:
    for k in range(times):
        pointer.move(PointerGlide(0.03 * (k + 1), dx, dy))


def test_parts_of_a_pixel_add_up():
    pointer, screen, _ = in_hand(BESIDE, (100, 100))
    glide(pointer, 0.3, -0.2, times=10)
    assert screen.pointer() == (103, 98)


def test_the_pointer_crosses_from_one_monitor_to_the_next_and_back():
    pointer, screen, _ = in_hand(BESIDE, (1900, 500))
    glide(pointer, 15, 0, times=4)
    assert screen.pointer() == (1960, 500)
    glide(pointer, -15, 0, times=5)
    assert screen.pointer() == (1885, 500)


def test_it_slides_along_an_edge_that_leads_nowhere_and_comes_back_at_once():
    pointer, screen, _ = in_hand(BESIDE, (1900, 50))  # above the right monitor's top
    glide(pointer, 40, 3, times=10)
    assert screen.pointer() == (1919, 80)
    glide(pointer, -1, 0)
    assert screen.pointer() == (1918, 80)


def test_a_gap_is_crossed_by_small_steps_too():
    pointer, screen, _ = in_hand(APART, (790, 300))
    glide(pointer, 8, 0, times=5)
    assert screen.pointer() == (799, 300)
    glide(pointer, 8, 0, times=10)
    assert screen.pointer()[0] >= 900
    assert APART.nearest((850, 300)) in ((799, 300), (900, 300))


def test_the_corner_that_pauses_is_not_entered_by_hand():
    pointer, screen, _ = in_hand(BESIDE, (100, 100))
    glide(pointer, -500, -500)
    assert screen.pointer() == (1, 0)


def test_shares_span_all_monitors():
    assert BESIDE.at_share(0.0, 0.5) == (0, 539.5)
    assert BESIDE.at_share(1.0, 0.5) == (3199, 539.5)
    assert BESIDE.at_share(1.0, 0.0) == (3199, 200)  # the nearest place of the right monitor


def test_it_is_taken_back_to_where_it_was():
    pointer, screen, _ = in_hand(BESIDE, (100, 100))
    for k in range(10):
        pointer.move(PointerGlide(0.1 * (k + 1), 10, 0))
    pointer.move(PointerRewind(1.1, 0.55))
    assert screen.pointer() == (150, 100)
    pointer.move(PointerRewind(1.2, -5.0))
    assert screen.pointer() == (110, 100)  # as far back as it remembers: a second


def test_the_mouse_takes_it_and_nothing_moves_until_it_is_taken_up_again():
    pointer, screen, taken = in_hand(BESIDE, (100, 100))
    screen.point_at(102, 99)  # within what rounding can do
    glide(pointer, 10, 0)
    assert screen.pointer() == (110, 100)
    screen.point_at(400, 400)
    glide(pointer, 10, 0, times=3)
    pointer.move(PointerAim(0.5, 0.5, 0.5))
    assert screen.pointer() == (400, 400)
    assert taken == ["taken"]
    assert not pointer.in_hand
    pointer.move(PointerTake(2.0))
    glide(pointer, 10, 0)
    assert screen.pointer() == (410, 400)


def test_before_it_is_taken_up_nothing_moves():
    screen = Recorder(pointer=(5, 5))
    pointer = HandPointer(screen, lambda: BESIDE, lambda: None)
    pointer.move(PointerGlide(0.0, 10, 10))
    assert screen.pointer() == (5, 5)


def test_screens_without_monitors_are_refused():
    with pytest.raises(ValueError, match="no monitors"):
        Screens([Monitor(0, 0, 0, 0)])


MONITORS = st.lists(
    st.builds(Monitor, st.integers(-2000, 4000), st.integers(-2000, 2000), st.integers(1, 3000), st.integers(1, 2000)),
    min_size=1,
    max_size=4,
)


@given(MONITORS, st.lists(st.tuples(st.floats(-400, 400), st.floats(-400, 400)), max_size=30))
def test_the_pointer_is_always_on_a_monitor(monitors, moves):
    screens = Screens(monitors)
    first = monitors[0]
    pointer, screen, taken = in_hand(screens, (first.x, first.y))
    for dx, dy in moves:
        pointer.move(PointerGlide(0.0, dx, dy))
        x, y = screen.pointer()
        assert any(m.x - 1 <= x <= m.right + 1 and m.y <= y <= m.bottom for m in screens.monitors)
    assert taken == []
