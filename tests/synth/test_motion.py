"""Clips: reproducible, labelled with the truth, independent of the frame rate."""

from __future__ import annotations

import numpy as np
import pytest

from gesturectl.domain.gesture import GESTURES
from gesturectl.domain.label import GestureLabel
from gesturectl.domain.observation import Hand, Handedness, Observation
from gesturectl.errors import UsageError
from gesturectl.synth.clip import HandClip
from gesturectl.synth.motion import MOTIONS, demo, make_clip, make_script
from gesturectl.synth.noise import GRID_HZ, LONGEST_SPELL_S, NO_NOISE, spells
from gesturectl.synth.stance import PLACE
from gesturectl.training.trigger_table import TRIGGERS

SEEDS = range(4)


def place(clip: HandClip, t: float, side: Handedness) -> np.ndarray:
    """The middle knuckle, in frame heights from the middle of the frame."""
    hand = next(posed for posed in clip.hands_at(t) if posed.handedness is side).hand(1.0)
    return np.asarray(hand.landmarks[9, :2] - 0.5)


def same(one: Observation, other: Observation) -> bool:
    return len(one.hands) == len(other.hands) and all(
        a.handedness is b.handedness and np.allclose(a.landmarks, b.landmarks, atol=1e-6)
        for a, b in zip(one.hands, other.hands, strict=True)
    )


@pytest.mark.parametrize("name", MOTIONS)
def test_labels_lie_in_the_clip_and_bear_the_names_promised(name: str) -> None:
    for seed in SEEDS:
        clip = make_clip(name, seed)
        assert {label.gesture for label in clip.labels} <= set(MOTIONS[name].gestures) <= set(GESTURES)
        assert bool(clip.labels) == bool(MOTIONS[name].gestures)
        for label in clip.labels:
            assert 0 <= label.start_s < label.end_s <= clip.duration_s


@pytest.mark.parametrize("name", MOTIONS)
def test_a_seed_gives_the_same_clip_and_another_seed_another(name: str) -> None:
    one, again, other = (list(make_clip(name, seed).observations(10)) for seed in (5, 5, 6))
    assert len(one) == len(again)
    assert all(same(a, b) for a, b in zip(one, again, strict=True))
    assert len(one) != len(other) or not all(same(a, b) for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("name", ["swipe_up", "zoom", "talking"])
def test_the_frame_rate_only_samples(name: str) -> None:
    slow = {round(o.t, 6): o for o in make_clip(name, 1).observations(15)}
    fast = {round(o.t, 6): o for o in make_clip(name, 1).observations(60)}
    assert set(slow) <= set(fast)
    assert all(same(slow[t], fast[t]) for t in slow)


def test_without_noise_the_observation_is_the_truth_of_the_hands_in_view() -> None:
    clip = make_clip("swipe_left", 3)
    for seen in clip.observations(15, NO_NOISE):
        truth = clip.truth(seen.t)
        by_side = {hand.handedness: hand for hand in truth.hands}
        for hand in seen.hands:
            if hand.handedness in by_side:
                np.testing.assert_allclose(hand.landmarks, by_side[hand.handedness].landmarks, atol=1e-5)


@pytest.mark.parametrize(
    ("name", "axis", "sign"),
    [("swipe_left", 0, 1), ("swipe_right", 0, -1), ("swipe_up", 1, -1), ("swipe_down", 1, 1)],
)
def test_swipes_run_where_the_user_means(name: str, axis: int, sign: int) -> None:
    """The user's left is at image right; y runs down."""
    for seed in range(12):
        clip = make_clip(name, seed)
        (label,) = clip.labels
        assert label.handedness is not None
        way = place(clip, label.end_s, label.handedness) - place(clip, label.start_s, label.handedness)
        assert sign * way[axis] > 0.08
        assert abs(way[1 - axis]) < abs(way[axis])


def test_the_stroke_is_the_quickest_part_of_a_swipe_in_view() -> None:
    for seed in range(8):
        clip = make_clip("swipe_left", seed)
        (label,) = clip.labels
        after = np.arange(label.end_s + 0.05, clip.duration_s, 1 / 60)
        track = next(t for t in clip.tracks if t.handedness is label.handedness)
        spots = track.stances(after)[:, 0]
        back = np.max(-np.diff(spots), initial=0.0) * 60
        stroke = np.max(np.diff(track.stances(np.arange(label.start_s, label.end_s, 1 / 60))[:, 0])) * 60
        visible_back = back if np.all(np.abs(spots) < 0.66) else 0.0
        assert visible_back < stroke


@pytest.mark.parametrize("name", ["zoom", "zoom_in", "zoom_out"])
def test_the_sign_of_a_zoom_is_that_of_the_hands_distance(name: str) -> None:
    for seed in range(8):
        clip = make_clip(name, seed)
        for label in clip.labels:
            gaps = [np.linalg.norm(hand_gap(clip, t)) for t in (label.start_s, label.end_s)]
            assert (gaps[1] - gaps[0]) * label.sign > 0.05


def hand_gap(clip: HandClip, t: float) -> np.ndarray:
    left, right = (place(clip, t, side) for side in (Handedness.LEFT, Handedness.RIGHT))
    return np.asarray(left - right)


def test_the_sign_of_a_pinch_is_that_of_the_gap_between_thumb_and_index() -> None:
    def gap(hand: Hand) -> float:
        return float(np.linalg.norm(hand.world_landmarks[4] - hand.world_landmarks[8]))

    for seed in range(8):
        clip = make_clip("pinch", seed)
        for label in clip.labels:
            hands = [{h.handedness: h.hand(1.0) for h in clip.hands_at(t)} for t in (label.start_s, label.end_s)]
            assert label.handedness is not None
            before, after = (gap(one[label.handedness]) for one in hands)
            assert (after - before) * label.sign > 0.01


@pytest.mark.parametrize("name", ["swipe_up", "zoom", "ok", "pinch"])
def test_hands_are_in_the_picture_while_they_gesture(name: str) -> None:
    for seed in range(10):
        clip = make_clip(name, seed)
        for label in clip.labels:
            sides = [Handedness.LEFT, Handedness.RIGHT] if label.gesture == "zoom" else [label.handedness]
            for t in np.linspace(label.start_s, label.end_s, 5):
                assert {h.handedness for h in clip.truth(float(t)).hands} >= set(sides)


def test_choices_fix_what_the_seed_would_draw() -> None:
    for seed in SEEDS:
        clip = make_clip("zoom_in", seed, palm=0.09, stroke_s=0.5)
        (label,) = clip.labels
        assert 0.4 < label.end_s - label.start_s < 0.6
        assert clip.palm == pytest.approx(0.09)
    assert make_clip("fist", 0, handedness=Handedness.LEFT).labels[0].handedness is Handedness.LEFT


def test_a_still_hand_stays_from_the_first_frame_to_the_last() -> None:
    clip = make_clip("still", 2)
    assert clip.labels == (GestureLabel("open_palm", 0.0, clip.duration_s, 0, clip.labels[0].handedness),)
    assert all(len(clip.truth(t).hands) == 1 for t in np.arange(0, clip.duration_s, 0.1))


def test_a_script_does_its_acts_in_turn_with_pauses() -> None:
    clip = make_script(["thumb_up", "zoom_in", "zoom_out", "thumb_down"], 7, pause_s=1.5)
    assert [(label.gesture, label.sign) for label in clip.labels] == [
        ("thumb_up", 0), ("zoom", 1), ("zoom", -1), ("thumb_down", 0),
    ]  # fmt: skip
    for before, after in zip(clip.labels, clip.labels[1:], strict=False):
        assert after.start_s - before.end_s >= 1.5


def test_the_demonstration_is_a_script() -> None:
    assert [label.gesture for label in demo().labels] == ["thumb_up", "zoom", "zoom", "thumb_down"]


def test_unknown_names_are_refused_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="Did you mean swipe_left"):
        make_clip("swipe_lef")
    with pytest.raises(UsageError, match="colour"):
        make_clip("zoom", colour="red")
    with pytest.raises(UsageError, match="at least one"):
        make_script([])


def test_noise_loses_fast_hands_more_often_than_resting_ones() -> None:
    def share_seen(name: str) -> float:
        seen = total = 0
        for seed in range(10):
            clip = make_clip(name, seed, stroke_s=0.2)
            for o in clip.observations(30):
                label = next((one for one in clip.labels if one.start_s <= o.t <= one.end_s), None)
                if label is not None:
                    total += 1
                    seen += any(h.handedness is label.handedness for h in o.hands)
        return seen / total

    assert share_seen("swipe_left") < share_seen("ok")


def test_a_hand_in_a_swipe_is_lost_for_moments_only() -> None:
    on = spells(np.random.default_rng(0), np.full(30 * 600, 0.05))
    edges = np.flatnonzero(np.diff(np.concatenate([[False], on, [False]]).astype(int)))
    lengths_s = (edges[1::2] - edges[::2]) / GRID_HZ
    assert np.quantile(lengths_s, 0.97) <= LONGEST_SPELL_S + 1.5 / GRID_HZ


def test_two_fingers_are_held_longer_than_they_must_be() -> None:
    for seed in range(8):
        (label,) = make_clip("two_up", seed).labels
        assert label.end_s - label.start_s > TRIGGERS["two_up"].dwell_s + 0.3


@pytest.mark.parametrize("name", ["swipe_left", "swipe_down", "wave", "circle_cw"])
def test_nobody_moves_a_hand_faster_than_arms_do(name: str) -> None:
    for seed in range(8):
        clip = make_clip(name, seed)
        (label,) = clip.labels
        track = next(t for t in clip.tracks if t.handedness is label.handedness)
        way = track.stances(np.arange(label.start_s, label.end_s, 1 / 60))
        speeds = np.linalg.norm(np.diff(way[:, PLACE], axis=0), axis=1) * 60 / clip.palm
        assert speeds.max() < 26  # palms of 9 cm a second, in mid-stroke
