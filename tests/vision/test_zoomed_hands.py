"""Small hands are looked for where something moved; scripted networks see a hand only if it is large enough."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pytest

from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Hand, Handedness
from gesturectl.vision.watch import FAST_FAR
from gesturectl.vision.zoomed_hands import BACK_S, ZoomedHands

WIDTH, HEIGHT = 640, 480
FPS = 30.0
LEAST_SHARE = 0.03
"""A palm below this share of the width is not seen."""
Place = tuple[float, float, float]
"""Column and row of a hand's middle knuckle, palm length; px."""


class World:
    """A hand that is somewhere, and what moves. A pixel tells its own place, so that a crop knows where it is from."""

    def __init__(
        self,
        hand: Callable[[float], Place | None],
        moving: Callable[[float], bool],
        *,
        other: Place | None = None,
        ghost: Place | None = None,
        least_share: float = LEAST_SHARE,
    ) -> None:
        """`other` is a second hand, `ghost` what is taken for one where it is not mirrored."""
        self.hand, self.moving = hand, moving
        self.other, self.ghost, self.least_share = other, ghost, least_share
        self.near, self.scout = Network(self), Network(self)
        self.finder = ZoomedHands(self.near, self.scout, FAST_FAR, motion=self, around=self)
        self.found: list[tuple[float, tuple[Hand, ...]]] = []
        rows, columns = np.mgrid[0:HEIGHT, 0:WIDTH]
        self.picture = np.stack([columns // 256, columns % 256, rows // 2], axis=2).astype(np.uint8)

    def run(self, until_s: float) -> World:
        for n in range(len(self.found), round(until_s * FPS)):
            frame = Frame(n / FPS, n, self.picture)
            self.found.append((n / FPS, self.finder.find(frame, n * 33)))
        return self

    def changed(self, frame: Frame) -> np.ndarray:
        cells = np.zeros((60, 80), bool)
        place = self.hand(frame.t)
        if place is not None and self.moving(frame.t):
            row, column = int(place[1] / 8), int(place[0] / 8)
            cells[row - 1 : row + 4, column - 1 : column + 2] = True
        return cells

    def restart(self) -> None: ...

    def first_s(self) -> float:
        return next((t for t, hands in self.found if hands), float("inf"))


class Network:
    """Sees the hand of the world if it lies in the crop and is large enough in it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.looks: list[tuple[float, int]] = []
        self.closed = False

    @property
    def ran(self) -> Mapping[str, int]:
        return {"looks": len(self.looks)}

    def awake(self, t: float) -> bool:
        return True

    def find(self, frame: Frame, t_ms: int) -> tuple[Hand, ...]:
        rgb = frame.rgb.astype(int)
        (first, last), top = (rgb[0, [0, -1], 0] * 256 + rgb[0, [0, -1], 1]).tolist(), rgb[0, 0, 2] * 2
        height, width = rgb.shape[:2]
        left, mirrored = min(first, last), first > last
        self.looks.append((frame.t, width))
        world, most = self.world, 1 if self is self.world.scout else 2
        places = [world.hand(frame.t), world.other, None if mirrored else world.ghost]
        seen = [self._seen(p, (left, top, width, height), mirrored) for p in places if p is not None]
        return tuple(hand for hand in seen if hand is not None)[:most]

    def _seen(self, place: Place, crop: tuple[int, int, int, int], mirrored: bool) -> Hand | None:
        (x, y, palm), (left, top, width, height) = place, crop
        if palm < self.world.least_share * width:
            return None
        points = np.zeros((21, 3), np.float32)
        points[:, 0], points[:, 1] = (x - left) / width, (y - top) / height
        points[0, 1] += palm / height
        if mirrored:
            points[:, 0] = 1 - points[:, 0]
        inside = bool((points[[0, 9], :2] >= 0).all() and (points[[0, 9], :2] <= 1).all())
        return Hand(Handedness.RIGHT, 0.9, points, points) if inside else None

    def restart(self) -> None: ...

    def refocus(self) -> None: ...

    def close(self) -> None:
        self.closed = True


def far(t: float) -> Place:
    return (500.0, 200.0, 8.0)


def test_a_small_hand_is_found_where_something_moved_and_lies_in_its_place() -> None:
    world = World(far, lambda t: t < 0.5).run(2.0)
    assert world.first_s() <= 0.4
    seen = [hands[0].landmarks for t, hands in world.found if t > world.first_s()]
    assert len(seen) == sum(t > world.first_s() for t, _ in world.found)
    for points in seen:
        assert points[9, :2] * [WIDTH, HEIGHT] == pytest.approx([500, 200], abs=1)


def test_nothing_is_looked_for_in_the_distance_where_nothing_moves() -> None:
    world = World(far, lambda t: False).run(2.0)
    assert world.scout.looks == []
    assert world.first_s() == float("inf")


def test_a_hand_nearby_needs_no_look_into_the_distance() -> None:
    world = World(lambda t: (300.0, 200.0, 50.0), lambda t: True).run(1.0)
    assert world.scout.looks == []
    assert all(width == WIDTH for _, width in world.near.looks)


def test_the_view_follows_a_hand_that_wanders_off() -> None:
    world = World(lambda t: (500.0 - 60 * max(t - 1, 0), 200.0, 8.0), lambda t: t < 0.5).run(6.0)
    lost = [t for t, hands in world.found if t > 1 and not hands]
    assert lost == []
    assert all(width < WIDTH / 2 for t, width in world.near.looks if t > 1)


def test_a_hand_that_comes_near_is_seen_in_the_whole_picture_again() -> None:
    world = World(lambda t: (320.0, 240.0, 8.0 + 15 * max(t - 1, 0)), lambda t: t < 0.5).run(6.0)
    assert [t for t, hands in world.found if t > 1 and not hands] == []
    assert world.near.looks[-1][1] == WIDTH


def test_a_hand_that_has_left_its_view_by_the_time_that_this_looks_is_looked_for_at_once() -> None:
    """A hand is found while it is raised, and is above the view a moment later."""
    raised = World(lambda t: (500.0, 400.0 - 1200 * min(t, 0.2), 8.0), lambda t: t < 0.4).run(1.5)
    first = raised.first_s()
    assert first < 0.2
    assert all(hands for t, hands in raised.found if t > first + 0.35)


def test_a_view_without_a_hand_ends() -> None:
    world = World(lambda t: far(t) if t < 2 else None, lambda t: t < 0.5).run(2.0 + 2 * BACK_S)
    assert world.near.looks[-1][1] == WIDTH


def test_a_ghost_beside_a_hand_is_no_hand() -> None:
    world = World(far, lambda t: t < 0.5, ghost=(530.0, 200.0, 8.0)).run(2.0)
    assert world.first_s() <= 0.4
    assert {len(hands) for t, hands in world.found if t > world.first_s()} == {1}


def test_a_ghost_alone_is_no_hand() -> None:
    world = World(lambda t: None, lambda t: False, ghost=(500.0, 200.0, 8.0))
    world.changed = World(far, lambda t: True).changed  # type: ignore[method-assign]
    world.run(2.0)
    assert world.scout.looks
    assert world.first_s() == float("inf")


def test_the_other_hand_outside_the_view_is_found() -> None:
    world = World(far, lambda t: t < 0.5, other=(390.0, 200.0, 8.0)).run(4.0)
    assert all(len(hands) == 2 for t, hands in world.found if t > 3.0)


def test_what_flashes_up_beside_a_hand_in_one_frame_is_no_hand() -> None:
    world = World(far, lambda t: t < 0.5).run(2.0)
    world.other = (530.0, 200.0, 8.0)
    world.run(2.0 + 1 / FPS)
    assert len(world.found[-1][1]) == 1
    world.run(2.0 + 2 / FPS)
    assert len(world.found[-1][1]) == 2
    world.other = None
    assert len(world.run(2.2).found[-1][1]) == 1


def test_a_hand_that_is_too_small_for_the_wide_view_is_followed_in_a_narrow_one() -> None:
    world = World(far, lambda t: t < 0.5, least_share=0.11).run(3.0)
    assert world.first_s() < 1.0
    seen = [bool(hands) for t, hands in world.found if t > 1.5]
    assert all(seen)
    assert world.near.looks[-1][1] < 8.0 / 0.11


def test_both_networks_are_closed() -> None:
    world = World(far, lambda t: False)
    world.finder.close()
    assert world.near.closed
    assert world.scout.closed
