"""Why an address shows no pictures: asked only after it failed."""

from __future__ import annotations

import socket
import urllib.error
import urllib.request
from urllib.parse import urlsplit

TIMEOUT_S = 2.0
DEFAULT_PORTS = {"rtsp": 554, "rtsps": 322, "rtmp": 1935}


def what_is_wrong(url: str) -> str:
    """Return the reason in words: no such page, refused, unknown host, silent, or no video there."""
    scheme = urlsplit(url).scheme
    if scheme in ("http", "https"):
        return _ask_http(url)
    return _ask_port(url) if scheme in DEFAULT_PORTS else "no video comes from there"


def _ask_http(url: str) -> str:
    try:
        with urllib.request.urlopen(url, timeout=TIMEOUT_S) as answer:
            return f"it answers with {answer.headers.get_content_type()}, but no picture comes"
    except urllib.error.HTTPError as error:
        return f"the server answers {error.code} {error.reason}"
    except urllib.error.URLError as error:
        return _in_words(error.reason)
    except (OSError, ValueError) as error:
        return _in_words(error)


def _ask_port(url: str) -> str:
    parts = urlsplit(url)
    try:
        port = parts.port or DEFAULT_PORTS[parts.scheme]
        socket.create_connection((parts.hostname or "", port), TIMEOUT_S).close()
    except (OSError, ValueError) as error:
        return _in_words(error)
    return "the server takes the connection but gives no video under this path"


def _in_words(reason: object) -> str:
    if isinstance(reason, ConnectionRefusedError):
        return "the connection is refused: nothing listens there"
    if isinstance(reason, TimeoutError):
        return "the server does not answer"
    if isinstance(reason, socket.gaierror):
        return "the host name is unknown"
    return str(reason)
