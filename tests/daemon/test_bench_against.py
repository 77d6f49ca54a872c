"""Another program, measured on the same frames."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from gesturectl.daemon.bench_against import check_command, processor_seconds
from gesturectl.domain.frame import Frame
from gesturectl.errors import UsageError

FRAMES = [Frame(k / 10, k, np.zeros((48, 64, 3), np.uint8)) for k in range(5)]
BURN = "import sys, time; open(sys.argv[1], 'rb').read()\nwhile time.process_time() < %s: pass"


def test_its_processor_time_is_counted() -> None:
    lazy = processor_seconds(f'{sys.executable} -c "{BURN % 0.0}" {{clip}}', FRAMES, 10.0)
    busy = processor_seconds(f'{sys.executable} -c "{BURN % 0.5}" {{clip}}', FRAMES, 10.0)
    assert busy >= 0.5
    assert lazy < busy


def test_a_command_that_fails_is_an_error_with_its_last_words() -> None:
    with pytest.raises(UsageError, match=r"failed with 3: oh no"):
        processor_seconds(f"{sys.executable} -c \"print('oh no'); raise SystemExit(3)\" {{clip}}", FRAMES, 10.0)


def test_a_program_that_is_not_there_is_an_error() -> None:
    with pytest.raises(UsageError, match="cannot be started"):
        processor_seconds("no-such-program {clip}", FRAMES, 10.0)


def test_the_command_must_say_where_the_clip_goes() -> None:
    with pytest.raises(UsageError, match="does not say where the clip goes"):
        check_command("python other.py")
