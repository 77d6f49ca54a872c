"""`gesturectl replay`: the contract for scripts, on a recording of synthetic hands, with the shipped models."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from gesturectl.cli.main import main
from gesturectl.errors import ExitCode
from gesturectl.storage.recording import RecordingWriter, read_recording
from gesturectl.synth.motion import make_script

GESTURECTL = [sys.executable, "-c", "from gesturectl.cli.main import entry_point; entry_point()"]
EVENT_KEYS = ["type", "t", "gesture", "phase", "handedness", "score", "value", "seq"]
ACTION_KEYS = ["type", "t", "binding", "action", "seq"]
RULES = "version: 1\nbindings:\n  - {name: tabs, gesture: victory, do: {hotkey: ctrl+tab}}\n"


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Victory, twice."""
    path = tmp_path_factory.mktemp("recordings") / "victory.jsonl.gz"
    clip = make_script(["victory", "victory"], seed=3, palm=0.1, tilt_deg=0.0)
    with RecordingWriter(path, source="synthetic") as writer:
        for observation in clip.observations(30.0):
            writer.write(observation)
    return path


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    path = tmp_path / "gestures.yaml"
    path.write_text(RULES)
    return path


def replayed(capsys: pytest.CaptureFixture[str], *arguments: object, code: int = 0) -> list[dict[str, object]]:
    capsys.readouterr()
    assert main(["replay", "--json", "--dry-run", *map(str, arguments)]) == code
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_lines_are_the_contract(recording: Path, rules: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = replayed(capsys, recording, "--pace", "fast", "--config", rules)
    keys = {"event": EVENT_KEYS, "action": ACTION_KEYS}
    assert all(list(line) == keys[str(line["type"])] for line in lines)
    assert [(line["gesture"], line["phase"]) for line in lines if line["type"] == "event"] == [
        ("victory", "begin"),
        ("victory", "end"),
    ] * 2
    actions = [line for line in lines if line["type"] == "action"]
    assert [(line["binding"], line["action"]) for line in actions] == [("tabs", "hotkey ctrl+tab")] * 2
    begins = [line for line in lines if line.get("phase") == "begin"]
    assert [line["seq"] for line in actions] == [line["seq"] for line in begins]


def test_fast_and_realtime_print_the_same(
    recording: Path, rules: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    short = tmp_path / "short.jsonl"
    with RecordingWriter(short) as writer:
        for observation in read_recording(recording):
            if observation.t < 3.0:
                writer.write(observation)
    fast = replayed(capsys, short, "--pace", "fast", "--config", rules)
    assert [line["phase"] for line in fast if line["type"] == "event"] == ["begin", "end"]
    assert replayed(capsys, short, "--pace", "realtime", "--config", rules) == fast


def test_plain_lines_are_for_people(recording: Path, rules: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["replay", str(recording), "--dry-run", "--pace", "fast", "--config", str(rules)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 6
    assert "victory" in lines[0]
    assert "tabs → hotkey ctrl+tab" in lines[1]


def test_a_cut_off_recording_gives_what_is_whole(
    recording: Path, rules: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    whole = recording.read_bytes()
    partial = tmp_path / "cut.jsonl.gz.partial"
    partial.write_bytes(whole[: len(whole) * 6 // 10])
    lines = replayed(capsys, partial, "--pace", "fast", "--config", rules)
    assert [line["phase"] for line in lines if line["type"] == "event"][:2] == ["begin", "end"]
    assert "was cut off" in caplog.text


def test_what_is_no_recording_is_a_source_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "other.jsonl"
    other.write_text("{}\n")
    for pace in ("fast", "realtime"):
        assert replayed(capsys, other, "--pace", pace, code=ExitCode.SOURCE) == []
    assert main(["replay", str(tmp_path / "none.jsonl"), "--dry-run"]) == ExitCode.SOURCE
    assert "No such file" in capsys.readouterr().err


def test_a_truncated_model_is_a_model_error(
    recording: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from gesturectl.vision.bundles import shipped_models_dir

    for path in shipped_models_dir().iterdir():
        if path.is_file():
            (tmp_path / path.name).write_bytes(path.read_bytes())
    (model,) = tmp_path.glob("hand_shape*.onnx")
    model.write_bytes(model.read_bytes()[:1000])
    assert replayed(capsys, recording, "--models", tmp_path, code=ExitCode.MODEL) == []


def test_a_failing_action_is_json_on_standard_error_and_the_rest_goes_on(recording: Path, rules: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    command = [*GESTURECTL, "replay", str(recording), "--json", "--pace", "fast", "--config", str(rules), "--quiet"]
    command += ["--backend", "none"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=True)
    errors = [json.loads(line) for line in done.stderr.splitlines() if line.startswith("{")]
    assert [error["binding"] for error in errors] == ["tabs"]
    assert errors[0]["message"]
    assert sum('"action"' in line and '"tabs"' in line for line in done.stdout.splitlines()) == 2


def test_a_reader_who_goes_away_ends_it_quietly(recording: Path, rules: Path) -> None:
    command = [*GESTURECTL, "replay", str(recording), "--json", "--dry-run", "--config", str(rules), "--quiet"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stderr is not None
    assert json.loads(process.stdout.readline())["phase"] == "begin"
    process.stdout.close()
    assert process.wait(30) == ExitCode.OK
    assert process.stderr.read() == ""
    process.stderr.close()
