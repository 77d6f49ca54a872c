"""Benchmarks as pictures, and what is said of a file that cannot be one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from gesturectl.cli.bench import ALL, _asked
from gesturectl.cli.main import make_parser
from gesturectl.daemon.bench_picture import Bars, draw
from gesturectl.errors import UsageError

PARTS = [
    Bars(
        "Attention",
        "s",
        {"empty room": {"plain": 11.0, "balanced": 0.3}, "one hand": {"plain": 20.0}},
        {"one hand": 11.0},
    ),
    Bars("Latency", "ms", {"act": {"p50": 1.0, "p95": 2.0}}, {}),
]


def test_a_picture_is_written(tmp_path: Path) -> None:
    from PIL import Image

    draw(tmp_path / "bench.png", PARTS, "a machine")
    with Image.open(tmp_path / "bench.png") as picture:
        pixels = np.asarray(picture.convert("L"))
    assert pixels.shape[1] > 800
    assert 0.01 < (pixels < 200).mean() < 0.6


@pytest.mark.parametrize("name", ["bench.txt", "nowhere/bench.png"])
def test_a_file_that_cannot_be_a_picture_is_refused_before_anything_is_measured(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        draw(tmp_path / name, PARTS, "")


def test_all_stands_for_the_short_ones_with_the_same_data() -> None:
    args = make_parser(["bench"]).parse_args(["bench", ALL, "--data", "somewhere", "--seed", "3"])
    asked = _asked(args)
    assert [one.what for one in asked] == ["attention", "cost", "latency", "memory", "idle"]
    assert asked[0].data == Path("somewhere")
    assert {one.seed for one in asked} == {3}
