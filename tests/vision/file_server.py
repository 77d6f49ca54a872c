"""A web server of one file for the tests: counts what it sends, can cut, slow down, or refuse ranges."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

_CHUNK_BYTES = 8192


@dataclass
class FileServer:
    """What is served and what was asked for."""

    content: bytes
    ranges: bool = True
    status: int = 200
    cuts_at: list[int] = field(default_factory=list)
    """The n-th answer ends early after so many bytes of its own."""
    pause_s: float = 0.0
    """Waited after each 8 KiB."""
    offsets: list[int] = field(default_factory=list)
    """Where each request began."""
    sent_bytes: int = 0
    url: str = ""


@contextmanager
def serve(server: FileServer) -> Iterator[FileServer]:
    """Serve on a free port for the length of the block."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            _answer(self, server)

        def log_message(self, *_: object) -> None:
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    http.daemon_threads = True
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    server.url = f"http://127.0.0.1:{http.server_port}/file"
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join(5)


def _answer(request: BaseHTTPRequestHandler, server: FileServer) -> None:
    asked = re.match(r"bytes=(\d+)-", request.headers.get("Range") or "")
    offset = int(asked.group(1)) if asked and server.ranges else 0
    server.offsets.append(offset)
    if server.status != 200:
        return request.send_error(server.status)
    body = server.content[offset:]
    request.send_response(206 if offset else 200)
    request.send_header("Content-Length", str(len(body)))
    if offset:
        request.send_header("Content-Range", f"bytes {offset}-{len(server.content) - 1}/{len(server.content)}")
    request.end_headers()
    end = server.cuts_at.pop(0) if server.cuts_at else len(body)
    for start in range(0, end, _CHUNK_BYTES):
        piece = body[start : min(start + _CHUNK_BYTES, end)]
        try:
            request.wfile.write(piece)
        except OSError:
            break
        server.sent_bytes += len(piece)
        time.sleep(server.pause_s)
    request.close_connection = True
    return None
