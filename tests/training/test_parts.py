"""Parts of the evaluation and families of networks: each can be named alone, and absent recordings are no error."""

from __future__ import annotations

import inspect
import json
from importlib import import_module
from pathlib import Path

import pytest

from gesturectl.cli.main import main
from gesturectl.training.figures.parts import PARTS
from gesturectl.training.recipe import FAMILIES


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_every_part_can_be_measured(part: object) -> None:
    module = import_module(f"gesturectl.training.figures.{part.name}")  # type: ignore[attr-defined]
    assert list(inspect.signature(module.tables).parameters) == ["exam"]


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_can_be_built(family: str) -> None:
    module = import_module(f"gesturectl.training.{family}_recipe")
    first, *others = inspect.signature(module.build).parameters.values()
    assert first.name == "workshop"
    assert all(other.default is not inspect.Parameter.empty for other in others)


def test_parts_without_their_recordings_are_skipped_by_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    only = [f"--only={part.name}" for part in PARTS if part.needs]
    assert main(["evaluate", "--data", str(tmp_path), *only]) == 0
    shown = capsys.readouterr().out
    for part in PARTS:
        if part.needs:
            assert f"skipped: {part.name} (no {tmp_path / part.needs[0]}" in shown


def test_skipped_parts_are_in_the_json_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "--data", str(tmp_path), "--only", "shapes", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found == {"skipped": {"shapes": f"no {tmp_path / 'static/hagrid_val.npz'}"}}
