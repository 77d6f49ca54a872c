"""`gesturectl doctor`: lines for people, JSON for scripts, an exit code."""

from __future__ import annotations

import json

import pytest

from gesturectl.cli.main import main
from gesturectl.daemon import checks
from gesturectl.domain.check import Check, Level
from gesturectl.errors import ExitCode

GOOD = Check("python", Level.OK, "3.11")
SO_SO = Check("cameras", Level.WARN, "none", "connect one")
BAD = Check("packages", Level.FAIL, "numpy is missing", "pip install numpy")


@pytest.mark.parametrize(("found", "code"), [((GOOD, SO_SO), ExitCode.OK), ((GOOD, BAD), ExitCode.FAILURE)])
def test_only_a_failure_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], found: tuple[Check, ...], code: int
) -> None:
    monkeypatch.setattr(checks, "all_checks", lambda config, camera_test: iter(found))
    assert main(["doctor"]) == code
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "ok    python: 3.11"
    assert lines[2].endswith(f"→ {found[1].mend}")


def test_json(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(checks, "all_checks", lambda config, camera_test: iter([BAD]))
    assert main(["doctor", "--json"]) == ExitCode.FAILURE
    assert json.loads(capsys.readouterr().out) == [
        {"name": "packages", "level": "fail", "detail": "numpy is missing", "mend": "pip install numpy"}
    ]


def test_the_real_one_names_every_part(capsys: pytest.CaptureFixture[str]) -> None:
    main(["doctor", "--json"])
    names = {check["name"] for check in json.loads(capsys.readouterr().out)}
    assert {"python", "packages", "cv2", "gesture models", "gestures.yaml", "cameras", "input backend"} <= names
