"""What a daemon without a terminal leaves behind: its log, and the reason of its end."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from gesturectl.daemon import log_file
from gesturectl.daemon.log_file import kept_log
from gesturectl.daemon.start import end_told
from gesturectl.errors import DesktopError, SourceError


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(log_file, "log_dir", lambda: tmp_path / "log")
    logging.getLogger("gesturectl").setLevel(logging.INFO)
    return tmp_path


def test_the_log_ends_with_the_reason(folder: Path) -> None:
    def run() -> None:
        logging.getLogger("gesturectl.daemon").info("state: running")
        raise SourceError("camera 0 is gone")

    with pytest.raises(SourceError), kept_log():
        run()
    lines = log_file.log_file().read_text().splitlines()
    assert lines[0].endswith("INFO state: running")
    assert lines[1].endswith("ERROR ended: camera 0 is gone")
    logging.getLogger("gesturectl.daemon").info("after it")
    assert len(log_file.log_file().read_text().splitlines()) == 2


def test_where_it_cannot_be_written_it_is_left_out(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    (folder / "log").write_text("a file")
    with kept_log():
        pass
    assert "no log file" in caplog.text


@pytest.mark.parametrize("attended", [False, True])
def test_the_end_is_notified_where_nobody_reads(attended: bool) -> None:
    told: list[tuple[str, str]] = []
    with (
        pytest.raises(DesktopError),
        end_told(lambda *note: told.append(note), attended=lambda: attended),
    ):
        raise DesktopError("no display", remedy="Log in.")
    assert told == ([] if attended else [("gesturectl has ended", "no display. Log in.")])
