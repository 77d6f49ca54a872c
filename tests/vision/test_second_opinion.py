"""A hand counts when it is found again in the mirror; scripted networks tell what they see there."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest

from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Hand
from gesturectl.synth.motion import make_clip
from gesturectl.vision.second_opinion import SecondOpinion, flipped
from gesturectl.vision.view import View

SIZE = (1280, 720)
PALM = 12.0


def far_hand() -> Hand:
    clip = make_clip("victory", 500, palm=PALM / SIZE[1])
    return clip.hands_at(clip.labels[0].start_s)[0].hand(SIZE[0] / SIZE[1])


class Scout:
    """Sees `hand` in every cut, `moved` palm lengths beside where it is."""

    def __init__(self, hand: Hand | None, moved: float = 0.0) -> None:
        self.hand, self.moved = hand, moved
        self.cuts: list[tuple[int, int]] = []

    @property
    def ran(self) -> Mapping[str, int]:
        return {}

    def awake(self, t: float) -> bool:
        return True

    def find(self, frame: Frame, t_ms: int) -> tuple[Hand, ...]:
        rgb = frame.rgb.astype(int)
        places = rgb[:, :, 0] * 256 + rgb[:, :, 1], rgb[:, :, 2] * 4
        self.cuts.append(frame.rgb.shape[:2])
        if self.hand is None:
            return ()
        mirrored = places[0][0, 0] > places[0][0, -1]
        view = View(
            int(places[0].min()), int(places[1].min()), int(places[0].max()) + 1, int(places[1].max()) + 1, SIZE
        )
        scale = np.array([SIZE[0] / view.width, SIZE[1] / view.height, SIZE[0] / view.width])
        origin = np.array([view.left / SIZE[0], view.top / SIZE[1], 0.0])
        shift = np.array([self.moved * PALM / SIZE[0], 0.0, 0.0])
        points = ((self.hand.landmarks + shift - origin) * scale).astype(np.float32)
        seen = Hand(self.hand.handedness, 0.9, points, self.hand.world_landmarks)
        return (seen.mirrored() if mirrored else seen,)

    def restart(self) -> None: ...

    def refocus(self) -> None: ...

    def close(self) -> None: ...


def picture() -> Frame:
    """Every pixel tells its place, so that a cut knows where it is from."""
    rows, columns = np.mgrid[0 : SIZE[1], 0 : SIZE[0]]
    return Frame(0.0, 0, np.stack([columns // 256, columns % 256, rows // 4], axis=2).astype(np.uint8))


@pytest.mark.parametrize(("moved", "agrees"), [(0.0, True), (0.2, True), (1.0, False)])
def test_a_hand_must_lie_where_it_was_seen(moved: float, agrees: bool) -> None:
    hand = far_hand()
    assert SecondOpinion(Scout(hand, moved)).agrees(hand, picture(), 0) is agrees


def test_what_the_mirror_does_not_show_is_no_hand() -> None:
    scout = Scout(None)
    opinion = SecondOpinion(scout)
    assert not opinion.agrees(far_hand(), picture(), 0)
    assert opinion.asked == len(scout.cuts) == 1


def test_a_mirrored_hand_mirrored_is_the_hand() -> None:
    hand = far_hand()
    back = hand.mirrored().mirrored()
    assert back.handedness is hand.handedness
    assert hand.mirrored().handedness is not hand.handedness
    np.testing.assert_allclose(back.landmarks, hand.landmarks, atol=1e-6)
    np.testing.assert_allclose(hand.mirrored().landmarks[:, 0], 1 - hand.landmarks[:, 0], atol=1e-6)


def test_a_mirrored_frame_has_its_left_at_the_right() -> None:
    frame = picture()
    assert (flipped(frame).rgb[:, 0] == frame.rgb[:, -1]).all()
