from __future__ import annotations

import socket
import time
from itertools import pairwise

import pytest

from gesturectl.errors import SourceError
from gesturectl.vision.stream import StreamSource, without_password


def drain(source: StreamSource) -> tuple[list, SourceError, float]:
    """Read until it fails: frames, the error, and how long the last read took."""
    frames = []
    while True:
        asked_s = time.monotonic()
        try:
            frames.append(source.read())
        except SourceError as error:
            return frames, error, time.monotonic() - asked_s


def test_pictures_of_a_network_camera(network_camera, grey) -> None:
    network_camera.pictures = 6
    source = StreamSource(network_camera.url)
    source.open()
    frames, error, _ = drain(source)
    source.close()
    assert [grey(frame.rgb) for frame in frames] == list(range(6))
    assert [frame.seq for frame in frames] == list(range(6))
    assert frames[0].t == 0.0
    assert all(a.t < b.t for a, b in pairwise(frames))
    assert "closed the connection" in str(error)
    assert network_camera.url in str(error)


def test_silent_camera_is_given_up_after_the_time_out(network_camera) -> None:
    network_camera.then = "silent"
    source = StreamSource(network_camera.url, read_timeout_s=0.5)
    source.open()
    frames, error, took_s = drain(source)
    source.close()
    assert len(frames) >= 4
    assert "sent nothing for 0.5 s" in str(error)
    assert took_s < 3.0


def test_page_that_is_not_there(network_camera, capfd: pytest.CaptureFixture[str]) -> None:
    network_camera.then = "404"
    with pytest.raises(SourceError, match="the server answers 404") as caught:
        StreamSource(network_camera.url).open()
    assert caught.value.remedy
    assert capfd.readouterr().err == ""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize("scheme", ["http", "rtsp"])
def test_nothing_listens(scheme: str) -> None:
    with pytest.raises(SourceError, match="connection is refused"):
        StreamSource(f"{scheme}://127.0.0.1:{free_port()}/live").open()


def test_server_that_takes_the_call_and_says_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        source = StreamSource(f"http://127.0.0.1:{mute.getsockname()[1]}/live", open_timeout_s=0.3)
        with pytest.raises(SourceError, match="the server does not answer"):
            source.open()


def test_password_is_not_shown() -> None:
    assert without_password("rtsp://me:secret@cam:554/live?token=1") == "rtsp://cam:554/live"
    with pytest.raises(SourceError) as caught:
        StreamSource(f"http://me:secret@127.0.0.1:{free_port()}/live").open()
    assert "secret" not in str(caught.value) + caught.value.remedy
