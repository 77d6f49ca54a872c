"""Downloads are pinned, resumable after a kill, and whole or not there."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from file_server import FileServer, serve

from gesturectl.vision.bundle_manifest import Pin
from gesturectl.vision.download import DownloadError, fetch

CONTENT = random.Random(1).randbytes(600_000)
PIN = Pin(len(CONTENT), hashlib.sha256(CONTENT).hexdigest())


def quiet(label: str, done_bytes: int, total_bytes: int) -> None:
    pass


def part_of(target: Path) -> Path:
    return target.with_name(target.name + ".part")


def test_a_file_arrives_whole_and_progress_counts_up_to_its_size(tmp_path: Path) -> None:
    target = tmp_path / "model.task"
    seen: list[int] = []
    with serve(FileServer(CONTENT)) as server:
        fetch(server.url, target, PIN, progress=lambda _label, done, _total: seen.append(done))
    assert target.read_bytes() == CONTENT
    assert not part_of(target).exists()
    assert seen == sorted(seen)
    assert seen[-1] == len(CONTENT)


def test_killed_in_the_middle_it_goes_on_where_it_was(tmp_path: Path) -> None:
    target = tmp_path / "model.task"
    code = (
        "import sys; from pathlib import Path; from gesturectl.vision.bundle_manifest import Pin;"
        "from gesturectl.vision.download import fetch;"
        "fetch(sys.argv[1], Path(sys.argv[2]), Pin(int(sys.argv[3]), sys.argv[4]), progress=lambda *_: None)"
    )
    with serve(FileServer(CONTENT, pause_s=0.02)) as server:
        arguments = [server.url, str(target), str(PIN.size_bytes), PIN.sha256]
        child = subprocess.Popen([sys.executable, "-c", code, *arguments])
        deadline = time.monotonic() + 30
        while not (part_of(target).exists() and part_of(target).stat().st_size > 100_000):
            assert time.monotonic() < deadline, "the download never began"
            assert child.poll() is None, "the download ended before it could be killed"
            time.sleep(0.01)
        os.kill(child.pid, signal.SIGKILL)
        child.wait(10)
        kept = part_of(target).stat().st_size
        assert not target.exists()
        server.pause_s, server.sent_bytes = 0.0, 0
        fetch(server.url, target, PIN, progress=quiet)
        assert server.offsets == [0, kept]
    assert target.read_bytes() == CONTENT
    assert 100_000 < kept < len(CONTENT)


def test_a_lost_connection_is_taken_up_again(tmp_path: Path) -> None:
    with serve(FileServer(CONTENT, cuts_at=[200_000, 100_000])) as server:
        fetch(server.url, tmp_path / "model.task", PIN, progress=quiet)
        assert server.offsets == [0, 200_000, 300_000]
        assert server.sent_bytes == len(CONTENT)
    assert (tmp_path / "model.task").read_bytes() == CONTENT


def test_a_server_without_ranges_starts_over(tmp_path: Path) -> None:
    target = tmp_path / "model.task"
    part_of(target).write_bytes(CONTENT[:50_000])
    with serve(FileServer(CONTENT, ranges=False)) as server:
        fetch(server.url, target, PIN, progress=quiet)
    assert target.read_bytes() == CONTENT


def test_a_part_of_another_file_is_thrown_away(tmp_path: Path) -> None:
    target = tmp_path / "model.task"
    part_of(target).write_bytes(bytes(50_000))
    with serve(FileServer(CONTENT)) as server:
        fetch(server.url, target, PIN, progress=quiet)
        assert server.offsets == [50_000, 0]
    assert target.read_bytes() == CONTENT


def test_wrong_content_is_refused_and_not_kept(tmp_path: Path) -> None:
    target = tmp_path / "model.task"
    with serve(FileServer(bytes(len(CONTENT)))) as server, pytest.raises(DownloadError, match="wrong checksum"):
        fetch(server.url, target, PIN, progress=quiet)
    assert list(tmp_path.iterdir()) == []


def test_more_bytes_than_pinned_are_refused(tmp_path: Path) -> None:
    with serve(FileServer(CONTENT + b"more")) as server, pytest.raises(DownloadError, match="more than"):
        fetch(server.url, tmp_path / "model.task", PIN, progress=quiet)


def test_the_servers_refusal_is_told(tmp_path: Path) -> None:
    with serve(FileServer(CONTENT, status=404)) as server, pytest.raises(DownloadError, match="404"):
        fetch(server.url, tmp_path / "model.task", PIN, progress=quiet)
    assert server.offsets == [0]


def test_a_silent_server_is_given_up(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/file"
        with pytest.raises(DownloadError, match="timed out"):
            fetch(url, tmp_path / "model.task", PIN, progress=quiet, timeout_s=0.2)


def test_only_web_addresses_are_opened(tmp_path: Path) -> None:
    with pytest.raises(DownloadError, match="not a web address"):
        fetch("file:///etc/hostname", tmp_path / "model.task", PIN, progress=quiet)
