"""`gesturectl record`: real frames, real MediaPipe, a file that survives Ctrl-C."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import cv2
import numpy as np
import pytest

from gesturectl.cli.main import main
from gesturectl.errors import ExitCode
from gesturectl.storage.recording import read_recording


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    """A second of moving noise at 10 frames a second: nothing to see in it."""
    path = tmp_path / "noise.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter_fourcc(*"MJPG"), 10, (64, 48))
    rng = np.random.default_rng(1)
    for _ in range(10):
        writer.write(rng.integers(0, 255, (48, 64, 3), np.uint8))
    writer.release()
    return path


@pytest.mark.vision
def test_every_frame_is_one_observation_with_the_files_times(clip: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert main(["record", "--source", str(clip), "--pace", "fast", "--out", str(out), "--lead-in", "0.5"]) == 0
    observations = list(read_recording(out))
    assert [round(each.t, 3) for each in observations] == [round(i / 10 - 0.5, 3) for i in range(15)]
    assert observations[0].aspect == pytest.approx(64 / 48)


@pytest.mark.vision
@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_ctrl_c_keeps_what_was_recorded(clip: Path, tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    for i in range(2000):
        (folder / f"{i}.png").symlink_to(tmp_path / "one.png")
    cv2.imwrite(str(tmp_path / "one.png"), np.zeros((48, 64, 3), np.uint8))
    out = tmp_path / "out.jsonl"
    command = [sys.executable, "-c", "from gesturectl.cli.main import entry_point; entry_point()"]
    process = subprocess.Popen([*command, "record", "--source", str(folder), "--out", str(out), "--body", "off"])
    partial = tmp_path / "out.jsonl.partial"
    deadline = time.monotonic() + 30
    while not partial.exists() or partial.stat().st_size < 500:
        assert time.monotonic() < deadline
        assert process.poll() is None
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == ExitCode.INTERRUPTED
    assert not partial.exists()
    assert 10 < len(list(read_recording(out))) < 2000


@pytest.mark.vision
@pytest.mark.parametrize("pace", ["fast", "realtime"])
def test_an_unreadable_source_leaves_the_recording_of_before(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], pace: str
) -> None:
    bad, out = tmp_path / "bad.mp4", tmp_path / "out.jsonl"
    bad.write_bytes(b"no video")
    out.write_text("from before")
    assert main(["record", "--source", str(bad), "--pace", pace, "--out", str(out)]) == ExitCode.SOURCE
    assert "bad.mp4" in capsys.readouterr().err
    assert out.read_text() == "from before"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["bad.mp4", "out.jsonl"]
