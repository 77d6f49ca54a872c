"""Another program, measured on the same frames."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from gesturectl.daemon.bench_against import check_command, other_program
from gesturectl.daemon.bench_attention import measure_attention
from gesturectl.daemon.bench_scenes import Scene
from gesturectl.domain.frame import Frame
from gesturectl.errors import UsageError

FRAMES = [Frame(k / 10, k, np.zeros((48, 64, 3), np.uint8)) for k in range(5)]
BURN = "import sys, time; open(sys.argv[1], 'rb').read()\nwhile time.process_time() < %s: pass"


def seconds_of(command: str) -> float:
    with other_program(command, FRAMES, 10.0) as run:
        return run()


def test_its_processor_time_is_counted() -> None:
    lazy = seconds_of(f'{sys.executable} -c "{BURN % 0.0}" {{clip}}')
    busy = seconds_of(f'{sys.executable} -c "{BURN % 0.5}" {{clip}}')
    assert busy >= 0.5
    assert lazy < busy


def test_a_command_that_fails_is_an_error_with_its_last_words() -> None:
    with pytest.raises(UsageError, match=r"failed with 3: oh no"):
        seconds_of(f"{sys.executable} -c \"print('oh no'); raise SystemExit(3)\" {{clip}}")


def test_a_program_that_is_not_there_is_an_error() -> None:
    with pytest.raises(UsageError, match="cannot be started"):
        seconds_of("no-such-program {clip}")


@pytest.mark.vision
def test_it_runs_in_turn_with_ours(tmp_path: Path) -> None:
    """Every second reading of our clock begins a run: between them lie the runs of the program."""
    log = tmp_path / "runs"
    log.touch()
    came: list[str] = []

    def clock() -> float:
        came.extend(["other"] * (log.read_text().count("x") - came.count("other")))
        came.append("ours")
        return float(len(came))

    note = f"open('{log}', 'a').write('x')"
    room = Scene("room", lambda: FRAMES)
    report = measure_attention(
        repeats=3, chosen=[room], against=f'{sys.executable} -c "{note}" {{clip}}', cpu_clock=clock
    )
    both = ["ours"] * 4
    assert came == [*both, "other", *both, "other", *both]
    assert log.read_text() == "xxx"
    (one,) = report.scenes
    assert one.against_ratio is not None
    assert f"{one.against_ratio:.2f}" in report.text()


def test_the_command_must_say_where_the_clip_goes() -> None:
    with pytest.raises(UsageError, match="does not say where the clip goes"):
        check_command("python other.py")
