"""What arms are taught: targets in time, mirrors, streams that run backwards, variations."""

from __future__ import annotations

import numpy as np
import pytest

from gesturectl.domain.label import GestureLabel
from gesturectl.domain.observation import Handedness
from gesturectl.synth.body import make_body_clip
from gesturectl.synth.motion import make_clip
from gesturectl.training.arm_dataset import Pasts, collect
from gesturectl.training.arm_targets import PAIR_LABELS, STROKE_LABELS, pair_target, stroke_target
from gesturectl.training.arm_variation import exact, varied
from gesturectl.training.streams import backwards, mirrored
from gesturectl.training.synthetic import stream_of

SWIPE = GestureLabel("swipe_left", 1.0, 2.0, handedness=Handedness.RIGHT)
UP = GestureLabel("swipe_up", 1.0, 2.0, handedness=Handedness.RIGHT)
WAVE = GestureLabel("wave", 1.0, 4.0, handedness=Handedness.RIGHT)
CIRCLE = GestureLabel("circle_cw", 1.0, 4.0, handedness=Handedness.RIGHT)
ZOOM = GestureLabel("zoom", 1.0, 2.0, -1, Handedness.BOTH)


@pytest.mark.parametrize(
    ("label", "t", "expected"),
    [
        (SWIPE, 1.1, "none"),
        (SWIPE, 1.5, "perhaps"),
        (SWIPE, 1.95, "swipe_left"),
        (SWIPE, 2.2, "swipe_left"),
        (SWIPE, 2.6, "perhaps"),
        (SWIPE, 2.9, "none"),
        (UP, 2.0, "perhaps"),  # a raised arm must be seen to do nothing else
        (UP, 2.3, "swipe_up"),
        (WAVE, 2.3, "wave"),  # three or four swings tell
        (CIRCLE, 2.3, "perhaps"),
        (CIRCLE, 2.9, "circle_cw"),
    ],
)
def test_a_stroke_counts_at_its_end(label: GestureLabel, t: float, expected: str) -> None:
    target = stroke_target([label], t, Handedness.RIGHT)
    index = STROKE_LABELS.index(label.gesture)
    assert target == {"none": 0, "perhaps": -1 - index}.get(expected, index)
    assert stroke_target([label], t, Handedness.LEFT) == 0


def test_both_arms_count_while_they_move() -> None:
    out = PAIR_LABELS.index("zoom_out")
    assert [pair_target([ZOOM], t) for t in (1.0, 1.3, 1.7, 2.1, 2.3)] == [0, -1 - out, out, -1 - out, 0]


def test_arms_that_cross_keep_their_sides_until_they_rest() -> None:
    streams = (stream_of(make_body_clip("arms_crossed", seed), "arms_crossed", 15.0) for seed in range(4))
    pairs = collect(streams, np.random.default_rng(0))[1]
    apart = pairs.second[:, :, 0] - pairs.first[:, :, 0]  # as the left arm sees the right one
    assert np.any((apart[:, 0] > 1) & (apart[:, -1] < 0))  # crossed on the way
    assert np.all(pairs.targets == 0)


def test_bodies_draw_their_hands_apart_or_together() -> None:
    streams = (stream_of(make_body_clip("pull_apart", seed), "pull_apart", 15.0) for seed in range(6))
    pairs = collect(streams, np.random.default_rng(0))[1]
    assert {PAIR_LABELS[k] for k in pairs.targets if k > 0} == {"zoom_in", "zoom_out"}


@pytest.fixture(scope="module")
def swipe() -> Pasts:
    return collect([stream_of(make_clip("swipe_left", 3), "swipe_left", 15.0)], np.random.default_rng(0))[0]


def test_variations_keep_what_it_was_but_for_the_mirror(swipe: Pasts) -> None:
    rng = np.random.default_rng(1)
    strokes = np.flatnonzero(swipe.targets == STROKE_LABELS.index("swipe_left"))
    features, targets = varied(swipe, np.repeat(strokes, 40), rng)
    assert features.shape[1] == exact(swipe).shape[1]
    assert {STROKE_LABELS[k] for k in targets} == {"swipe_left", "swipe_right"}
    # The first feature is where the arm was at first, seen from where it is now: right of it for the user's right.
    came_from = features.reshape(len(features), -1)[:, 7 * 8]
    assert np.all((came_from < 0) == (targets == STROKE_LABELS.index("swipe_left")))


def test_rows_are_the_same_for_the_same_seed(swipe: Pasts) -> None:
    rows = np.arange(len(swipe))
    one, two = (varied(swipe, rows, np.random.default_rng(5)) for _ in range(2))
    assert np.array_equal(one[0], two[0])
    assert np.array_equal(one[1], two[1])


def test_backwards_a_swipe_left_is_a_swipe_right() -> None:
    stream = stream_of(make_clip("swipe_left", 1), "swipe_left", 15.0)
    turned = backwards(stream)
    assert [label.gesture for label in turned.labels] == ["swipe_right"]
    assert turned.labels[0].start_s == pytest.approx(stream.duration_s - stream.labels[0].end_s)
    assert [o.t for o in turned.observations] == sorted(o.t for o in turned.observations)
    assert [label.gesture for label in backwards(turned).labels] == ["swipe_left"]


def test_a_mirror_turns_circles_and_wheels_round_but_no_zoom() -> None:
    circle = stream_of(make_clip("circle_cw", 1), "circle_cw", 10.0)
    assert [label.gesture for label in mirrored(circle).labels] == ["circle_ccw"]
    wheel, zoom = (stream_of(make_clip(name, 1, sign=1), name, 10.0) for name in ("rotate", "zoom"))
    assert [label.sign for label in mirrored(wheel).labels] == [-1]
    assert [label.sign for label in mirrored(zoom).labels] == [1]
