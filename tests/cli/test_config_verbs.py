"""check, schema and list as a shell sees them."""

import argparse
import importlib
import json
from collections.abc import Callable

import pytest

from gesturectl.cli.main import main
from gesturectl.domain.gesture import GESTURES
from gesturectl.errors import ConfigError, ExitCode

GOOD = "version: 1\nbindings:\n  - {gesture: ok, do: {text: a}}\n"
BAD = "version: 1\nbindings:\n  - {gesture: okk, do: {txt: a}}\n"

Verb = Callable[..., int]


@pytest.fixture
def verb() -> Verb:
    """Run one verb with its own arguments, as the command line does."""

    def run(name: str, *arguments: str) -> int:
        module = importlib.import_module(f"gesturectl.cli.{name}")
        parser = argparse.ArgumentParser()
        module.add_arguments(parser)
        return int(module.run(parser.parse_args(arguments)))

    return run


@pytest.fixture
def write(tmp_path):
    def to_file(text: str) -> str:
        path = tmp_path / "g.yaml"
        path.write_text(text)
        return str(path)

    return to_file


@pytest.fixture(autouse=True)
def _own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("GESTURECTL_CONFIG", raising=False)


def test_check_of_a_good_file(verb, write, capsys):
    path = write(GOOD)
    assert verb("check", path) == ExitCode.OK
    assert capsys.readouterr().out == f"{path}: OK, 1 binding\n"


def test_check_without_a_file_says_which_is_used(verb, capsys):
    assert verb("check") == ExitCode.OK
    assert "gestures.yaml (the shipped one): OK" in capsys.readouterr().out


def test_check_of_a_bad_file_lists_every_mistake(verb, write):
    with pytest.raises(ConfigError) as caught:
        verb("check", write(BAD))
    assert caught.value.exit_code == ExitCode.CONFIG
    assert str(caught.value).count("did you mean") == 2


def test_check_as_json(verb, write, capsys):
    assert verb("check", write(GOOD), "--json") == ExitCode.OK
    answer = json.loads(capsys.readouterr().out)
    assert (answer["ok"], answer["bindings"], answer["gestures"]) == (True, 1, ["ok"])
    assert verb("check", write(BAD), "--json") == ExitCode.CONFIG
    answer = json.loads(capsys.readouterr().out)
    assert not answer["ok"]
    assert [(each["line"], each["column"]) for each in answer["problems"]] == [(3, 15), (3, 25)]


def test_check_of_thresholds_that_do_not_go_with_the_model(verb, write, capsys):
    path = write(f"version: 1\nsettings:\n  gestures:\n    zoom: {{enter: 0.05}}\n{GOOD.partition(chr(10))[2]}")
    with pytest.raises(ConfigError, match="the settings of gesture zoom do not go with its model") as caught:
        verb("check", path)
    assert "set both" in caught.value.remedy
    assert verb("check", path, "--json") == ExitCode.CONFIG
    answer = json.loads(capsys.readouterr().out)
    assert "zoom" in answer["problems"][0]["message"]
    assert answer["remedy"] == caught.value.remedy


def test_check_of_a_missing_file_as_json(verb, tmp_path, capsys):
    assert verb("check", str(tmp_path / "none.yaml"), "--json") == ExitCode.CONFIG
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert "there is no such file" in problem["message"]


def test_schema_is_json(verb, capsys):
    assert verb("schema") == ExitCode.OK
    assert json.loads(capsys.readouterr().out)["title"] == "gestures.yaml"


def test_list_gestures(verb, capsys):
    assert verb("list", "gestures", "--json") == ExitCode.OK
    rows = json.loads(capsys.readouterr().out)
    assert [row["gesture"] for row in rows] == list(GESTURES)
    verb("list", "gestures")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["GESTURE", "KIND", "CONTINUOUS", "MEANING"]
    assert len(lines) == len(GESTURES) + 1


def test_list_actions(verb, capsys):
    assert verb("list", "actions", "--json") == ExitCode.OK
    rows = {row["action"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows["launch"]["examples"][0] == "{launch: firefox}"


def test_list_bindings(verb, write, capsys):
    assert verb("list", "bindings", "--config", write(GOOD), "--json") == ExitCode.OK
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["binding"], row["does"], row["line"]) == ("ok", "text 'a'", 3)


def test_list_cameras_is_a_list_also_without_one(verb, capsys):
    assert verb("list", "cameras", "--json") == ExitCode.OK
    assert isinstance(json.loads(capsys.readouterr().out), list)


def test_check_explains_which_rule_goes_first(tmp_path, capsys):
    path = tmp_path / "g.yaml"
    path.write_text(
        "version: 1\nbindings:\n  - {name: a, gesture: fist, do: {text: a}}\n"
        "  - {name: b, gesture: fist, hold_s: 1, do: {text: b}}\n"
    )
    assert main(["check", str(path)]) == 0
    ok, note = capsys.readouterr().out.splitlines()
    assert ok == f"{path}: OK, 2 bindings"
    assert note == f"{path}:3: note: 'a' fires when it is left within 1 s, for 'b' (line 4) is held longer"
    assert main(["check", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["notes"] == [{"line": 3, "message": note.split("note: ")[1]}]
