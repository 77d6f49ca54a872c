"""`gesturectl pointer`: the area of a recording, and the running gesturectl told."""

from __future__ import annotations

from pathlib import Path

import pytest

from gesturectl.cli.main import main
from gesturectl.config.loader import parse_config
from gesturectl.control.pointer_reach import reach
from gesturectl.domain.observation import Handedness
from gesturectl.domain.pointer import PointerMode
from gesturectl.errors import ExitCode
from gesturectl.storage.recording import RecordingWriter
from gesturectl.synth.pointing import Pointing


def rectangle() -> Pointing:
    """A hand that draws a rectangle, four palm lengths by two, twice."""
    one = Pointing(1, palm=0.1, sway=0.0, side=Handedness.RIGHT).move(-2, -1, 0.5)
    for right, down in ((4, 0), (0, 2), (-4, 0), (0, -2)) * 2:
        one.move(right, down, 1.0)
    return one


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    path = tmp_path / "hand.jsonl"
    with RecordingWriter(path, source="synthetic") as writer:
        for observation in rectangle().clip().observations():
            writer.write(observation)
    return path


def test_the_area_is_where_the_hand_went(recording, capsys):
    assert main(["pointer", "area", str(recording)]) == 0
    printed = capsys.readouterr().out
    settings = parse_config(f"version: 1\nbindings: []\n{printed}", "printed").settings.pointer
    assert settings.mode is PointerMode.ABSOLUTE
    area = settings.area
    assert area is not None
    assert (area.right - area.left) * 4 / 3 == pytest.approx(0.4, abs=0.06)
    assert area.bottom - area.top == pytest.approx(0.2, abs=0.05)


def test_a_hand_that_is_not_there_or_holds_still_has_no_area(tmp_path, recording, capsys):
    assert main(["pointer", "area", str(recording), "--hand", "left"]) == ExitCode.USAGE
    assert "largest rectangle" in capsys.readouterr().err
    assert reach(Pointing(1).rest(2.0).clip().observations()) is None
    assert reach(Pointing(1).rest(0.2).clip().observations()) is None


def test_a_switch_takes_no_recording(recording, capsys):
    assert main(["pointer", "on", str(recording)]) == ExitCode.USAGE
    assert "gesturectl pointer area" in capsys.readouterr().err


def test_area_wants_a_recording(capsys):
    assert main(["pointer", "area"]) == ExitCode.USAGE
    assert "gesturectl record" in capsys.readouterr().err


def test_without_a_running_gesturectl_it_says_so(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("GESTURECTL_RUNTIME_DIR", str(tmp_path))
    assert main(["pointer", "on"]) == ExitCode.NOT_RUNNING
    assert capsys.readouterr().out == ""
