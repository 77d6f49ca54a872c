"""The comparison on foreign data sets: the models learn, what was left out stays out, nothing is left to chance."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from gesturectl.training.figures.foreign_tables import confusion_rows, model_rows
from gesturectl.training.foreign.convolutions import convolution_features
from gesturectl.training.foreign.leave_out import convolutions, linear, perceptron
from gesturectl.training.foreign.sequences import STEPS, Sequences, resampled, smoothed
from gesturectl.training.foreign.shrec import palm_axes, read_shrec
from gesturectl.training.foreign.utd import OUR_KIND, read_utd

DATA = Path(__file__).parents[3] / "shared" / "data" / "sequences"
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="needs the recordings in ../shared/data")


@pytest.fixture(scope="module")
def waves() -> Sequences:
    """Return waves of two frequencies at any phase by four subjects, each with an offset of his own."""
    rng = np.random.default_rng(0)
    labels = np.array(["slow", "fast"] * 60)
    subjects = np.repeat(np.arange(4), 30)
    steps = np.linspace(0, 1, STEPS)
    hz = np.where(labels == "slow", 2.0, 4.0)
    phase = rng.uniform(0, 2 * np.pi, len(labels))
    wave = np.sin(2 * np.pi * hz[:, None] * steps + phase[:, None])
    windows = np.stack([wave, rng.normal(0, 1, wave.shape)], axis=-1) + rng.normal(0, 0.2, (120, STEPS, 2))
    return Sequences((windows + subjects[:, None, None] * 0.2).astype(np.float32), labels, subjects)


def test_convolutions_know_what_a_line_does_not(waves: Sequences) -> None:
    right = [float((model(waves) == waves.labels).mean()) for model in (linear, lambda s: convolutions(s, kernels=60))]
    assert right[0] < 0.7
    assert right[1] > 0.9


def test_shuffled_labels_teach_nothing(waves: Sequences) -> None:
    shuffled = replace(waves, labels=np.random.default_rng(1).permutation(waves.labels))
    for model in (perceptron, lambda s: convolutions(s, kernels=60)):
        assert 0.3 < float((model(shuffled) == shuffled.labels).mean()) < 0.7


def test_a_subject_left_out_is_never_seen(waves: Sequences) -> None:
    """One subject calls slow fast: who is judged by the others is wrong each time."""
    swapped = np.where(waves.labels == "slow", "fast", "slow")
    odd = replace(waves, labels=np.where(waves.subjects == 2, swapped, waves.labels))
    called = convolutions(odd, kernels=60)
    assert float((called == odd.labels)[waves.subjects == 2].mean()) < 0.2


def test_the_same_seed_gives_the_same_features(waves: Sequences) -> None:
    one, again = (convolution_features(waves.windows, 5, np.random.default_rng(4)) for _ in range(2))
    assert one.shape == (120, 10)
    np.testing.assert_array_equal(one, again)
    assert ((one[:, ::2] >= 0) & (one[:, ::2] <= 1)).all()


def test_resampling_keeps_ends_and_lines() -> None:
    line = np.linspace(0, 1, 17)[:, None]
    np.testing.assert_allclose(resampled(line, 5)[:, 0], np.linspace(0, 1, 5))
    np.testing.assert_allclose(smoothed(line)[2:-2], line[2:-2])
    np.testing.assert_allclose(resampled(line[:1], 3), np.zeros((3, 1)))


def test_tables_count(waves: Sequences) -> None:
    called = waves.labels.copy()
    called[0] = "fast"
    (row,) = model_rows(waves, {"a": called})
    assert (row["right"], row["accuracy"], row["worst subject"]) == ("119/120", 0.992, 0.967)
    fast, slow = confusion_rows(waves.labels, called)
    assert (fast["recall"], fast["precision"], slow["taken for"]) == (1.0, 0.984, "fast 1")


def test_palms_have_axes_of_their_own() -> None:
    hand = np.random.default_rng(0).normal(0, 1, (6, 21, 3))
    axes = palm_axes(hand)
    np.testing.assert_allclose(axes @ np.swapaxes(axes, 1, 2), np.broadcast_to(np.eye(3), (6, 3, 3)), atol=1e-6)


@pytest.mark.data
@needs_data
def test_utd_is_read() -> None:
    sequences = read_utd(DATA / "utd_mhad_kinect20.npz")
    assert sequences.windows.shape[:2] == (539, STEPS)
    assert np.isfinite(sequences.windows).all()
    assert set(OUR_KIND) <= set(sequences.labels.tolist())
    assert len(set(sequences.subjects.tolist())) == 5


@pytest.mark.data
@pytest.mark.slow
@needs_data
def test_shrec_is_read() -> None:
    sequences = read_shrec(DATA / "shrec17_hand22_world.npz")
    assert sequences.windows.shape[:2] == (1680, STEPS)
    assert np.isfinite(sequences.windows).all()
    assert len(set(sequences.labels.tolist())) == 14
    assert len(set(sequences.subjects.tolist())) == 20
