"""Gestures of fingers and arms for training: meant in clips of people who make them, not in everyday movement."""

from __future__ import annotations

import numpy as np
import pytest

from gesturectl.recognition.act_intent_features import ACT_INTENT_SIZE, KIND_OF
from gesturectl.recognition.intent_features import MEANT
from gesturectl.recognition.shape_intent_features import SHOWING_SIZE
from gesturectl.synth.everyday import everyday_clip
from gesturectl.synth.motion import make_clip
from gesturectl.training.act_dataset import Proposing, acts, proposing
from gesturectl.training.act_streams import LEAST_ROWS, balanced, takes
from gesturectl.training.synthetic import stream_of
from gesturectl.vision.bundles import shipped_models_dir


@pytest.fixture(scope="module")
def networks() -> Proposing:
    return proposing(shipped_models_dir())


@pytest.mark.parametrize("name", ["grab", "push", "circle_cw"])
def test_what_is_made_within_its_label_is_meant(networks: Proposing, name: str) -> None:
    stream = stream_of(make_clip(name, 501), name, 15.0)
    mine = [one for one in acts(stream, networks) if one.gesture == name and one.label == MEANT]
    assert mine
    assert mine[0].features.shape == (ACT_INTENT_SIZE,)
    assert mine[0].features[SHOWING_SIZE + KIND_OF[name]] == 1.0
    assert any(label.start_s <= mine[0].t <= label.end_s + 0.5 for label in stream.labels)


def test_everyday_movement_does_what_is_not_meant(networks: Proposing) -> None:
    found = list(acts(stream_of(everyday_clip("reaching", 501), "reaching", 15.0), networks, least=0.1))
    assert found
    assert {one.label for one in found} == {"none"}


def test_every_gesture_is_made_in_each_way() -> None:
    ways = {(take.name, take.way) for take in takes() if take.name in KIND_OF}
    assert len(ways) == len(KIND_OF) * 4


def test_of_each_kind_as_much_is_meant_as_not_where_both_are_known() -> None:
    def row(kind: int) -> np.ndarray:
        features = np.zeros(ACT_INTENT_SIZE, np.float32)
        features[SHOWING_SIZE + kind] = 1.0
        return features

    rows = [(row(0), MEANT)] * 3 * LEAST_ROWS + [(row(0), "none")] * LEAST_ROWS + [(row(1), MEANT)] * 5
    found = balanced(rows)
    of_first = found.labels[found.features[:, SHOWING_SIZE] == 1.0]
    assert (of_first == MEANT).sum() == (of_first == "none").sum()
    assert len(found.labels) == len(of_first) + 5
