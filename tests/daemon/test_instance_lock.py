"""One at a time; the folder is ours alone."""

from __future__ import annotations

import os
import stat
import sys
import threading
from pathlib import Path

import pytest

from gesturectl.config.paths import runtime_dir
from gesturectl.daemon.instance_lock import LOCK_NAME, held_lock, holder
from gesturectl.daemon.options import RunOptions
from gesturectl.daemon.runtime_dir import private_dir
from gesturectl.errors import AlreadyRunningError, GesturectlError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX locks")


def test_the_lock_names_its_holder_and_leaves_nothing(tmp_path: Path) -> None:
    assert holder(tmp_path) is None
    with held_lock(tmp_path):
        who = holder(tmp_path)
        assert who is not None
        assert who.pid == os.getpid()
        assert stat.S_IMODE((tmp_path / LOCK_NAME).stat().st_mode) == 0o600
        with pytest.raises(AlreadyRunningError, match=f"process {os.getpid()}, since 20"), held_lock(tmp_path):
            pass
        assert holder(tmp_path) == who
    assert list(tmp_path.iterdir()) == []


def test_a_lock_file_without_a_holder_is_taken_over_whatever_it_says(tmp_path: Path) -> None:
    (tmp_path / LOCK_NAME).write_text('{"pid": 1, "since": "yes')
    assert holder(tmp_path) is None
    with held_lock(tmp_path):
        who = holder(tmp_path)
        assert who is not None
        assert who.pid == os.getpid()


def test_a_link_in_the_place_of_the_lock_is_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("precious")
    (tmp_path / LOCK_NAME).symlink_to(victim)
    with pytest.raises(GesturectlError, match="symbolic"), held_lock(tmp_path):
        pass
    assert victim.read_text() == "precious"


def test_of_many_that_come_and_go_one_has_it(tmp_path: Path) -> None:
    inside, most = [], []

    def come_and_go() -> None:
        for _ in range(40):
            try:
                with held_lock(tmp_path):
                    inside.append(1)
                    most.append(len(inside))
                    inside.pop()
            except AlreadyRunningError:
                continue

    threads = [threading.Thread(target=come_and_go) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(most) == {1}


def test_the_folder_is_made_private(tmp_path: Path) -> None:
    folder = tmp_path / "runtime" / "gesturectl"
    assert private_dir(folder) == folder
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    folder.chmod(0o755)
    private_dir(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_folder_of_somebody_else_or_none_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(GesturectlError, match="file"):
        private_dir(file)
    link = tmp_path / "link"
    link.symlink_to(tmp_path)
    with pytest.raises(GesturectlError, match="not a folder"):
        private_dir(link)
    if os.getuid() == 0:
        theirs = tmp_path / "theirs"
        theirs.mkdir()
        os.chown(theirs, 65534, 65534)
        with pytest.raises(GesturectlError, match="another user"):
            private_dir(theirs)
        with pytest.raises(GesturectlError, match="another user"):
            private_dir(theirs / "gesturectl")


def test_where_the_folder_is() -> None:
    assert runtime_dir({"GESTURECTL_RUNTIME_DIR": "/somewhere"}) == Path("/somewhere")
    assert runtime_dir({}).name == "gesturectl"


@pytest.mark.parametrize(
    ("options", "acts"),
    [
        (RunOptions(), True),
        (RunOptions(source="clip.mp4"), True),
        (RunOptions(dry_run=True), False),
        (RunOptions(source="clip.mp4", fast=True), False),
        (RunOptions(recording=Path("r.jsonl")), False),
    ],
)
def test_only_the_daemon_that_acts_on_the_desktop_is_the_one(options: RunOptions, acts: bool) -> None:
    assert options.acts is acts
