"""`gesturectl run`: real MediaPipe on rendered hands; what was recorded replays to the same lines."""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from gesturectl.cli import run as verb
from gesturectl.cli.main import main
from gesturectl.errors import ExitCode
from gesturectl.storage.recording import read_recording
from gesturectl.vision.cameras import list_cameras

ZOOM_GIF = Path(__file__).parents[2].parent / "shared" / "data" / "clips" / "zoom.gif"
GESTURECTL = [sys.executable, "-c", "from gesturectl.cli.main import entry_point; entry_point()"]


def run_cli(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [*GESTURECTL, "run", "--dry-run", "--json", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120)


@pytest.mark.vision
def test_a_synthetic_zoom_zooms_and_its_recording_replays_line_for_line(tmp_path: Path) -> None:
    recorded, video = tmp_path / "zoom.jsonl", tmp_path / "zoom.mp4"
    live = run_cli("--source", "synth:zoom_in", "--pace", "fast", "--record", recorded, "--render", video)
    assert live.returncode == ExitCode.OK, live.stderr
    lines = [json.loads(line) for line in live.stdout.splitlines()]
    assert {line["type"] for line in lines} == {"event", "action"}
    zooms = [line for line in lines if line.get("gesture") == "zoom"]
    assert [zooms[0]["phase"], zooms[-1]["phase"]] == ["begin", "end"]
    assert any(line.get("action", "").startswith("zoom +") for line in lines)
    command = [*GESTURECTL, "replay", str(recorded), "--dry-run", "--json", "--pace", "fast"]
    replay = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert replay.stdout == live.stdout
    assert video.stat().st_size > 10_000


@pytest.mark.vision
@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_sigterm_ends_a_run_that_would_go_on_for_ever(tmp_path: Path) -> None:
    spec = "synth:victory?loop=1&size=320x240"
    command = [*GESTURECTL, "run", "--dry-run", "--json", "--source", spec, "--record", str(tmp_path / "rec.jsonl")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert json.loads(process.stdout.readline())["type"] == "event"
            process.terminate()
            rest, errors = process.communicate(timeout=20)
        finally:
            process.kill()
    assert process.returncode == ExitCode.OK, errors
    assert all(json.loads(line)["type"] in ("event", "action") for line in rest.splitlines())
    assert len(list(read_recording(tmp_path / "rec.jsonl"))) > 10


@pytest.mark.vision
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="cameras are listed on Linux only")
@pytest.mark.skipif(bool(list_cameras()), reason="there is a camera here")
def test_without_a_camera_it_says_so_and_takes_the_synthetic_hand() -> None:
    done = run_cli("--duration", "0.3", "--pace", "fast")
    assert done.returncode == ExitCode.OK
    assert done.stdout == ""
    assert "no camera here: taking the synthetic hand, synth:demo" in done.stderr


@pytest.mark.vision
@pytest.mark.parametrize(
    ("make", "arguments", "code", "says"),
    [
        (None, ["--source", "FOLDER/none.mp4"], ExitCode.SOURCE, "none.mp4"),
        (b"no video", ["--source", "FOLDER/bad.mp4"], ExitCode.SOURCE, "bad.mp4"),
        (b"", ["--source", "FOLDER/bad.mp4", "--pace", "fast"], ExitCode.SOURCE, "is empty"),
        (None, ["--source", "99"], ExitCode.SOURCE, "99"),
        (None, ["--source", "synth:zoooom"], ExitCode.SOURCE, "zoooom"),
        (None, ["--config", "FOLDER/none.yaml"], ExitCode.CONFIG, "none.yaml"),
        (None, ["--source", "synth:zoom", "--models", "FOLDER"], ExitCode.MODEL, "hand_shape"),
    ],
)
def test_bad_input_says_what_and_how_and_prints_nothing(
    tmp_path: Path, make: bytes | None, arguments: list[str], code: int, says: str
) -> None:
    if make is not None:
        (tmp_path / "bad.mp4").write_bytes(make)
    done = run_cli("--quiet", *(argument.replace("FOLDER", str(tmp_path)) for argument in arguments))
    assert done.returncode == code
    assert done.stdout == ""
    assert says in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.vision
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a screen")
@pytest.mark.parametrize(
    ("display", "arguments", "code", "says"),
    [
        (None, [], ExitCode.DESKTOP, "no display"),
        (":4711", [], ExitCode.DESKTOP, ":4711"),
        (None, ["--dry-run", "--preview"], ExitCode.DESKTOP, "no display for the preview window"),
        (None, ["--dry-run", "--record", "/nonexistent/rec"], ExitCode.SOURCE, "/nonexistent/rec"),
    ],
)
def test_what_cannot_be_opened_ends_with_one_error_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, display: str | None, arguments: list[str], code: int, says: str
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    if display:
        monkeypatch.setenv("DISPLAY", display)
    command = [*GESTURECTL, "run", "--source", "synth:still", "--quiet", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (code, "")
    message, *remedy = done.stderr.splitlines()
    assert message.startswith("gesturectl: ")
    assert says in message
    assert len(remedy) == 1, done.stderr


def test_a_second_of_nothing_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "--dry-run", "--duration", "0"]) == ExitCode.USAGE
    with pytest.raises(SystemExit) as left:
        main(["run", "--lead-in", "-1"])
    assert left.value.code == ExitCode.USAGE
    assert "expected seconds, 0 or more" in capsys.readouterr().err


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a screen")
@pytest.mark.parametrize(
    ("arguments", "display", "own"),
    [
        ([], None, True),
        ([], ":7", False),
        (["--dry-run"], None, False),
        (["--source", "0"], None, False),
        (["--json"], None, False),
        (["--backend", "none"], None, False),
    ],
)
def test_without_a_screen_and_other_wishes_it_shows_itself(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str], display: str | None, own: bool
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    if display:
        monkeypatch.setitem(os.environ, "DISPLAY", display)
    parser = argparse.ArgumentParser()
    verb.add_arguments(parser)
    assert verb.wants_own_desktop(parser.parse_args(arguments)) is own


@pytest.mark.vision
@pytest.mark.data
@pytest.mark.skipif(not ZOOM_GIF.is_file(), reason="the folder of recordings, ../shared/data, is not there")
def test_a_clip_of_a_person_gives_the_same_gestures_at_both_paces() -> None:
    def begun(pace: str) -> tuple[list[str], int]:
        done = run_cli("--source", ZOOM_GIF, "--lead-in", "1", "--pace", pace)
        assert done.returncode == ExitCode.OK, done.stderr
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        dropped = re.search(r"(\d+) dropped", done.stderr)
        assert dropped, done.stderr
        return [line["gesture"] for line in lines if line.get("phase") == "begin"], int(dropped[1])

    fast, none = begun("fast")
    assert "zoom" in fast
    assert none == 0
    realtime, dropped = begun("realtime")
    if dropped:
        pytest.skip(f"this machine was too slow for the clip's own pace: {dropped} frames were dropped")
    assert realtime == fast


def test_every_option_of_a_run_reaches_it() -> None:
    from gesturectl.cli.main import make_parser
    from gesturectl.cli.run_options import run_options

    words = ["start", "--tour", "--no-tray"]
    args = make_parser(words).parse_args(words)
    args.wait = True
    options = run_options(args)
    assert (options.tour, options.wait, options.tray) == (True, True, False)
    assert run_options(make_parser(["run"]).parse_args(["run"])).tray
