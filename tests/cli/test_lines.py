"""What scripts read on standard output."""

from __future__ import annotations

import errno
import io
import json
import subprocess
import sys

import pytest

from gesturectl.cli.lines import JsonLines, LinePrinter, PlainLines
from gesturectl.daemon.pipeline import StepResult
from gesturectl.domain.action import Zoom
from gesturectl.domain.binding import BoundAction
from gesturectl.domain.event import GestureEvent, Phase
from gesturectl.domain.observation import Handedness
from gesturectl.errors import GesturectlError

RESULT = StepResult(
    events=(
        GestureEvent(1.23456, "zoom", Phase.UPDATE, Handedness.BOTH, 0.91239, 37, 0.5),
        GestureEvent(1.23456, "fist", Phase.BEGIN, Handedness.LEFT, 0.8, 37),
    ),
    actions=(BoundAction(1.23456, 37, "zoom", Zoom(2)),),
)


def test_json_lines_are_the_contract() -> None:
    out = io.StringIO()
    JsonLines(LinePrinter(out, on_closed=lambda: None)).heard(None, RESULT)
    assert [json.loads(line) for line in out.getvalue().splitlines()] == [
        {
            "type": "event",
            "t": 1.2346,
            "gesture": "zoom",
            "phase": "update",
            "handedness": "both",
            "score": 0.9124,
            "value": 0.5,
            "seq": 37,
        },
        {
            "type": "event",
            "t": 1.2346,
            "gesture": "fist",
            "phase": "begin",
            "handedness": "left",
            "score": 0.8,
            "value": None,
            "seq": 37,
        },
        {"type": "action", "t": 1.2346, "binding": "zoom", "action": "zoom +2", "seq": 37},
    ]


def test_plain_lines_leave_updates_out() -> None:
    out = io.StringIO()
    PlainLines(LinePrinter(out, on_closed=lambda: None)).heard(None, RESULT)
    lines = out.getvalue().splitlines()
    assert len(lines) == 2
    assert "fist (left) begin" in lines[0]
    assert "zoom → zoom +2" in lines[1]


def test_a_reader_who_goes_away_is_noticed_once() -> None:
    class Closed(io.StringIO):
        def write(self, text: str) -> int:
            raise BrokenPipeError

    closings: list[int] = []
    printer = LinePrinter(Closed(), on_closed=lambda: closings.append(1))
    printer.print("one")
    printer.print("two")
    assert closings == [1]


def test_native_chatter_goes_to_standard_error() -> None:
    code = (
        "import os; from gesturectl.cli.lines import claim_stdout; out = claim_stdout();"
        "os.write(1, b'native\\n'); print('python', flush=True); out.write('ours\\n'); out.flush()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=30, check=True)
    assert done.stdout == "ours\n"
    assert done.stderr == "native\npython\n"


def test_a_full_disk_is_an_error() -> None:
    class Full(io.StringIO):
        def write(self, text: str) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    printer = LinePrinter(Full(), on_closed=lambda: pytest.fail("nobody has gone"))
    with pytest.raises(GesturectlError, match="No space left on device"):
        printer.print("one")
