from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import BODY_LIMBS, HAND_LIMBS, Body, Hand, Handedness, Observation
from gesturectl.preview.draw import draw, enlarged
from gesturectl.preview.palette import BODY, HANDS, HELD
from gesturectl.preview.state import GestureScore, PreviewState

NOTHING = PreviewState()


def colour_near(picture: np.ndarray, place: tuple[float, float], colour: tuple[int, int, int]) -> bool:
    """Tell whether `colour` is drawn within 2 px of a place given in shares of the picture."""
    x, y = round(place[0] * picture.shape[1]), round(place[1] * picture.shape[0])
    part = picture[max(0, y - 2) : y + 3, max(0, x - 2) : x + 3].astype(int)
    return bool((np.abs(part - np.array(colour)).max(axis=-1) < 40).any())


def middle(landmarks: np.ndarray, limb: tuple[int, int]) -> tuple[float, float]:
    x, y = landmarks[list(limb), :2].mean(axis=0)
    return float(x), float(y)


def test_every_limb_of_a_hand_is_drawn_and_no_other(black: Frame, hand: Hand, seen: Observation) -> None:
    picture = draw(black, seen, NOTHING, mirrored=False)
    colour = HANDS[Handedness.RIGHT]
    for limb in HAND_LIMBS:
        assert colour_near(picture, middle(hand.landmarks, limb), colour), limb
    for limb in [(4, 8), (8, 12), (12, 16), (16, 20)]:
        assert not colour_near(picture, middle(hand.landmarks, limb), colour), limb


def test_mirror_turns_picture_and_landmarks_round(black: Frame, hand: Hand, seen: Observation) -> None:
    rgb = np.array(black.rgb)
    rgb[300:340, :100] = 200
    picture = draw(replace(black, rgb=rgb), seen, NOTHING)
    assert picture[320, 600].tolist() == [200, 200, 200]
    assert picture[320, 50].max() < 200
    for limb in HAND_LIMBS:
        x, y = middle(hand.landmarks, limb)
        assert colour_near(picture, (1 - x, y), HANDS[Handedness.RIGHT]), limb


def test_text_is_not_mirrored(black: Frame) -> None:
    empty = Observation(t=black.t, seq=0, aspect=black.aspect)
    state = PreviewState((GestureScore("zoom", 0.5),), 30.0, 2, "zoom +2")
    plain, mirror = (draw(black, empty, state, mirrored=mirrored) for mirrored in (False, True))
    assert plain.max() > 200
    np.testing.assert_array_equal(plain, mirror)


def test_left_and_right_hand_have_their_own_colours(black: Frame, hand: Hand, seen: Observation) -> None:
    left = replace(seen, hands=(replace(hand, handedness=Handedness.LEFT),))
    picture = draw(black, left, NOTHING, mirrored=False)
    assert colour_near(picture, middle(hand.landmarks, (5, 6)), HANDS[Handedness.LEFT])
    assert HANDS[Handedness.LEFT] != HANDS[Handedness.RIGHT]


def test_label_of_the_hand_stays_inside_the_picture(black: Frame, hand: Hand, seen: Observation) -> None:
    low = replace(hand, landmarks=hand.landmarks + np.array([0.74, 0.24, 0.0], np.float32))
    plain = draw(black, replace(seen, hands=()), NOTHING, mirrored=False)
    picture = draw(black, replace(seen, hands=(low,)), NOTHING, mirrored=False)
    label = (picture != plain)[460:478, 560:].any(axis=-1)
    assert label.sum() > 50


def test_body_limbs_only_where_both_ends_are_visible(black: Frame, seen: Observation, body: Body) -> None:
    landmarks = np.array(body.landmarks)
    landmarks[13] = (0.1, 0.8, 0.0, 0.2)
    hidden = replace(seen, hands=(), body=replace(body, landmarks=landmarks))
    picture = draw(black, hidden, NOTHING, mirrored=False)
    for limb in BODY_LIMBS:
        if 13 not in limb:
            assert colour_near(picture, middle(landmarks, limb), BODY), limb
    assert not colour_near(picture, (landmarks[13, 0], landmarks[13, 1]), BODY)


@pytest.mark.parametrize("score", [0.0, 0.25, 1.0, 1.7])
def test_bar_is_as_long_as_the_score(black: Frame, score: float) -> None:
    empty = Observation(t=0.0, seq=0, aspect=black.aspect)
    state = PreviewState((GestureScore("zoom", score, Handedness.BOTH, held=True, value=-0.4),))
    picture = draw(black, empty, state)
    row = picture[480 - 12, 200:325]
    assert (row == HELD).all(axis=-1).sum() == round(120 * min(score, 1.0))


def test_more_gestures_than_rows_and_a_message_in_any_script(black: Frame, seen: Observation) -> None:
    gestures = tuple(GestureScore(f"gesture_{number}", number / 20) for number in range(20))
    picture = draw(black, seen, PreviewState(gestures, message='type "Wörld ☃ 世界" ' * 9))
    assert picture.shape == (480, 640, 3)
    assert picture[300].max() == draw(black, seen, NOTHING)[300].max()


def test_figures_fit_into_a_narrow_picture(seen: Observation) -> None:
    narrow = Frame(t=1.0, seq=0, rgb=np.zeros((640, 240, 3), np.uint8))
    bar = draw(narrow, seen, PreviewState(fps=29.9, dropped=1234))[2:20]
    written = np.flatnonzero((bar > 128).any(axis=(0, 2)))
    assert written.min() > 2
    assert 200 < written.max() < 238


def test_frame_is_left_alone(black: Frame, seen: Observation) -> None:
    draw(black, seen, NOTHING, mirrored=False)
    assert black.rgb.max() == 0


@pytest.mark.parametrize(
    ("size", "expected"), [((306, 244), (602, 480)), ((640, 480), (640, 480)), ((1281, 721), (1280, 720))]
)
def test_small_pictures_grow_and_sides_are_even(size: tuple[int, int], expected: tuple[int, int]) -> None:
    picture = enlarged(np.zeros((size[1], size[0], 3), np.uint8))
    assert (picture.shape[1], picture.shape[0]) == expected
    assert picture.flags.c_contiguous
    assert picture.flags.writeable


def test_landmarks_far_outside_do_no_harm(black: Frame, hand: Hand, seen: Observation) -> None:
    far = replace(hand, landmarks=hand.landmarks * 1e6)
    assert draw(black, replace(seen, hands=(far,)), NOTHING).shape == (480, 640, 3)
