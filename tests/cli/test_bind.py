"""`gesturectl bind` writes a rule that works into the file that is used."""

from pathlib import Path

import pytest

from gesturectl.cli.main import main
from gesturectl.config.loader import load_config
from gesturectl.config.paths import shipped
from gesturectl.domain.action import Hotkey
from gesturectl.domain.observation import Handedness
from gesturectl.errors import ExitCode


@pytest.fixture(autouse=True)
def nobody_runs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GESTURECTL_RUNTIME_DIR", str(tmp_path / "run"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("GESTURECTL_CONFIG", raising=False)


def test_the_users_own_file_is_begun_and_the_rule_is_in_it(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    words = ["bind", "point,fist", "hotkey: ctrl+c", "--app", "Chromium", "--name", "copy", "--hand", "left"]
    assert main(words) == ExitCode.OK
    path = tmp_path / "config" / "gesturectl" / "gestures.yaml"
    (rule,) = [each for each in load_config(path).bindings if each.name == "copy"]
    assert (rule.gestures, rule.effect, rule.hand) == (("point", "fist"), Hotkey(("ctrl", "c")), Handedness.LEFT)
    said = capsys.readouterr().out.splitlines()
    assert said == [
        f"{path}:{rule.line}: point,fist is bound",
        "gesturectl is not running: it is in force with the next start",
    ]
    assert path.read_text().startswith(shipped("gestures.yaml").read_text()[:2000])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["fist", "hotky: ctrl+c"], "unknown action 'hotky' (did you mean 'hotkey'?)"),
        (["fisst", "hotkey: ctrl+c"], "unknown gesture 'fisst' (did you mean 'fist'?)"),
        (["fist", "{hotkey: "], "problem in the action"),
        (["thumb_up", "hotkey: ctrl+c"], "already"),
        (["fist", "hotkey: ctrl+c", "--profile", "game"], "unknown profile 'game'"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_written(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "gestures.yaml"
    path.write_text(shipped("gestures.yaml").read_text())
    assert main(["bind", *words, "--config", str(path)]) == ExitCode.CONFIG
    assert said in capsys.readouterr().err
    assert path.read_text() == shipped("gestures.yaml").read_text()
