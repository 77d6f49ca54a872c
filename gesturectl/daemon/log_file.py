"""The log of the gesturectl that acts, in a file: a daemon without a terminal must leave its words somewhere."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path

from gesturectl.config.paths import log_dir

log = logging.getLogger(__name__)

MAX_BYTES = 1 << 20
KEPT = 1
"""Older files kept beside the newest."""


def log_file() -> Path:
    """Return where the log is."""
    return log_dir() / "gesturectl.log"


@contextmanager
def kept_log() -> Iterator[None]:
    """Write what is logged inside into the file too; without it where the file cannot be written."""
    path = log_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=MAX_BYTES, backupCount=KEPT, encoding="utf-8")
    except OSError as error:
        log.warning("no log file %s: %s", path, error.strerror)
        yield
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logging.getLogger("gesturectl").addHandler(handler)
    try:
        yield
    except Exception as error:
        # Into the file alone: the command line tells the user.
        handler.handle(logging.LogRecord("gesturectl", logging.ERROR, __file__, 0, "ended: %s", (error,), None))
        raise
    finally:
        logging.getLogger("gesturectl").removeHandler(handler)
        handler.close()
