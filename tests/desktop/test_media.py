"""Media through a real bus and a real audio server; the media key for what nobody answers."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest
from x_client import wait_for

from gesturectl.desktop.media import LinuxMedia, MediaKeys
from gesturectl.desktop.mpris import MprisPlayers
from gesturectl.desktop.recorder import Recorder
from gesturectl.domain.action import MediaKey

_PLAYER = """
import sys
from jeepney import MessageType, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection
name, status = sys.argv[1:]
connection = open_dbus_connection(bus="SESSION")
connection.send_and_get_reply(message_bus.RequestName("org.mpris.MediaPlayer2." + name))
print("ready", flush=True)
while True:
    message = connection.receive()
    if message.header.message_type is not MessageType.method_call:
        continue
    member = message.header.fields[3]
    if member == "Get":
        connection.send(new_method_return(message, "v", (("s", status),)))
    else:
        connection.send(new_method_return(message))
        print(member, flush=True)
"""


@pytest.fixture
def players(desk):
    """Return a function that starts a player on the desktop's bus."""
    if "bus" not in desk.env["DBUS_SESSION_BUS_ADDRESS"]:
        pytest.skip("not installed: dbus-daemon")
    started = []

    def start(name: str, status: str) -> subprocess.Popen:
        child = subprocess.Popen(
            [sys.executable, "-c", _PLAYER, name, status], env=desk.env, stdout=subprocess.PIPE, text=True
        )
        started.append(child)
        assert child.stdout.readline() == "ready\n"
        return child

    yield start
    for child in started:
        child.kill()
        child.communicate()


@pytest.fixture
def audio(desk, tmp_path, monkeypatch):
    if not (shutil.which("pulseaudio") and shutil.which("pactl")):
        pytest.skip("not installed: pulseaudio, pulseaudio-utils")
    runtime = tmp_path / "runtime"
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    monkeypatch.setenv("PULSE_SERVER", f"unix:{runtime}/pulse/native")
    modules = ["-L", "module-native-protocol-unix", "-L", "module-null-sink sink_name=test"]
    command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", *modules]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=dict(os.environ))
    wait_for((runtime / "pulse" / "native").exists)
    yield lambda what: subprocess.run(["pactl", what, "@DEFAULT_SINK@"], capture_output=True, text=True).stdout
    server.terminate()
    server.wait(5)


def percent(audio) -> int:
    return int(audio("get-sink-volume").partition("%")[0].rsplit(None, 1)[-1])


@pytest.mark.desktop
def test_the_player_that_plays_is_asked(players):
    players("apple", "Paused")
    playing = players("banana", "Playing")
    recorder = Recorder()
    media = LinuxMedia(recorder.tap_media_key)
    for key, method in (
        (MediaKey.PLAY_PAUSE, "PlayPause"),
        (MediaKey.NEXT_TRACK, "Next"),
        (MediaKey.PREVIOUS_TRACK, "Previous"),
        (MediaKey.STOP, "Stop"),
    ):
        media.press(key)
        assert playing.stdout.readline() == f"{method}\n"
    assert recorder.done == []


@pytest.mark.desktop
def test_play_after_pause_goes_to_the_player_that_was_paused(players):
    paused = players("banana", "Playing")
    known = MprisPlayers()
    known.press(MediaKey.PLAY_PAUSE)
    assert paused.stdout.readline() == "PlayPause\n"
    paused.kill()
    paused.wait()
    paused = players("banana", "Paused")
    players("apple", "Paused")
    known.press(MediaKey.PLAY_PAUSE)
    assert paused.stdout.readline() == "PlayPause\n"


@pytest.mark.parametrize("address", ["disabled:", "unix:path=/nonexistent/bus", None])
def test_media_key_is_pressed_without_player_or_bus(monkeypatch, address):
    if address is None:
        monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
        monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    else:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    recorder = Recorder()
    LinuxMedia(recorder.tap_media_key).press(MediaKey.PLAY_PAUSE)
    assert recorder.done == ["media key play_pause"]


@pytest.mark.desktop
def test_volume_goes_up_to_the_full_and_down_and_mute_toggles(audio):
    recorder = Recorder()
    media = LinuxMedia(recorder.tap_media_key)
    assert percent(audio) == 100
    media.press(MediaKey.VOLUME_UP)
    assert percent(audio) == 100
    media.press(MediaKey.VOLUME_DOWN)
    media.press(MediaKey.VOLUME_DOWN)
    assert percent(audio) == 90
    media.press(MediaKey.VOLUME_UP)
    assert percent(audio) == 95
    media.press(MediaKey.VOLUME_MUTE)
    assert "yes" in audio("get-sink-mute")
    media.press(MediaKey.VOLUME_MUTE)
    assert "no" in audio("get-sink-mute")
    assert recorder.done == []


def test_volume_key_is_pressed_without_a_tool(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    recorder = Recorder()
    LinuxMedia(recorder.tap_media_key).press(MediaKey.VOLUME_UP)
    assert recorder.done == ["media key volume_up"]


def test_elsewhere_the_media_key_is_all():
    recorder = Recorder()
    MediaKeys(recorder.tap_media_key).press(MediaKey.STOP)
    assert recorder.done == ["media key stop"]


@pytest.mark.parametrize(
    ("key", "volume", "told"),
    [
        (MediaKey.VOLUME_UP, "0.42", "set-volume @DEFAULT_AUDIO_SINK@ 47%"),
        (MediaKey.VOLUME_DOWN, "0.03 [MUTED]", "set-volume @DEFAULT_AUDIO_SINK@ 0%"),
        (MediaKey.VOLUME_UP, "1.30", "get-volume @DEFAULT_AUDIO_SINK@"),
        (MediaKey.VOLUME_MUTE, "0.42", "set-mute @DEFAULT_AUDIO_SINK@ toggle"),
    ],
)
def test_pipewires_tool_goes_before_pulseaudios(monkeypatch, tmp_path, key, volume, told):
    tool = tmp_path / "wpctl"
    tool.write_text(f'#!/bin/sh\necho "$@" >>{tmp_path}/told\necho Volume: {volume}\n')
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    recorder = Recorder()
    LinuxMedia(recorder.tap_media_key).press(key)
    assert (tmp_path / "told").read_text().splitlines()[-1] == told
    assert recorder.done == []
