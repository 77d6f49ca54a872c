"""`gesturectl evaluate`: what it prints."""

from __future__ import annotations

import pytest

from gesturectl.cli.evaluate import _print
from gesturectl.training.figures.table import Table


def test_a_table_in_a_file_or_a_pipe_keeps_every_figure(capsys: pytest.CaptureFixture[str]) -> None:
    row = {f"a long name of a column, the {n}th": f"{n}.123456 to {n}.654321" for n in range(20)}
    _print([Table("figures", [row])])
    line = next(line for line in capsys.readouterr().out.splitlines() if "0.123456" in line)
    assert all(value in line for value in row.values())
