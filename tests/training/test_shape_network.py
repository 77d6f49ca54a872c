"""The network of shapes: one ONNX graph that says what it does not know."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest

from gesturectl.domain.gesture import GESTURES, NONE, GestureKind
from gesturectl.recognition.classifier import Classifier
from gesturectl.recognition.shape_features import SHAPE_SPEC, shape_features
from gesturectl.synth.shape import SHAPES, difference
from gesturectl.training.donors import Donors, made
from gesturectl.training.landmark_data import LabelledHands
from gesturectl.training.leave_out import LEFT_OUT, draws
from gesturectl.training.looks import LOOKS, View
from gesturectl.training.loose_hands import LEAST_DIFFERENCE, loose_hands, loose_shape
from gesturectl.training.meaningless import (
    bent_half,
    one_finger_other,
    put_together,
    seen_otherwise,
    spread_otherwise,
    spread_wrongly,
)
from gesturectl.training.network import save
from gesturectl.training.shape_dataset import SEEN_FROM_BEHIND, with_rare_shapes
from gesturectl.training.shape_network import ShapeNetwork, fit_shapes, split_by_group
from gesturectl.training.synthetic import synthetic_hands
from gesturectl.training.trigger_table import SHAPE_ENTER, TRIGGERS
from gesturectl.training.turning import tilt, turned_in_picture, upright

HELD = tuple(gesture.name for gesture in GESTURES.values() if gesture.kind is GestureKind.SHAPE)
KNOWN = ("open_palm", "fist", "point", "victory", "thumb_up", NONE)


@lru_cache
def hands(seed: int = 0) -> LabelledHands:
    """Return 40 synthetic hands of each shape and 300 random ones."""
    points, labels = synthetic_hands(np.random.default_rng(seed), 40, 300)
    return LabelledHands(points, labels, np.array([f"{seed} {i}" for i in range(len(labels))]))


@pytest.fixture(scope="module")
def network() -> ShapeNetwork:
    """A small network of five shapes, trained on synthetic hands alone."""
    some = hands()
    some = some.taken(np.isin(some.labels, KNOWN))
    return fit_shapes(some, some.taken(slice(0)), 0, SHAPE_ENTER, epochs=40)


def test_every_shape_of_the_vocabulary_has_a_trigger_and_a_synthetic_hand() -> None:
    assert set(HELD) <= set(TRIGGERS)
    assert set(HELD) <= set(SHAPES)
    assert set(HELD) - set(LOOKS) == {"ok"}


def test_the_graph_says_what_the_network_says(network: ShapeNetwork, tmp_path: Path) -> None:
    save(network, tmp_path, {"fist": TRIGGERS["fist"]}, {})
    classifier = Classifier.open(tmp_path, "hand_shape", SHAPE_SPEC)
    features = shape_features(hands(3).points[::10])
    scores = classifier.predict_many(features)
    assert scores == pytest.approx(network.scores(features), abs=2e-4)
    assert scores.sum(axis=1) == pytest.approx(1, abs=1e-5)
    assert classifier.manifest.labels == (NONE, "fist", "open_palm", "point", "thumb_up", "victory")
    assert classifier.embed(features).shape == (len(features), 64)


def test_known_shapes_are_accepted_and_unknown_ones_are_not(network: ShapeNetwork) -> None:
    other = hands(5)
    called = network.scores(shape_features(other.points))[:, 1:].max(axis=1) >= SHAPE_ENTER
    known = np.isin(other.labels, [name for name in KNOWN if name != NONE])
    unknown = np.isin(other.labels, ["three2", "four", "rock", "call", "ok"])
    assert called[known].mean() > 0.85
    assert called[unknown].mean() < 0.1
    assert called[other.labels == NONE].mean() < 0.05


def test_the_same_seed_gives_the_same_network() -> None:
    some = hands()
    some = some.taken(np.isin(some.labels, KNOWN))
    one, other = (fit_shapes(some, some.taken(slice(0)), 3, SHAPE_ENTER, epochs=2).onnx() for _ in range(2))
    assert one == other


@pytest.mark.parametrize(
    "make", [put_together, one_finger_other, bent_half, spread_wrongly, spread_otherwise, seen_otherwise]
)
def test_makers_give_hands_unlike_those_they_were_made_of(make: object) -> None:
    some = hands()
    some = some.taken(np.isin(some.labels, ["open_palm", "victory", "three", "fist", "rock"]))
    strange = made(some, 20, np.random.default_rng(0), make)  # type: ignore[arg-type]
    assert strange.shape == (20, 21, 3)
    apart = np.abs(strange[:, None, :, :2] - upright(some.points)[None, :, :, :2]).max(axis=(2, 3)).min(axis=1)
    assert np.median(apart) > 0.1


def test_what_a_label_looks_like_is_not_made() -> None:
    some = hands()
    donors = Donors(some.taken(np.isin(some.labels, ["victory", "two_up", "peace_inverted", "fist"])))
    assert donors.knows_fingers((0, 1, 1, 0, 0))
    assert not donors.knows_fingers((0, 1, 1, 1, 0))
    assert donors.knows(LOOKS["peace_inverted"])
    assert not donors.knows(LOOKS["two_up_inverted"])
    assert not any(look.view is View.SIDE for look in donors.known)


def test_rare_shapes_are_two_fingers_apart_from_behind() -> None:
    some = hands()
    some = some.taken(np.isin(some.labels, ["victory", "two_up_inverted", "peace_inverted"]))
    more = with_rare_shapes(some, np.random.default_rng(0))
    made = more.points[len(some.points) :]
    assert set(more.labels[len(some.points) :]) == {"peace_inverted"}
    assert len(made) == 40 + int(40 * SEEN_FROM_BEHIND)
    gap = np.linalg.norm(made[:, 8, :2] - made[:, 12, :2], axis=1)
    together = some.points[some.labels == "two_up_inverted"]
    assert np.median(gap) > 1.5 * np.median(np.linalg.norm(together[:, 8, :2] - together[:, 12, :2], axis=1))
    known = some.taken(some.labels != "peace_inverted")
    assert with_rare_shapes(known, np.random.default_rng(0)) is known  # where it is left out, none is made


def test_loose_hands_are_no_held_shape() -> None:
    rng = np.random.default_rng(0)
    loose = [loose_shape(rng) for _ in range(50)]
    away = [min(difference(one.angles, SHAPES[name].angles) for name in HELD) for one in loose]
    assert min(away) > LEAST_DIFFERENCE
    assert np.std([one.yaw for one in loose]) > np.radians(20)
    assert loose_hands(rng, 3).shape == (3, 21, 3)


def test_turning_turns() -> None:
    points = hands().points[:50]
    assert tilt(upright(points)) == pytest.approx(0, abs=0.01)
    assert tilt(turned_in_picture(upright(points), np.full(50, 30.0))) == pytest.approx(30, abs=0.01)


def test_groups_are_not_torn_apart() -> None:
    some = hands().taken(slice(0, 100))
    some = LabelledHands(some.points, some.labels, np.repeat([f"person {i}" for i in range(20)], 5))
    train, held = split_by_group(some, 0.25, np.random.default_rng(0))
    assert len(held.labels) == 25
    assert not set(train.groups) & set(held.groups)


def test_draws_leave_every_shape_out() -> None:
    found = draws(sorted(HELD), 10, 0)
    assert found == draws(sorted(HELD), 10, 0)
    assert all(len(set(draw)) == LEFT_OUT for draw in found)
    assert {name for draw in found for name in draw} == set(HELD)
