"""What native libraries print past Python."""

from __future__ import annotations

import logging
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

log = logging.getLogger(__name__)
STDERR = 2
NATIVE = re.compile(rb"[IWEF]\d{4} \d\d:\d\d:\d\d|(INFO|WARNING|ERROR): ")
"""How lines of MediaPipe (absl: `W0000 00:00:17...`) and of LiteRT (`INFO: ...`) begin."""


@contextmanager
def noise_to_log() -> Iterator[None]:
    """Send what native code writes to standard error meanwhile to the log, at level DEBUG.

    MediaPipe reports on its own graph at every start, with no switch to turn it off. Lines of anybody else are
    held back until the end, then written as they are.
    """
    try:
        saved = os.dup(STDERR)
    except OSError:  # no standard error at all, as in a windowed program
        yield
        return
    with tempfile.TemporaryFile() as sink:
        os.dup2(sink.fileno(), STDERR)
        try:
            yield
        finally:
            os.dup2(saved, STDERR)
            os.close(saved)
            sink.seek(0)
            _sort_out(sink.read())


def _sort_out(written: bytes) -> None:
    for line in written.splitlines(keepends=True):
        if NATIVE.match(line):
            log.debug("%s", line.decode(errors="replace").rstrip())
        else:
            os.write(STDERR, line)
