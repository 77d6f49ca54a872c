"""Recordings: what an estimator saw, frame by frame, never the pictures.

JSON lines. The first line is the header `{"format": "gesturectl-recording", "version": 1, "source": ...}`, then
one observation a line, then `{"end": true, "count": N}`. A name that ends in .gz is compressed.
A recording is written beside its place under the name with `.partial` added and moved there when it ends; one that
was cut off (kill, power) is still readable under that name.
"""

from __future__ import annotations

import gzip
import json
import logging
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from gesturectl.domain.observation import Observation
from gesturectl.errors import SourceError
from gesturectl.storage.observation_json import from_json, to_json

FORMAT = "gesturectl-recording"
VERSION = 1
_PARTIAL = ".partial"
_FLUSH_EVERY = 15
"""Observations between two flushes: what a kill may cost, half a second at 30 a second."""

log = logging.getLogger(__name__)


class RecordingWriter:
    """Writes one recording; `close` puts it in its place."""

    def __init__(self, path: Path, *, source: str = "") -> None:
        """Begin the file. Raises SourceError if it cannot be written."""
        if path.is_dir():
            raise SourceError(f"cannot write the recording {path}: it is a folder", remedy="Give a file in it.")
        self.path = path
        self.count = 0
        self._partial = path.with_name(path.name + _PARTIAL)
        try:
            self._file = _open_text(self._partial, "wt")
        except OSError as error:
            remedy = "Give a file in a folder that exists and that you may write to."
            raise _unwritable(path, error, remedy) from error
        self._put({"format": FORMAT, "version": VERSION, "source": source})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None and self.count == 0:
            self.discard()
        else:
            self.close()

    def write(self, observation: Observation) -> None:
        """Append one observation. Raises SourceError, after which the recording is closed, if there is no room."""
        self._put(to_json(observation), flush=self.count % _FLUSH_EVERY == _FLUSH_EVERY - 1)
        self.count += 1

    def close(self) -> None:
        """End the recording and move it to its place; a second call does nothing. Raises SourceError."""
        if self._file.closed:
            return
        self._put({"end": True, "count": self.count}, flush=True)
        with self._kept():
            self._file.close()
            os.replace(self._partial, self.path)

    def discard(self) -> None:
        """Give up: leave nothing behind, and what was in the recording's place as it was."""
        with suppress(OSError):  # no room for what is in the buffer: it is not wanted
            self._file.close()
        self._partial.unlink(missing_ok=True)

    def _put(self, record: dict[str, Any], *, flush: bool = False) -> None:
        with self._kept():
            self._file.write(json.dumps(record, separators=(",", ":")) + "\n")
            if flush:
                self._file.flush()

    @contextmanager
    def _kept(self) -> Iterator[None]:
        """Turn a failure to write into a SourceError; what was written until then stays beside the place."""
        try:
            yield
        except OSError as error:
            with suppress(OSError):  # the same again: what is still in the buffer has no room either
                self._file.close()
            remedy = f"What was recorded until then is in {self._partial}. Make room, then record again."
            raise _unwritable(self.path, error, remedy) from error


def read_recording(path: Path) -> Iterator[Observation]:
    """Yield the observations of a recording, in order of time.

    A recording that was cut off gives what is whole, with a warning. Raises SourceError, with the line, for a file
    that is no recording, is of a newer version or is damaged.
    """
    with _opened(path) as file:
        lines = _numbered_lines(file, path)
        _check_header(path, next(lines, (1, "")))
        last_t = float("-inf")
        for number, line in lines:
            record = _parse(path, number, line)
            if record is None or record.get("end") is True:
                return
            observation = _observation(path, number, record)
            if observation.t < last_t:
                raise _damaged(path, number, f"time goes back from {last_t} s to {observation.t} s")
            last_t = observation.t
            yield observation
        log.warning("%s was cut off: it has no end mark; replaying what there is", path)


def is_recording(path: Path) -> bool:
    """Tell whether a file begins like a recording."""
    try:
        with _open_text(path, "rt") as file:
            return FORMAT in file.readline(200)
    except (OSError, UnicodeDecodeError, EOFError, zlib.error):
        return False


def _opened(path: Path) -> IO[str]:
    try:
        return _open_text(path, "rt")
    except OSError as error:
        raise SourceError(
            f"cannot open the recording {path}: {error.strerror or error}", remedy="Check the path."
        ) from error


def _open_text(path: Path, mode: str) -> IO[str]:
    opener: Any = gzip.open if path.name.removesuffix(_PARTIAL).endswith(".gz") else open
    opened: IO[str] = opener(path, mode, encoding="utf-8")
    return opened


def _numbered_lines(file: IO[str], path: Path) -> Iterator[tuple[int, str]]:
    """Yield (line number, line); a compressed file that was cut off ends with a warning."""
    number = 0
    try:
        for number, line in enumerate(file, start=1):
            yield number, line
    except EOFError:
        log.debug("%s ends inside a compressed block after line %d", path, number)
    except (UnicodeDecodeError, OSError, zlib.error) as error:
        raise _damaged(path, number + 1, str(error)) from error


def _check_header(path: Path, first: tuple[int, str]) -> None:
    try:
        header = json.loads(first[1])
    except ValueError:
        header = None
    if not isinstance(header, dict) or header.get("format") != FORMAT:
        raise SourceError(
            f"{path}:1: this is not a recording of gesturectl",
            remedy="Make one with `gesturectl record --out FILE`; play videos with `gesturectl run --source`.",
        )
    version = header.get("version")
    if version != VERSION:
        raise SourceError(
            f"{path}:1: recording of version {version}, this gesturectl reads version {VERSION}",
            remedy="Update gesturectl, or record again.",
        )


def _parse(path: Path, number: int, line: str) -> dict[str, Any] | None:
    """Return the object on a line; None for a last line that was cut off (it has no line end)."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        if not line.endswith("\n"):
            log.warning("%s:%d: the last line was cut off; replaying what is before it", path, number)
            return None
        raise _damaged(path, number, str(error)) from error
    if not isinstance(record, dict):
        raise _damaged(path, number, "expected an object")
    return record


def _observation(path: Path, number: int, record: dict[str, Any]) -> Observation:
    try:
        return from_json(record)
    except KeyError as error:
        raise _damaged(path, number, f"{error.args[0]!r} is missing") from error
    except (TypeError, ValueError, AttributeError, OverflowError) as error:
        raise _damaged(path, number, str(error)) from error


def _unwritable(path: Path, error: OSError, remedy: str) -> SourceError:
    return SourceError(f"cannot write the recording {path}: {error.strerror or error}", remedy=remedy)


def _damaged(path: Path, number: int, why: str) -> SourceError:
    return SourceError(f"{path}:{number}: damaged recording: {why}", remedy="Record again, or cut that line out.")
