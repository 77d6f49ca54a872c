"""The whole of a calibration, from what is seen to what is done, on the synthetic hand."""

from __future__ import annotations

import json
import stat

import numpy as np
import pytest

from gesturectl.cli.main import main
from gesturectl.daemon.personal import Personal
from gesturectl.domain.gesture import GESTURES
from gesturectl.errors import ExitCode
from gesturectl.storage.recording import RecordingWriter
from gesturectl.synth.motion import make_clip
from gesturectl.training.shown_takes import check_mark_clip, shows_clip

CHATTER = "typing"


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("GESTURECTL_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    yield tmp_path
    GESTURES.adopt([])


def recording(path, clip, idle_s=0.0):
    """Write what would be seen of idle time and of a clip after it."""
    idle = [o for o in make_clip(CHATTER, 4).observations(30.0) if o.t < idle_s]
    with RecordingWriter(path) as writer:
        last = 0.0
        for observation in idle:
            writer.write(observation)
            last = observation.t + 1 / 30
        for observation in clip.observations(30.0):
            object.__setattr__(observation, "t", observation.t + last)
            writer.write(observation)
    return str(path)


def calibrate(name, path, *more):
    return main(["calibrate", name, "--recording", path, "--pace", "fast", "--no-window", *more])


def events_of(path, capsys):
    capsys.readouterr()
    assert main(["replay", path, "--pace", "fast", "--dry-run", "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    began = [line["gesture"] for line in lines if line["type"] == "event" and line["phase"] == "begin"]
    return began, [line["binding"] for line in lines if line["type"] == "action"]


def test_an_unknown_shape_is_recorded_recognized_and_acts(home, capsys):
    takes = recording(home / "takes.jsonl.gz", shows_clip("little_finger", 7, 0), idle_s=6.0)
    again = recording(home / "again.jsonl.gz", shows_clip("little_finger", 2, seed=9))
    assert "horns" not in events_of(again, capsys)[0]
    report = home / "report.html"
    assert calibrate("horns", takes, "--held", "--idle", "5", "--bind", "hotkey: ctrl+j", "--report", str(report)) == 0
    out = capsys.readouterr().out
    assert "horns: 5 takes (hand, held)" in out
    assert "0 triggers in 5 s of your idle time" in out
    began, done = events_of(again, capsys)
    assert began.count("horns") == 2
    assert done.count("horns") == 2
    assert report.read_text().count("data:image/png;base64,") == 1
    assert "http" not in report.read_text()


@pytest.mark.parametrize(
    ("action", "says"),
    [
        ("hotkey: ctrl+jj", "the action:1:9: unknown key"),
        ("zoom: {steps_per_unit: 3}", "horns has no value to follow"),
        ("hotkey: [", "YAML"),
    ],
)
def test_an_action_that_cannot_be_is_refused_before_anything_is_recorded(home, capsys, action, says):
    nowhere = str(home / "no_recording.jsonl.gz")
    assert calibrate("horns", nowhere, "--bind", action) == ExitCode.CONFIG
    assert says in capsys.readouterr().err
    assert not Personal().samples.names()


def test_a_file_with_mistakes_is_told_before_anything_is_recorded(home, capsys):
    path = home / "config" / "gesturectl" / "gestures.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("version: 1\nbindings: {}\n")
    assert calibrate("horns", str(home / "no_recording.jsonl.gz"), "--bind", "hotkey: ctrl+j") == ExitCode.CONFIG
    assert f"{path}:2:11" in capsys.readouterr().err


def test_an_unknown_motion_is_recorded_and_recognized_with_either_hand(home, capsys):
    from gesturectl.domain.observation import Handedness

    takes = recording(home / "takes.jsonl.gz", check_mark_clip(7, 0))
    # No near misses: the recording goes on with more check marks, which would be taken for what it is not.
    assert calibrate("check", takes, "--moving", "--idle", "0", "--yes", "--no-near-misses") == 0
    for side in (Handedness.RIGHT, Handedness.LEFT):
        again = recording(home / f"{side}.jsonl.gz", check_mark_clip(4, seed=5, side=side))
        assert events_of(again, capsys)[0].count("check") >= 3


def test_a_source_that_ends_amid_near_misses_leaves_a_gesture_that_is_whole(home, capsys):
    takes = recording(home / "takes.jsonl.gz", check_mark_clip(6, 0))
    assert calibrate("check", takes, "--moving", "--idle", "0", "--yes") == 0
    said = capsys.readouterr()
    conflict = said.out.partition("; now show ")[2].partition(",")[0]
    assert conflict
    assert f"the source ended after 1 of 2 takes of {conflict}; these are kept; going on with what there is" in said.err
    assert "check" in [gesture.name for gesture in Personal().model().gestures]


def test_undo_goes_back_and_loses_nothing(home, capsys):
    takes = recording(home / "takes.jsonl.gz", shows_clip("little_finger", 7, 0))
    assert calibrate("horns", takes, "--held", "--idle", "0") == 0
    other = recording(home / "other.jsonl.gz", shows_clip("ring_down", 7, seed=2))
    assert calibrate("phone", other, "--held", "--idle", "0") == 0
    assert main(["calibrate", "--undo"]) == 0
    personal = Personal()
    assert [gesture.name for gesture in personal.model().gestures] == ["horns"]
    assert personal.samples.names() == ["horns"]
    (pack,) = personal.folder.glob("*.pack")
    assert main(["samples", "import", str(pack)]) == 0
    assert main(["calibrate", "--train"]) == 0
    assert {gesture.name for gesture in personal.model().gestures} == {"horns", "phone"}
    capsys.readouterr()
    assert main(["models", "list", "--json"]) == 0
    (own,) = [row for row in json.loads(capsys.readouterr().out) if row["name"] == "personal"]
    assert own["purpose"] == "your own gestures: horns, phone"


def test_a_source_that_ends_early_leaves_the_takes_that_were_made(home, capsys):
    takes = recording(home / "takes.jsonl.gz", shows_clip("little_finger", 3, 0))
    assert calibrate("horns", takes, "--held", "--idle", "0") == 4
    assert "3 of 5 takes" in capsys.readouterr().err
    assert len(Personal().samples.read("horns").takes) == 3
    assert Personal().models.current() is None


def test_a_model_that_does_not_read_back_is_not_used(home, monkeypatch):
    takes = recording(home / "takes.jsonl.gz", shows_clip("little_finger", 7, 0))
    assert calibrate("horns", takes, "--held", "--idle", "0") == 0
    before = Personal().models.current()
    monkeypatch.setattr("gesturectl.daemon.personal.PersonalModel.encoded", lambda model: b"nonsense", raising=True)
    assert main(["calibrate", "--train"]) == 5
    assert Personal().models.current() == before


def test_nothing_of_a_picture_and_no_network(home, monkeypatch):
    import socket

    def cut(*args, **kwargs):
        raise AssertionError("a calibration asked for the network")

    for name in ("connect", "connect_ex", "sendto", "bind"):
        monkeypatch.setattr(socket.socket, name, cut)
    monkeypatch.setattr(socket, "getaddrinfo", cut)
    takes = recording(home / "takes.jsonl.gz", shows_clip("little_finger", 7, 0), idle_s=6.0)
    assert calibrate("horns", takes, "--held", "--idle", "5") == 0
    files = [path for path in (home / "data").rglob("*") if path.is_file()]
    assert len(files) == 3  # idle time, takes, model
    for path in files:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert_no_picture(path)


def assert_no_picture(path):
    data = path.read_bytes()
    for magic in (b"\xff\xd8\xff", b"\x89PNG", b"RIFF", b"ftyp", b"GIF8", b"BM6"):
        assert magic not in data[:64]
    with np.load(path, allow_pickle=False) as arrays:
        for name in arrays.files:
            if name == "header":
                json.loads(bytes(arrays[name]))
            else:  # a picture would be bytes, or three colours in one array of two dimensions more
                assert arrays[name].dtype in (np.float32, np.float64, np.int64, np.int8)
                assert arrays[name].size < 200 * 21 * 3 * 30
