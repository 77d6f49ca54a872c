"""`gesturectl models` lists, fetches and checks; its exit code tells a script."""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import pytest

from gesturectl.cli import models
from gesturectl.errors import ExitCode, ModelError
from gesturectl.recognition.usual_motions import FILE
from gesturectl.vision import bundles
from gesturectl.vision.bundle_manifest import Bundle, OfficialSource, Pin

CONTENT = b"a model"
PIN = Pin(len(CONTENT), hashlib.sha256(CONTENT).hexdigest())
BUNDLE = Bundle("hand", "hand.task", "hands", "Apache-2.0", (OfficialSource("http://127.0.0.1:1/x", PIN),))


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with one right bundle, and a shipped folder with one right gesture model and the usual motions."""
    usual = bundles.shipped_models_dir() / FILE
    monkeypatch.setenv("GESTURECTL_DATA_DIR", str(tmp_path))
    monkeypatch.setattr(bundles, "shipped_manifest", lambda: (BUNDLE,))
    monkeypatch.setattr(bundles, "shipped_models_dir", lambda: tmp_path / "shipped")
    for folder in ("models", "shipped"):
        (tmp_path / folder).mkdir()
    (tmp_path / "models" / "hand.task").write_bytes(CONTENT)
    (tmp_path / "shipped" / "bundles.json").write_text("{}")
    (tmp_path / "shipped" / FILE).write_bytes(usual.read_bytes())
    (tmp_path / "shipped" / "shapes.onnx").write_bytes(CONTENT)
    (tmp_path / "shipped" / "shapes.json").write_text(
        json.dumps({"sha256": PIN.sha256, "trained_on": {"a.npz": "photos, MIT", "b.npz": "photos, MIT"}})
    )
    return tmp_path


def run(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    models.add_arguments(parser)
    return models.run(parser.parse_args(arguments))


def test_list_shows_state_size_licence_and_place(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("list") == ExitCode.OK
    shown = capsys.readouterr().out
    assert str(data / "models" / "hand.task") in shown
    assert "Apache-2.0" in shown
    assert "trained on: photos, MIT\n" in shown
    assert "bundles" not in shown


def test_json_is_for_scripts(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("list", "--json")
    rows = json.loads(capsys.readouterr().out)
    assert [(row["name"], row["state"]) for row in rows] == [("hand", "ok"), ("shapes", "ok"), ("usual_motions", "ok")]
    assert [row["size_bytes"] for row in rows[:2]] == [7, 7]


def test_verify_passes_when_all_is_right(data: Path) -> None:
    assert run("verify") == ExitCode.OK


@pytest.mark.parametrize(
    ("file", "cure"),
    [
        ("models/hand.task", "gesturectl models pull"),
        ("shipped/shapes.onnx", "install gesturectl again"),
        ("shipped/usual_motions.npz", "install gesturectl again"),
    ],
)
def test_verify_names_a_truncated_file_and_its_cure(data: Path, file: str, cure: str) -> None:
    (data / file).write_bytes((data / file).read_bytes()[:-1])
    with pytest.raises(ModelError, match=f"{file}: damaged") as caught:
        run("verify", "--json")
    assert cure in caught.value.remedy
    assert caught.value.exit_code == ExitCode.MODEL


@pytest.mark.parametrize(
    ("file", "named"),
    [
        ("models/hand.task", "models/hand.task"),
        ("shipped/shapes.onnx", "shipped/shapes.onnx"),
        ("shipped/shapes.json", "shipped/shapes.onnx"),
        ("shipped/usual_motions.npz", "shipped/usual_motions.npz"),
    ],
)
def test_verify_names_a_missing_file(data: Path, file: str, named: str) -> None:
    (data / file).unlink()
    with pytest.raises(ModelError, match=f"{named}: missing"):
        run("verify")


@pytest.mark.parametrize("text", ["", "[]", "{}"])
def test_verify_names_a_model_with_a_broken_manifest(data: Path, text: str) -> None:
    (data / "shipped" / "shapes.json").write_text(text)
    with pytest.raises(ModelError, match=r"shapes\.onnx: damaged"):
        run("verify")


def test_pull_leaves_what_is_right_alone_and_fails_without_network(data: Path) -> None:
    assert run("pull") == ExitCode.OK
    (data / "models" / "hand.task").unlink()
    with pytest.raises(ModelError, match="cannot be had"):
        run("pull", "hand")
