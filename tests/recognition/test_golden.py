"""Recordings give the events they gave when somebody looked at them."""

import json
from pathlib import Path

import pytest

from .golden import RECORDINGS, events_of, golden_file


@pytest.mark.parametrize("recording", [pytest.param(p, id=p.name) for p in sorted(RECORDINGS.glob("*.jsonl.gz"))])
def test_golden_events(recording: Path) -> None:
    expected = json.loads(golden_file(recording).read_text(encoding="utf-8"))
    got = events_of(recording)
    assert [(e["gesture"], e["phase"], e["seq"]) for e in got] == [
        (e["gesture"], e["phase"], e["seq"]) for e in expected
    ]
    for mine, theirs in zip(got, expected, strict=True):
        assert mine["score"] == pytest.approx(theirs["score"], abs=0.01)
        assert (mine["value"] is None) == (theirs["value"] is None)
        assert mine["value"] is None or mine["value"] == pytest.approx(theirs["value"], abs=0.01)


def test_recordings_are_there() -> None:
    assert len(list(RECORDINGS.glob("*.jsonl.gz"))) >= 5
