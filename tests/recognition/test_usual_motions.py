"""What hands do all day: takes of a gesture point elsewhere; its file reads back, and a damaged one is named."""

from __future__ import annotations

import io

import numpy as np
import pytest

from gesturectl.errors import ModelError
from gesturectl.recognition.path_features import PathFeatures
from gesturectl.recognition.usual_motions import Usual, UsualMotions


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
