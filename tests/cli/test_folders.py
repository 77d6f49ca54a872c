"""Folders named on the command line must be there."""

from __future__ import annotations

from pathlib import Path

import pytest

from gesturectl.cli.main import main
from gesturectl.errors import ExitCode

MEASURES = ("bench attention", "bench distance", "bench all", "evaluate", "train")


@pytest.mark.parametrize("verb", MEASURES)
def test_data_that_is_not_there_is_refused_at_once(
    verb: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = tmp_path / "nowhere"
    assert main([*verb.split(), "--data", str(nowhere)]) == ExitCode.SOURCE
    said = capsys.readouterr()
    assert f"--data {nowhere}: there is no such folder" in said.err
    assert not said.out
