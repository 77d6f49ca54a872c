from __future__ import annotations

import logging
import os

import pytest

from gesturectl.vision.native_noise import noise_to_log

ABSL = b"W0000 00:00:1795228627.941027    8521 inference_feedback_manager.cc:121] Feedback manager requires ...\n"
LITERT = b"INFO: Created TensorFlow Lite XNNPACK delegate for CPU.\n"
OURS = b"INFO rules: gestures.yaml\nTraceback (most recent call last):\n"


def test_native_lines_go_to_the_debug_log_and_others_stay(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="gesturectl")
    with noise_to_log():
        os.write(2, ABSL + OURS + LITERT)
    os.write(2, b"afterwards\n")
    assert capfd.readouterr().err == OURS.decode() + "afterwards\n"
    assert [record.levelname for record in caplog.records] == ["DEBUG", "DEBUG"]
    assert "XNNPACK" in caplog.text


def test_nothing_is_lost_when_the_work_fails(capfd: pytest.CaptureFixture[str]) -> None:
    def work() -> None:
        with noise_to_log():
            os.write(2, b"half a line")
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        work()
    assert capfd.readouterr().err == "half a line"
