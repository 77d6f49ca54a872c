"""From options and gestures.yaml to parts."""

from __future__ import annotations

from pathlib import Path

import pytest

from gesturectl.daemon import wiring
from gesturectl.daemon.feed import RecordedFeed
from gesturectl.daemon.mailbox import Mailbox
from gesturectl.daemon.options import RunOptions
from gesturectl.domain.action import Control, ControlVerb, Hotkey
from gesturectl.domain.settings import BodySwitch, HandSize, Settings
from gesturectl.errors import ConfigError, DesktopError, SourceError
from gesturectl.synth.source import SynthSource
from gesturectl.vision.capture import Capture
from gesturectl.vision.pacing import Paced

RULES = """version: 1
settings: {source: cam, hand_size: lite, body: "off", mirrored: true, log_level: warning}
bindings:
  - {gesture: fist, do: {hotkey: a}}
"""


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    path = tmp_path / "gestures.yaml"
    path.write_text(RULES)
    return path


def test_options_go_before_the_file_and_leave_the_rest(rules: Path) -> None:
    kept = wiring.read_config(RunOptions(config=rules)).settings
    assert (kept.source, kept.hand_size, kept.body, kept.mirrored) == ("cam", HandSize.LITE, BodySwitch.OFF, True)
    options = RunOptions(config=rules, source="0", hand_size="full", body="on", mirrored=False)
    config = wiring.read_config(options)
    changed = config.settings
    assert (changed.source, changed.hand_size, changed.body) == ("0", HandSize.FULL, BodySwitch.ON)
    assert not changed.mirrored
    assert config.needs_body


def test_a_wrong_file_is_a_config_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError):
        wiring.read_config(RunOptions(config=tmp_path / "none.yaml"))


def test_a_synthetic_source_is_paced_or_not() -> None:
    settings = Settings(source="synth:zoom")
    paced = wiring.make_source(RunOptions(source="synth:zoom"), settings)
    assert isinstance(paced, Paced)
    assert isinstance(wiring.make_source(RunOptions(source="synth:zoom", fast=True), settings), SynthSource)


def test_a_feed_is_a_capture_or_a_recording(tmp_path: Path) -> None:
    feed, name = wiring.make_feed(RunOptions(source="synth:zoom"), Settings(source="synth:zoom"))
    assert isinstance(feed, Capture)
    assert name == "synth:zoom"
    feed, name = wiring.make_feed(RunOptions(recording=tmp_path / "r.jsonl"), Settings())
    assert isinstance(feed, RecordedFeed)
    with pytest.raises(SourceError):
        feed.start()


def test_a_dry_run_touches_nothing_but_gesturectl_itself() -> None:
    mailbox = Mailbox()
    actuator, name, why = wiring.make_actuator(RunOptions(dry_run=True), Settings(), mailbox)
    actuator.perform(Hotkey(("ctrl", "plus")))
    actuator.perform(Control(ControlVerb.PAUSE))
    assert mailbox.take() == (ControlVerb.PAUSE,)
    assert (name, bool(why)) == ("recorder", True)


def test_without_a_display_a_run_that_would_act_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    with pytest.raises(DesktopError, match="no display: neither WAYLAND_DISPLAY nor DISPLAY") as caught:
        wiring.make_actuator(RunOptions(), Settings(), Mailbox())
    assert "--dry-run" in caught.value.remedy
    assert wiring.make_actuator(RunOptions(dry_run=True), Settings(), Mailbox())[1] == "recorder"
    with pytest.raises(DesktopError):
        wiring.make_actuator(RunOptions(backend="xtest"), Settings(), Mailbox())


def test_without_an_input_backend_the_daemon_goes_on_and_every_action_says_why(
    caplog: pytest.LogCaptureFixture,
) -> None:
    actuator, name, _ = wiring.make_actuator(RunOptions(backend="none"), Settings(), Mailbox())
    assert name == "none"
    assert "no input backend" in caplog.text
    with pytest.raises(DesktopError):
        actuator.perform(Hotkey(("a",)))


def test_who_waits_for_a_camera_gets_no_stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wiring, "_is_missing_camera", lambda spec: True)
    assert wiring.make_source(RunOptions(), Settings()).name == wiring.STAND_IN
    assert wiring.make_source(RunOptions(wait=True), Settings()).name == "camera 0"
