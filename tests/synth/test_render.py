"""Rendered frames: the hand where the joints say, at any size; reproducible."""

from __future__ import annotations

import time

import numpy as np
import pytest

from gesturectl.domain.observation import Handedness
from gesturectl.synth.clip import HandClip
from gesturectl.synth.look import BACKDROPS, SKINS, Look
from gesturectl.synth.motion import make_clip
from gesturectl.synth.render import Renderer, palm_side

PLAIN = Look(skin=SKINS[0], backdrop="plain", noise_level=0.0)


def flesh_mask(clip: HandClip, size: tuple[int, int], t: float = 0.0) -> np.ndarray:
    """Where a picture with hands differs from one without."""
    renderer = Renderer(size, PLAIN, palm=clip.palm)
    with_hand, empty = renderer.frame(clip.hands_at(t), t, 0).rgb, renderer.frame((), t, 0).rgb
    return np.asarray(np.abs(with_hand.astype(int) - empty).sum(axis=2) > 12)


@pytest.mark.parametrize("size", [(320, 240), (640, 480), (1280, 960), (1280, 720)])
@pytest.mark.parametrize("side", [Handedness.LEFT, Handedness.RIGHT])
def test_every_joint_lies_on_flesh(size: tuple[int, int], side: Handedness) -> None:
    clip = make_clip("still", 3, handedness=side, palm=0.12)
    mask = flesh_mask(clip, size)
    (hand,) = clip.truth(0.0, aspect=size[0] / size[1]).hands
    for x, y in hand.landmarks[:, :2] * size:
        assert mask[int(y), int(x)]


def test_the_hand_is_at_the_same_place_at_any_size() -> None:
    clip = make_clip("still", 5, palm=0.1)
    boxes = []
    for size in ((320, 240), (1280, 960)):
        y, x = np.nonzero(flesh_mask(clip, size))
        boxes.append([x.min() / size[0], x.max() / size[0], y.min() / size[1], y.max() / size[1]])
    np.testing.assert_allclose(boxes[0], boxes[1], atol=0.015)


def test_another_aspect_keeps_the_place_in_frame_heights() -> None:
    clip = make_clip("still", 5, palm=0.1)
    middles = []
    for size in ((640, 480), (1280, 720)):
        y, x = np.nonzero(flesh_mask(clip, size))
        middles.append([(x.mean() - size[0] / 2) / size[1], y.mean() / size[1]])
    np.testing.assert_allclose(middles[0], middles[1], atol=0.02)


def test_frames_are_reproducible_and_carry_media_time() -> None:
    one, again = (list(make_clip("wave", 1).frames((160, 120), 5)) for _ in range(2))
    assert [frame.seq for frame in one] == list(range(len(one)))
    assert [frame.t for frame in one] == pytest.approx([k / 5 for k in range(len(one))])
    for a, b in zip(one, again, strict=True):
        np.testing.assert_array_equal(a.rgb, b.rgb)


def test_hands_outside_the_picture_leave_it_empty() -> None:
    clip = make_clip("face_touch", 0)
    assert clip.truth(0.0).hands == ()
    assert flesh_mask(clip, (320, 240)).mean() < 0.01


@pytest.mark.parametrize("kind", BACKDROPS)
def test_every_backdrop_and_skin_shows_a_hand(kind: str) -> None:
    clip = make_clip("still", 1, palm=0.12)
    for skin in SKINS:
        look = Look(skin=skin, backdrop=kind, backdrop_seed=3, person=True)
        frame = Renderer((320, 240), look, palm=0.12).frame(clip.hands_at(0.0), 0.0, 0)
        assert frame.rgb.shape == (240, 320, 3)
        assert frame.rgb.std() > 3


@pytest.mark.parametrize("side", [Handedness.LEFT, Handedness.RIGHT])
def test_the_palm_faces_the_camera_in_an_open_hand_and_not_in_a_thumb_up(side: Handedness) -> None:
    open_ = make_clip("still", 0, handedness=side, tilt_deg=0.0).hands_at(0.0)[0]
    thumb = make_clip("still", 0, handedness=side, tilt_deg=0.0, shape="thumb_up").hands_at(0.0)[0]
    assert palm_side(open_) == 1.0
    assert palm_side(thumb) < 0.5


def test_rendering_is_quick_enough_for_a_live_source() -> None:
    clip = make_clip("still", 3, palm=0.15)
    renderer, hands = Renderer((640, 480), Look(), palm=0.15), clip.hands_at(0.0)
    took = []
    for seq in range(10):
        start = time.process_time()
        renderer.frame(hands, 0.0, seq)
        took.append(time.process_time() - start)
    assert min(took) < 0.033
