"""One download: pinned, resumable after a kill, written whole or not at all."""

from __future__ import annotations

import hashlib
import http.client
import os
import re
import ssl
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from gesturectl import __version__
from gesturectl.errors import ModelError
from gesturectl.vision.bundle_manifest import Pin

Progress = Callable[[str, int, int], None]
"""Called with (what is fetched, bytes done, bytes in all)."""

READ_TIMEOUT_S = 15.0
"""A connection that gives nothing for so long is given up."""

_CHUNK_BYTES = 1 << 16
_ATTEMPTS = 5


class DownloadError(ModelError):
    """A file could not be fetched whole and right."""


def fetch(url: str, target: Path, pin: Pin, *, progress: Progress, timeout_s: float = READ_TIMEOUT_S) -> None:
    """Fetch `url` into `target`, checked against `pin`; what an earlier try has left is continued.

    The bytes gather in `<target>.part`, which survives a kill; `target` appears only when whole and right.
    DownloadError says why it failed.
    """
    part = target.with_name(target.name + ".part")
    resumed = _size(part) > 0
    _transfer_all(url, part, pin, progress, timeout_s)
    found = sha256_of(part)
    if found != pin.sha256 and resumed:
        part.unlink()  # what an earlier try left may have been of another file: once more from the start
        _transfer_all(url, part, pin, progress, timeout_s)
        found = sha256_of(part)
    if found != pin.sha256:
        part.unlink()
        raise DownloadError(f"wrong checksum: expected {pin.sha256[:16]}…, got {found[:16]}…")
    os.replace(part, target)
    progress(target.name, pin.size_bytes, pin.size_bytes)


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _transfer_all(url: str, part: Path, pin: Pin, progress: Progress, timeout_s: float) -> None:
    """Append to `part` until it has all bytes, connecting again while each try brings some."""
    for attempt in range(1, _ATTEMPTS + 1):
        before = _size(part)
        try:
            return _transfer(url, part, pin, progress, timeout_s)
        except DownloadError:
            raise
        except (OSError, http.client.HTTPException) as error:
            hopeless = isinstance(error, urllib.error.HTTPError) or _size(part) <= before
            if hopeless or attempt == _ATTEMPTS:
                raise DownloadError(_reason(error)) from error
    return None


def _transfer(url: str, part: Path, pin: Pin, progress: Progress, timeout_s: float) -> None:
    """Ask once for the missing bytes and append them; OSError when the connection ends early."""
    offset = _size(part)
    if offset > pin.size_bytes:
        part.unlink()
        offset = 0
    if offset == pin.size_bytes:
        return
    with _open(url, offset, timeout_s) as answer, part.open("ab") as file:
        if not _continues(answer, offset):
            file.truncate(0)
            offset = 0
        while chunk := answer.read(_CHUNK_BYTES):
            offset += len(chunk)
            if offset > pin.size_bytes:
                file.truncate(0)
                raise DownloadError(f"the server sent more than the expected {pin.size_bytes} bytes")
            file.write(chunk)
            progress(part.name.removesuffix(".part"), offset, pin.size_bytes)
        file.flush()
        os.fsync(file.fileno())
    if offset < pin.size_bytes:
        raise ConnectionError(f"the connection ended after {offset} of {pin.size_bytes} bytes")


def _open(url: str, offset: int, timeout_s: float) -> http.client.HTTPResponse:
    """Open a web address from byte `offset` on; proxies and certificate file as the environment says."""
    if urlsplit(url).scheme not in ("http", "https"):
        raise DownloadError(f"not a web address: {url}")
    headers = {"User-Agent": f"gesturectl/{__version__}", "Accept-Encoding": "identity"}
    if offset:
        headers["Range"] = f"bytes={offset}-"
    # PIP_CERT too: behind a company's proxy it is often the only place that names the certificate
    context = ssl.create_default_context(cafile=os.environ.get("SSL_CERT_FILE") or os.environ.get("PIP_CERT"))
    opener = urllib.request.build_opener(urllib.request.HTTPSHandler(context=context))
    request = urllib.request.Request(url, headers=headers)
    answer: http.client.HTTPResponse = opener.open(request, timeout=timeout_s)
    return answer


def _continues(answer: http.client.HTTPResponse, offset: int) -> bool:
    """Whether the answer begins at `offset` (a server without ranges sends the whole file again)."""
    span = re.match(r"bytes (\d+)-", answer.headers.get("Content-Range") or "")
    return answer.status == 206 and span is not None and int(span.group(1)) == offset


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _reason(error: Exception) -> str:
    if isinstance(error, urllib.error.HTTPError):
        return f"the server answered {error.code} {error.reason}"
    if isinstance(error, urllib.error.URLError):
        return str(error.reason)
    return str(error) or type(error).__name__
