"""What native libraries print past Python."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

log = logging.getLogger(__name__)
STDERR = 2


@contextmanager
def noise_to_log() -> Iterator[None]:
    """Send what is written to the process's standard error meanwhile to the log, at level DEBUG.

    MediaPipe reports on its own graph at every start, with no switch to turn it off. Nothing is lost: it is
    in the debug log, whoever wrote it.
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
            for line in sink.read().decode(errors="replace").splitlines():
                log.debug("%s", line)
