"""What runs on which frame, by scripted networks and scripted motion: no pictures, no MediaPipe."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Hand, Handedness
from gesturectl.domain.settings import Attention
from gesturectl.vision.attentive_hands import AttentiveHands
from gesturectl.vision.watch import WATCHES

PICTURE = np.zeros((48, 64, 3), np.uint8)
FPS = 30.0


def hand(x: float, side: Handedness = Handedness.RIGHT) -> Hand:
    """A hand of a tenth of the frame's height at `x`."""
    down = np.linspace(0, 0.2, 21, dtype=np.float32)[::-1]
    points = np.stack([np.full(21, x, np.float32), 0.5 + down, np.zeros(21, np.float32)], axis=1)
    points[::2, 0] += 0.03
    return Hand(side, 0.9, points, points)


RIGHT, LEFT = hand(0.3), hand(0.8, Handedness.LEFT)
Seen = Callable[[float], tuple[Hand, ...]]


class World:
    """What is in the picture at a time: hands, and cells that changed there; and who looked at it when."""

    def __init__(self, hands: Seen, moving: Callable[[float], bool] = lambda t: False) -> None:
        self.hands, self.moving = hands, moving
        self.pair, self.single, self.scout = Network(self, 0, 2), Network(self, 0, 1), Network(self, 1, 2)
        self.schedule = AttentiveHands(self.pair, self.single, self.scout, WATCHES[Attention.BALANCED], motion=self)
        self.found: list[tuple[float, int]] = []

    def run(self, until_s: float, from_s: float = 0.0) -> World:
        for n in range(round(from_s * FPS), round(until_s * FPS)):
            hands = self.schedule.find(Frame(n / FPS, n, PICTURE), n * 33)
            self.found.append((n / FPS, len(hands)))
        return self

    def changed(self, frame: Frame) -> np.ndarray:
        cells = np.zeros((60, 80), bool)
        if self.moving(frame.t):
            cells[40:56, 60:70] = True  # where LEFT is
        return cells

    def restart(self) -> None: ...

    def lost_frames(self) -> list[float]:
        """Times at which a hand was there and not found."""
        return [t for t, count in self.found if count < len(self.hands(t))]


class Network:
    """Sees the hands of the world from number `first` to before `end`: the first is followed as long as it is there."""

    def __init__(self, world: World, first: int, end: int) -> None:
        self.world, self.first, self.end = world, first, end
        self.looks: list[float] = []
        self.closed = self.blind = False

    def find(self, frame: Frame, t_ms: int) -> tuple[Hand, ...]:
        self.looks.append(frame.t)
        return () if self.blind else self.world.hands(frame.t)[self.first : self.end]

    def restart(self) -> None:
        self.looks.clear()

    def close(self) -> None:
        self.closed = True

    def between(self, begin_s: float, end_s: float) -> int:
        return sum(begin_s <= t < end_s for t in self.looks)


def test_an_empty_room_is_looked_at_once_in_two_seconds() -> None:
    world = World(lambda t: ()).run(10.0)
    assert world.pair.looks == pytest.approx([0, 2, 4, 6, 8])
    assert world.single.looks == []


def test_a_person_who_keeps_moving_is_looked_at_a_few_times_a_second() -> None:
    world = World(lambda t: (), lambda t: True).run(10.0)
    assert 3.5 * 5 <= world.pair.between(5, 10) <= 4.1 * 5


def test_someone_who_sits_still_is_looked_at_less_and_less() -> None:
    world = World(lambda t: (), lambda t: t < 1.0).run(12.0)
    assert world.pair.between(1, 4) == pytest.approx(8, abs=1)
    assert world.pair.between(6, 12) == 3


def test_a_hand_that_is_raised_is_looked_at_in_the_same_frame() -> None:
    world = World(lambda t: (LEFT,) if t >= 4.7 else (), lambda t: 4.7 <= t < 5).run(6.0)
    assert world.lost_frames() == []


def test_while_it_is_raised_there_is_a_look_every_other_frame() -> None:
    world = World(lambda t: (), lambda t: t >= 4.7).run(5.0)
    assert world.pair.between(4.7, 5.0) >= 4


def test_a_still_hand_that_was_there_from_the_start_is_found_in_the_first_frame() -> None:
    assert World(lambda t: (RIGHT,)).run(1.0).lost_frames() == []


def test_one_hand_is_followed_by_one_network() -> None:
    world = World(lambda t: (RIGHT,)).run(10.0)
    assert world.lost_frames() == []
    assert world.pair.between(2, 10) == 0
    assert world.single.between(2, 10) == 8 * FPS
    assert world.scout.between(2, 10) == pytest.approx(8, abs=1)


def test_motion_elsewhere_finds_the_second_hand_a_frame_later_at_most() -> None:
    world = World(lambda t: (RIGHT, LEFT) if t >= 5.1 else (RIGHT,), lambda t: 5.1 <= t < 5.5).run(7.0)
    assert len(world.lost_frames()) <= 1
    assert world.pair.between(5.2, 7.0) == pytest.approx(1.8 * FPS, abs=1)
    assert world.single.between(5.2, 7.0) == 0


def test_what_looks_like_the_followed_hand_is_no_second_one() -> None:
    """Paint does not cover all: what is found where the followed hand is, is that hand."""
    world = World(lambda t: (RIGHT,))
    world.scout.first = 0
    world.run(6.0)
    assert world.scout.looks
    assert {count for _, count in world.found} == {1}
    assert world.pair.between(2, 6) == 0


def test_a_second_hand_without_motion_is_found_within_a_second() -> None:
    lost = World(lambda t: (RIGHT, LEFT) if t >= 5.1 else (RIGHT,)).run(7.0).lost_frames()
    assert len(lost) <= 1.0 * FPS


def test_motion_of_the_followed_hand_is_not_elsewhere() -> None:
    world = World(lambda t: (LEFT,), lambda t: t > 2).run(10.0)
    assert world.scout.between(3, 10) <= 7 / 0.8 + 1


def test_two_hands_become_one_without_a_gap() -> None:
    world = World(lambda t: (RIGHT, LEFT) if t < 3 else (LEFT,)).run(6.0)
    assert world.lost_frames() == []
    assert world.single.between(0, 3) == 0
    assert world.single.between(4, 6) >= 1.7 * FPS


def test_both_look_until_the_single_network_has_the_hand() -> None:
    world = World(lambda t: (RIGHT,))
    world.single.blind = True
    world.run(0.9)
    assert world.lost_frames() == []
    assert len(world.single.looks) == 4  # then it is left alone for a second
    world.single.blind = False
    world.run(3.0, from_s=0.9)
    assert world.lost_frames() == []
    assert world.single.between(2, 3) >= 0.9 * FPS


def test_the_frame_in_which_the_single_network_loses_the_hand_is_searched() -> None:
    world = World(lambda t: (RIGHT,)).run(2.0)
    world.single.blind = True
    world.run(3.0, from_s=2.0)
    assert world.lost_frames() == []


def test_a_lost_hand_is_looked_for_in_every_frame_for_a_while() -> None:
    world = World(lambda t: (RIGHT,) if t < 2 or t >= 2.4 else ()).run(4.0)
    assert world.lost_frames() == []
    assert world.pair.between(2.0, 2.4) == 12


def test_a_ghost_of_one_frame_is_not_looked_for_as_long() -> None:
    world = World(lambda t: (RIGHT,) if t == 0 else ()).run(2.0)
    assert world.pair.between(0, 0.4) <= 6


def test_the_body_sleeps_while_nothing_moves_and_no_hand_is_seen() -> None:
    still = World(lambda t: (), lambda t: t < 1).run(5.0)
    assert (still.schedule.awake(1.5), still.schedule.awake(4.9)) == (True, False)
    assert World(lambda t: (RIGHT,)).run(5.0).schedule.awake(5.0)


def test_it_tells_what_ran() -> None:
    ran = World(lambda t: (RIGHT,) if t < 4 else ()).run(8.0).schedule.ran
    assert sum(ran.values()) == 8 * FPS
    assert all(ran.values())


def test_the_same_frames_lead_to_the_same_looks() -> None:
    runs = [World(lambda t: (RIGHT,) if t % 3 < 2 else (), lambda t: t % 1 < 0.3).run(9.0) for _ in range(2)]
    assert runs[0].pair.looks == runs[1].pair.looks
    assert runs[0].single.looks == runs[1].single.looks


def test_after_a_break_everything_begins_anew_and_both_networks_are_closed() -> None:
    world = World(lambda t: (RIGHT,)).run(3.0)
    world.schedule.restart()
    world.run(0.1)
    assert world.pair.looks == pytest.approx([0, 1 / 30, 2 / 30])
    assert world.single.looks == []
    world.schedule.close()
    assert all(network.closed for network in (world.pair, world.single, world.scout))


def test_eco_looks_more_rarely_than_balanced() -> None:
    eco, balanced = WATCHES[Attention.ECO], WATCHES[Attention.BALANCED]
    for name in ("empty", "present", "second"):
        one, other = getattr(eco, name), getattr(balanced, name)
        assert one.rest_s > other.rest_s
        assert one.moving_s > other.moving_s
        assert one.begins_s > other.begins_s
