"""Shared by the tests of sources and estimators: small real files, a camera on the network, real recordings."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import cv2
import numpy as np
import pytest
from vision_fakes import numbered

from gesturectl.vision.bundles import provide

REAL_DATA = Path(__file__).resolve().parents[3] / "shared" / "data"


@pytest.fixture(scope="session")
def real_data() -> Path:
    if not REAL_DATA.is_dir():
        pytest.skip(f"no real recordings at {REAL_DATA}")
    return REAL_DATA


@pytest.fixture(scope="session")
def bundles() -> dict[str, Path]:
    names = ("hand_landmarker_full", "hand_landmarker_lite", "pose_landmarker_full")
    return {name: provide(name) for name in names}


@pytest.fixture
def write_video(tmp_path: Path) -> Callable[..., Path]:
    """Make a real video whose frame i has the grey level 20 * i + 10."""

    def write(name: str, *, frames: int = 10, fps: float = 20.0, codec: str = "mp4v") -> Path:
        path = tmp_path / name
        writer = cv2.VideoWriter(str(path), cv2.VideoWriter_fourcc(*codec), fps, (64, 48))
        assert writer.isOpened()
        for number in range(frames):
            writer.write(numbered(number))
        writer.release()
        return path

    return write


class NetworkCamera:
    """An MJPEG server on this computer; `script` says what each connection does after the first pictures."""

    def __init__(self) -> None:
        self.pictures = 5
        self.then = "close"
        self.connections = 0
        self.let_go = threading.Event()
        camera = self

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                camera.answer(self)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/video.mjpg"

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        if self.then == "404":
            request.send_error(404)
            return
        self.connections += 1
        request.send_response(200)
        request.send_header("Content-Type", "multipart/x-mixed-replace; boundary=frame")
        request.end_headers()
        try:
            for number in range(self.pictures):
                jpeg = cv2.imencode(".jpg", numbered(number))[1].tobytes()
                head = f"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: {len(jpeg)}\r\n\r\n"
                request.wfile.write(head.encode() + jpeg + b"\r\n")
                self.let_go.wait(0.01)
            if self.then == "silent":
                self.let_go.wait(20)
        except OSError:
            pass

    def stop(self) -> None:
        self.let_go.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)


@pytest.fixture
def network_camera() -> Iterator[NetworkCamera]:
    camera = NetworkCamera()
    yield camera
    camera.stop()


@pytest.fixture
def grey() -> Callable[[np.ndarray], int]:
    """Tell the number of a picture made by `numbered` from its grey level."""
    return lambda rgb: round((float(rgb.mean()) - 10) / 20)
