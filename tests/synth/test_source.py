"""The synthetic hand as a source, and its video and truth files."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import pytest

from gesturectl.cli.main import main
from gesturectl.errors import SourceError
from gesturectl.synth.motion import MOTIONS, make_clip
from gesturectl.synth.source import SynthSource, parse_spec


def test_an_address_is_read() -> None:
    spec = parse_spec("synth:zoom?seed=3&fps=15&size=320x240&loop=1")
    assert (spec.name, spec.seed, spec.fps, spec.size, spec.loop) == ("zoom", 3, 15.0, (320, 240), True)


@pytest.mark.parametrize(
    ("spec", "word"),
    [
        ("synth:zoom?seed=x", "seed"),
        ("synth:zoom?seed=-1", "seed"),
        ("synth:zoom?fps=0", "fps"),
        ("synth:zoom?size=huge", "size"),
        ("synth:zoom?size=9999999x3", "size"),
        ("synth:zoom?loop=perhaps", "loop"),
        ("synth:zoom?colour=red", "colour"),
        ("synth:zom", "zoom"),
        ("synth:", "synthetic motion"),
    ],
)
def test_a_wrong_address_says_what_is_wrong(spec: str, word: str) -> None:
    with pytest.raises(SourceError, match=word):
        SynthSource(spec)


def test_the_source_gives_every_frame_of_the_clip_and_ends() -> None:
    source = SynthSource("synth:swipe_left?seed=2&fps=10&size=160x120")
    source.open()
    frames = list(iter(source.read, None))
    source.close()
    assert len(frames) == int(make_clip("swipe_left", 2).duration_s * 10) + 1
    assert [frame.seq for frame in frames] == list(range(len(frames)))
    assert frames[7].t == pytest.approx(0.7)
    assert frames[0].rgb.shape == (120, 160, 3)


def test_a_looping_source_goes_on_and_a_script_can_be_named() -> None:
    source = SynthSource("synth:fist+point?fps=1&size=64x48&loop=1")
    source.open()
    count = int(source.clip.duration_s) + 5
    times = [frame.t for _ in range(count) if (frame := source.read()) is not None]
    assert times == [float(k) for k in range(count)]


def test_reading_a_closed_source_is_an_error() -> None:
    with pytest.raises(SourceError, match="before open"):
        SynthSource("synth:zoom").read()


@pytest.mark.parametrize("mirrored", [False, True])
def test_the_verb_writes_video_and_truth(tmp_path: Path, mirrored: bool) -> None:
    video, truth = tmp_path / "clip.mp4", tmp_path / "truth.json"
    args = ["synth", "swipe_left", "--seed", "2", "--fps", "10", "--size", "160x120"]
    args += ["--out", str(video), "--truth", str(truth)] + ["--mirrored"] * mirrored
    assert main(args) == 0
    clip = make_clip("swipe_left", 2)
    entry = json.loads(truth.read_text())["clips"]["clip.mp4"]
    (event,) = entry["events"]
    assert event["gesture"] == "swipe_left"
    assert event["start"] == pytest.approx(clip.labels[0].start_s, abs=1e-3)
    capture = cv2.VideoCapture(str(video))
    assert int(capture.get(cv2.CAP_PROP_FRAME_COUNT)) == len(entry["frames"])
    capture.release()
    frame = next(frame for frame in entry["frames"] if frame["hands"])
    x = clip.truth(frame["t"]).hands[0].landmarks[0, 0]
    assert frame["hands"][0]["joints"][0][0] == pytest.approx(1 - x if mirrored else x, abs=1e-4)


@pytest.mark.parametrize(
    ("args", "word"),
    [
        (["synth"], "which motion"),
        (["synth", "zoom"], "nothing to write"),
        (["synth", "zom", "--out", "a.mp4"], "zoom"),
        (["synth", "zoom", "--out", "a.avi"], "mp4"),
        (["synth", "zoom", "--out", "/nowhere/a.mp4"], "folder"),
        (["synth", "zoom", "--out", "a.mp4", "--size", "big"], "--size"),
        (["synth", "zoom", "--out", "a.mp4", "--fps", "0"], "--fps"),
        (["synth", "zoom", "--out", "a.mp4", "--seed", "-3"], "--seed"),
    ],
)
def test_wrong_arguments_are_refused(args: list[str], word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(args) == 2
    assert word in capsys.readouterr().err


def test_the_verb_lists_the_motions(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["synth", "--list", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {"name": "zoom", "meaning": MOTIONS["zoom"].meaning, "gestures": ["zoom"]} in rows
