"""gesturectl bench, as a user runs it."""

import json

import pytest

from gesturectl.cli.main import main
from gesturectl.errors import ExitCode

pytestmark = [pytest.mark.desktop, pytest.mark.vision, pytest.mark.slow]


def test_latency_is_measured_up_to_the_browser(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["bench", "latency", "--gestures", "5", "--json"])
    report = json.loads(capsys.readouterr().out)
    assert code in (ExitCode.OK, ExitCode.FAILURE)
    assert report["actions_arrived"] == report["actions_sent"]
    assert report["gestures_with_input"] >= 0.5 * report["gestures"] >= 2
    assert 0 < report["stages"]["frame to input"]["p50_ms"] < 100


def test_costs_are_measured_for_both_sizes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "cost", "--frames", "20", "--json"]) == ExitCode.OK
    stages = json.loads(capsys.readouterr().out)["stages"]
    assert {name.partition(": ")[2] for name in stages} == {"hands full", "hands lite", "body", "recognise"}
    for scene in ("one hand", "two hands"):
        assert stages[f"{scene}: recognise"]["p50_ms"] < stages[f"{scene}: hands lite"]["p50_ms"]


def test_too_few_to_measure_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "latency", "--gestures", "0"]) == ExitCode.USAGE
    assert "--gestures 0 is too few" in capsys.readouterr().err
