"""Brightness by what is there, and an error that says so otherwise."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from gesturectl.desktop.brightness import Backlight, Brightness, _by_brightnessctl, _by_file, _by_logind
from gesturectl.desktop.media import LinuxMedia
from gesturectl.desktop.recorder import Recorder
from gesturectl.domain.action import MediaKey
from gesturectl.errors import DesktopError

UP, DOWN = MediaKey.BRIGHTNESS_UP, MediaKey.BRIGHTNESS_DOWN


def backlight(folder: Path, name: str = "intel_backlight", now: int = 480, most: int = 960, kind: str = "raw") -> Path:
    light = folder / name
    light.mkdir(parents=True)
    for file, value in (("brightness", now), ("max_brightness", most), ("type", kind)):
        (light / file).write_text(f"{value}\n")
    return light / "brightness"


@pytest.fixture(autouse=True)
def no_tools(monkeypatch, tmp_path):
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    return tmp_path / "bin"


def test_a_step_is_five_percent_and_two_opposite_ones_cancel(tmp_path):
    file = backlight(tmp_path / "sys")
    light = Brightness(tmp_path / "sys", ways=(_by_file,))
    light.press(UP)
    assert file.read_text() == "528"
    light.press(DOWN)
    light.press(DOWN)
    assert file.read_text() == "432"


@pytest.mark.parametrize(("now", "key", "then"), [(940, UP, 960), (960, UP, 960), (30, DOWN, 10), (5, DOWN, 10)])
def test_it_ends_at_the_brightest_and_never_goes_dark(tmp_path, now, key, then):
    file = backlight(tmp_path / "sys", now=now)
    Brightness(tmp_path / "sys", ways=(_by_file,)).press(key)
    assert int(file.read_text()) == then


def test_the_firmware_s_backlight_goes_before_the_raw_one_and_others_are_passed_over(tmp_path):
    raw = backlight(tmp_path / "sys", "amdgpu_bl0")
    firmware = backlight(tmp_path / "sys", "thinkpad_screen", kind="firmware")
    (tmp_path / "sys" / "broken").mkdir()
    Brightness(tmp_path / "sys", ways=(_by_file,)).press(UP)
    assert (raw.read_text(), firmware.read_text()) == ("480\n", "528")


def test_ways_are_tried_in_order_until_one_works(tmp_path):
    backlight(tmp_path / "sys")
    tried: list[tuple[str, int]] = []

    def way(name: str, works: bool):
        def set_to(light: Backlight, value: int) -> bool:
            tried.append((name, value))
            return works

        return set_to

    Brightness(tmp_path / "sys", ways=(way("first", False), way("second", True), way("third", True))).press(UP)
    assert tried == [("first", 528), ("second", 528)]


def test_brightnessctl_is_asked_for_the_very_backlight(tmp_path, no_tools):
    backlight(tmp_path / "sys")
    tool, log = no_tools / "brightnessctl", tmp_path / "log"
    tool.write_text(f'#!/bin/sh\necho "$@" > {log}\n')
    tool.chmod(0o755)
    Brightness(tmp_path / "sys", ways=(_by_brightnessctl,)).press(UP)
    assert log.read_text() == "--class=backlight --device=intel_backlight set 528\n"


_LOGIND = """
from jeepney import new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection
connection = open_dbus_connection(bus="SESSION")
connection.send_and_get_reply(message_bus.RequestName("org.freedesktop.login1"))
print("ready", flush=True)
while True:
    message = connection.receive()
    if (path := message.header.fields.get(1)) == "/org/freedesktop/login1/session/auto":
        print(message.header.fields[3], *message.body, flush=True)
        connection.send(new_method_return(message))
"""


@pytest.mark.desktop
def test_logind_is_asked_as_it_wants_to_be(desk, tmp_path, monkeypatch):
    if "bus" not in desk.env["DBUS_SESSION_BUS_ADDRESS"]:
        pytest.skip("not installed: dbus-daemon")
    backlight(tmp_path / "sys")
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", desk.env["DBUS_SESSION_BUS_ADDRESS"])
    light = Brightness(tmp_path / "sys", ways=(_by_logind,))
    with pytest.raises(DesktopError, match="cannot be set"):
        light.press(UP)  # nobody of that name is on the bus
    command = [sys.executable, "-c", _LOGIND]
    with subprocess.Popen(command, env=desk.env, stdout=subprocess.PIPE, text=True) as logind:
        try:
            assert logind.stdout.readline() == "ready\n"
            light.press(UP)
            assert logind.stdout.readline() == "SetBrightness backlight intel_backlight 528\n"
        finally:
            logind.kill()


def test_xbacklight_stands_in_where_the_kernel_lists_nothing(tmp_path, no_tools):
    tool, log = no_tools / "xbacklight", tmp_path / "log"
    tool.write_text(f'#!/bin/sh\necho "$@" > {log}\n')
    tool.chmod(0o755)
    Brightness(tmp_path / "none").press(DOWN)
    assert log.read_text() == "-dec 5\n"


def test_without_a_backlight_the_error_says_so(tmp_path):
    recorder = Recorder()
    media = LinuxMedia(recorder.tap_media_key, brightness=Brightness(tmp_path / "none"))
    with pytest.raises(DesktopError, match="lists no backlight") as caught:
        media.press(UP)
    assert "monitors on a cable" in caught.value.remedy
    assert recorder.done == []


def test_where_nobody_may_set_it_the_error_names_the_backlight_and_a_way(tmp_path):
    backlight(tmp_path / "sys")
    with pytest.raises(DesktopError, match="intel_backlight cannot be set") as caught:
        Brightness(tmp_path / "sys", ways=(lambda light, value: False,)).press(UP)
    assert "brightnessctl" in caught.value.remedy
