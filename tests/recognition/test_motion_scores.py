"""Scores of motions: near to the takes, not nearer to anything else, and unlike what hands do all day."""

from __future__ import annotations

import io

import numpy as np
import pytest

from gesturectl.errors import ModelError
from gesturectl.recognition.motion_scores import motion_scores, near_takes, sizes, stretched
from gesturectl.recognition.path_features import PathFeatures
from gesturectl.recognition.usual_motions import Usual, UsualMotions
from gesturectl.training.caution import MARGIN, cautions, likeness_of

CLEAR, UNCLEAR, FAR = 0.5, 0.0, np.array([np.inf])


def score(near, other=FAR, usual=FAR, unlike=CLEAR):
    """Return the score of the only gesture, whose radius is 1."""
    cosines = None if unlike is None else np.array([[unlike]])
    return motion_scores(np.array([[near]]), np.ones(1), np.ones(1), other, usual, cosines)[0, 0]


def test_three_takes_count_the_nearest_most():
    assert near_takes(np.array([[5.0, 1.0, 2.0, 3.0]])) == pytest.approx(0.6 * 1 + 0.3 * 2 + 0.1 * 3)
    assert near_takes(np.array([[4.0]])) == pytest.approx(4)
    assert near_takes(np.zeros((2, 0))).tolist() == [np.inf, np.inf]


def test_what_is_near_and_unlike_the_usual_is_the_gesture():
    assert score(0.8) > 0.9
    assert score(0.8, unlike=UNCLEAR) < 0.5
    assert score(1.5) < 0.1
    assert score(0.8, unlike=None) > 0.9  # what is usual is not known


def test_a_usual_motion_may_be_as_near_but_the_users_own_idle_time_may_not():
    as_near = np.array([0.8])
    assert score(0.8, usual=as_near) > 0.5
    assert score(0.8, other=as_near) == pytest.approx(0.5)
    assert score(0.8, other=np.array([0.7])) < 0.5


def test_the_nearest_of_two_gestures_is_found_and_the_other_not():
    near = np.array([[0.5, 0.8]])
    found = motion_scores(near, np.ones(2), np.ones(2), FAR, FAR, np.full((1, 2), CLEAR))[0]
    assert found[0] > 0.9
    assert found[1] < 0.5


def test_other_sizes_and_tempos_are_farther_slightly_other_ones_are_not():
    near = np.ones(1)
    assert stretched(near, np.array([0.1]), np.array([-0.1])) == pytest.approx(1)
    assert stretched(near, np.array([0.0]), np.log([2.0])) > 1.2
    assert stretched(near, np.log([0.2]), None) > 1.1


def test_what_is_larger_has_a_larger_size():
    path = np.random.default_rng(0).normal(size=(1, 32, 18)).astype(np.float32)
    assert sizes(path * 2**0.25) - sizes(path) == pytest.approx(np.log(2))


def usual_motions(rng):
    """Return usual motions of random walks."""
    walks, judged = (np.cumsum(rng.normal(size=(n, 32, 4)), axis=1).astype(np.float32) for n in (120, 9))
    return UsualMotions(Usual(PathFeatures.learned(walks), walks, judged, np.ones(9, np.float32), 60.0))


def test_takes_of_a_gesture_point_where_the_usual_does_not():
    rng = np.random.default_rng(1)
    usual = usual_motions(rng)
    wave = np.sin(np.linspace(0, 12, 32))[:, None] * np.array([4.0, 2.0, -3.0, 1.0])
    takes, more = ((wave + rng.normal(0, 0.3, (5, 32, 4))).astype(np.float32) for _ in range(2))
    direction = usual.direction(takes)
    assert np.linalg.norm(direction) == pytest.approx(1, abs=1e-5)
    strangers = np.cumsum(rng.normal(size=(50, 32, 4)), axis=1).astype(np.float32)
    assert (usual.directions(more) @ direction).min() > 2 * (usual.directions(strangers) @ direction).max()


def test_where_the_usual_is_not_known_nothing_has_a_direction():
    assert UsualMotions().direction(np.ones((5, 32, 4), np.float32)).shape == (0,)


def test_usual_motions_read_back_as_they_were(tmp_path):
    rng = np.random.default_rng(2)
    usual, file = usual_motions(rng).usual, tmp_path / "usual.npz"
    file.write_bytes(usual.encoded())
    again = UsualMotions(file)
    paths = np.cumsum(rng.normal(size=(5, 32, 4)), axis=1).astype(np.float32)
    assert again.directions(paths) == pytest.approx(usual.features.directions(paths), abs=1e-3)
    assert again.usual.judged == pytest.approx(usual.judged, abs=float(0.005 * np.abs(usual.paths).max()))
    assert again.usual.judged_s == usual.judged_s


def unlike(encoded, name, change):
    """Return the bytes of a file of usual motions in which one array is another."""
    with np.load(io.BytesIO(encoded)) as arrays:
        kept = dict(arrays)
    out = io.BytesIO()
    np.savez(out, **(kept | {name: change(kept[name])}))
    return out.getvalue()


def unknown_compression(encoded):
    """Return the bytes of a zip file whose first entry is compressed by a method that there is not."""
    at = encoded.find(b"PK\x01\x02") + 10
    return encoded[:at] + b"\xc8" + encoded[at + 1 :]


@pytest.mark.parametrize(
    "harm",
    [
        lambda data: data[:-300],
        lambda data: b"",
        unknown_compression,
        lambda data: unlike(data, "durations_s", lambda array: array[:-1]),
        lambda data: unlike(data, "paths", lambda array: array[:, :-1]),
        lambda data: unlike(data, "spread", lambda array: array[:-1]),
        lambda data: unlike(data, "format", lambda array: array[:-1]),
    ],
)
def test_a_damaged_file_of_usual_motions_is_named(tmp_path, harm):
    file = tmp_path / "usual.npz"
    file.write_bytes(harm(usual_motions(np.random.default_rng(2)).usual.encoded()))
    with pytest.raises(ModelError, match=r"usual\.npz: the usual motions are damaged"):
        UsualMotions(file).direction(np.ones((1, 32, 4), np.float32))


def test_a_missing_file_of_usual_motions_is_named(tmp_path):
    with pytest.raises(ModelError, match="cannot be read"):
        UsualMotions(tmp_path / "none.npz").direction(np.ones((1, 32, 4), np.float32))


def test_a_gesture_is_as_cautious_as_everyday_movement_is_like_it():
    evidence = np.array([[2.0, -5.0], [1.0, 3.0], [-1.0, 4.0]])
    lasts_s = np.array([[0.0, 0.0], [0.5, 1.0]])
    found = likeness_of(evidence, np.array([0.7, 0.7, 2.0]), lasts_s)
    assert found.evidence.tolist() == [2.0, 3.0]  # what lasts too long is not like it
    assert found.count.tolist() == [1, 1]
    assert cautions(np.array([2.0, -0.5])).tolist() == [pytest.approx(2 + MARGIN), 0.0]


def test_caution_asks_for_more():
    careful = motion_scores(np.array([[0.8]]), np.ones(1), np.ones(1), FAR, FAR, np.array([[CLEAR]]), np.array([9.0]))
    assert score(0.8) > 0.9
    assert careful[0, 0] < 0.5
