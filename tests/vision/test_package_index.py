"""The wheel comes through pip: its address for a resumable download, or the file by pip itself."""

from __future__ import annotations

import hashlib
import random
import sys
from pathlib import Path

import pytest
from file_server import FileServer, serve

from gesturectl.vision.bundle_manifest import Pin, Wheel
from gesturectl.vision.download import DownloadError
from gesturectl.vision.package_index import PipIndex

CONTENT = random.Random(3).randbytes(30_000)
WHEEL = Wheel("thing==1.0", "3.11", "any", "thing-1.0.whl", Pin(len(CONTENT), hashlib.sha256(CONTENT).hexdigest()))
# Stands in for pip's command line; notes down each call.
FAKE_PIP = """
import json, pathlib, sys
here = pathlib.Path(__file__).parent
with (here / "calls").open("a") as calls:
    print(sys.argv[1], file=calls)
if sys.argv[1] == "--version":
    print("pip {version} from somewhere")
elif {offline}:
    print("WARNING: Retrying", file=sys.stderr)
    sys.exit("ERROR: No matching distribution found for thing==1.0")
elif sys.argv[1] == "install":
    (target,) = (a.split("=", 1)[1] for a in sys.argv if a.startswith("--target="))
    assert pathlib.Path(target).is_dir(), "pip refuses a target that is no folder"
    print(json.dumps({{"install": [{{"download_info": {{"url": "{url}"}}}}]}}))
elif sys.argv[1] == "download":
    folder = pathlib.Path(sys.argv[sys.argv.index("--dest") + 1])
    folder.joinpath("thing-1.0.whl").write_bytes((here / "served").read_bytes())
"""


def quiet(label: str, done_bytes: int, total_bytes: int) -> None:
    pass


def fake_pip(folder: Path, *, version: str = "26.1", url: str = "", offline: bool = False) -> list[str]:
    (folder / "served").write_bytes(CONTENT)
    script = folder / "pip.py"
    script.write_text(FAKE_PIP.format(version=version, url=url, offline=offline))
    return [sys.executable, str(script)]


def calls(folder: Path) -> list[str]:
    return (folder / "calls").read_text().split()


@pytest.fixture
def parts(tmp_path: Path) -> Path:
    folder = tmp_path / "parts"
    folder.mkdir()
    return folder


def test_a_new_pip_tells_the_address_and_the_download_is_resumed(tmp_path: Path, parts: Path) -> None:
    (parts / "thing-1.0.whl.part").write_bytes(CONTENT[:20_000])
    with serve(FileServer(CONTENT)) as server:
        path = PipIndex(fake_pip(tmp_path, url=server.url)).fetch_wheel(WHEEL, parts, progress=quiet)
        assert server.offsets == [20_000]
    assert path.read_bytes() == CONTENT
    assert calls(tmp_path) == ["--version", "install"]


def test_an_old_pip_downloads_itself(tmp_path: Path, parts: Path) -> None:
    path = PipIndex(fake_pip(tmp_path, version="23.0.1")).fetch_wheel(WHEEL, parts, progress=quiet)
    assert path.read_bytes() == CONTENT
    assert calls(tmp_path) == ["--version", "download"]


def test_where_the_address_answers_pip_only_pip_downloads(tmp_path: Path, parts: Path) -> None:
    with serve(FileServer(CONTENT, status=401)) as server:
        path = PipIndex(fake_pip(tmp_path, url=server.url)).fetch_wheel(WHEEL, parts, progress=quiet)
    assert path.read_bytes() == CONTENT
    assert calls(tmp_path) == ["--version", "install", "download"]


def test_a_wheel_already_there_asks_nobody(tmp_path: Path, parts: Path) -> None:
    (parts / "thing-1.0.whl").write_bytes(CONTENT)
    PipIndex([sys.executable, "/nonexistent"]).fetch_wheel(WHEEL, parts, progress=quiet)


def test_a_wrong_wheel_is_refused_and_not_kept(tmp_path: Path, parts: Path) -> None:
    pip = fake_pip(tmp_path, version="23.0")
    (tmp_path / "served").write_bytes(b"something else")
    with pytest.raises(DownloadError, match="wrong checksum"):
        PipIndex(pip).fetch_wheel(WHEEL, parts, progress=quiet)
    assert list(parts.iterdir()) == []


def test_pips_own_reason_is_told(tmp_path: Path, parts: Path) -> None:
    with pytest.raises(DownloadError, match="No matching distribution found"):
        PipIndex(fake_pip(tmp_path, offline=True)).fetch_wheel(WHEEL, parts, progress=quiet)


def test_without_pip_and_uv_it_says_so(monkeypatch: pytest.MonkeyPatch, parts: Path) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(DownloadError, match="has no pip"):
        PipIndex().fetch_wheel(WHEEL, parts, progress=quiet)
