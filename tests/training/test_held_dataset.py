"""Held shapes for training: what is meant in clips of people who show shapes, and what is not in everyday ones."""

from __future__ import annotations

import numpy as np
import pytest

from gesturectl.recognition.classifier import Classifier
from gesturectl.recognition.intent_features import MEANT
from gesturectl.recognition.shape_features import SHAPE_SPEC
from gesturectl.recognition.shape_intent_features import SHAPE_INTENT_SIZE
from gesturectl.synth.everyday import everyday_clip
from gesturectl.synth.motion import make_clip
from gesturectl.training.held_dataset import holdings
from gesturectl.training.held_streams import SHAPES, takes
from gesturectl.training.preceding import GAP_S, PART_S, after_everyday
from gesturectl.training.presenting import presented_clip
from gesturectl.training.synthetic import stream_of
from gesturectl.vision.bundles import shipped_models_dir


@pytest.fixture(scope="module")
def shapes() -> Classifier:
    return Classifier.open(shipped_models_dir(), "hand_shape", SHAPE_SPEC)


def test_what_is_held_within_its_label_is_meant(shapes: Classifier) -> None:
    stream = stream_of(make_clip("victory", 501), "victory", 15.0)
    found = list(holdings(stream, shapes))
    assert {one.label for one in found} == {MEANT}
    assert {one.which[1] for one in found} == {"victory"}
    assert found[0].features.shape == (SHAPE_INTENT_SIZE,)
    (label,) = stream.labels
    assert label.start_s < found[0].t < label.end_s


def test_what_scores_next_to_nothing_is_looked_at_where_that_is_asked_for(shapes: Classifier) -> None:
    stream = stream_of(make_clip("random_shapes", 501), "random_shapes", 15.0)
    assert len(list(holdings(stream, shapes, lower=1.0))) > 20 + len(list(holdings(stream, shapes)))


def test_everyday_movement_holds_shapes_that_are_not_meant(shapes: Classifier) -> None:
    found = [
        one
        for seed in (500, 501, 502)
        for one in holdings(stream_of(everyday_clip("face touching", seed), "face", 15.0), shapes)
    ]
    assert found
    assert {one.label for one in found} == {"none"}


def test_shapes_are_shown_amid_everyday_movement_and_labelled(shapes: Classifier) -> None:
    clip = presented_clip("rock", ("fist", "ok"), 540)
    assert len(clip.labels) >= 2
    assert {"rock"} <= {label.gesture for label in clip.labels} <= {"rock", "fist", "ok"}
    assert MEANT in {one.label for one in holdings(stream_of(clip, "rock", 15.0), shapes)}
    again = presented_clip("rock", ("fist", "ok"), 540)
    assert again.labels == clip.labels


def test_what_went_before_shifts_the_labels_and_leaves_the_hands_out_of_view_in_between() -> None:
    alone = stream_of(make_clip("ok", 500), "ok", 15.0)
    after = after_everyday(alone, 500, 15.0, np.random.default_rng(0))
    by = after.labels[0].start_s - alone.labels[0].start_s
    assert PART_S[0] + GAP_S[0] - 0.2 < by < PART_S[1] + GAP_S[1] + 0.2
    assert after.labels[0].end_s - after.labels[0].start_s == pytest.approx(
        alone.labels[0].end_s - alone.labels[0].start_s
    )
    times = [observation.t for observation in after.observations]
    assert np.all(np.diff(times) > 0)
    assert any(not o.hands for o in after.observations if by - GAP_S[0] < o.t < by)


def test_every_shape_is_shown_in_each_way() -> None:
    ways = {(take.name, take.way) for take in takes() if take.name in SHAPES}
    assert len(ways) == len(SHAPES) * 6
