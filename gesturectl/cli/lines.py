"""What `run` and `replay` print: JSON lines for scripts, plain lines for people."""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, TextIO

from gesturectl.errors import GesturectlError

if TYPE_CHECKING:
    from gesturectl.daemon.pipeline import StepResult
    from gesturectl.domain.frame import Frame


def claim_stdout() -> TextIO:
    """Return standard output for our own lines alone; what libraries write there goes to standard error.

    Native libraries write to file descriptor 1 past Python, so the descriptor itself is moved.
    """
    if sys.stdout is None:  # closed before we began (`>&-`)
        return open(os.devnull, "w", encoding="utf-8")
    try:
        if sys.stdout.fileno() != 1:
            return sys.stdout
        sys.stdout.flush()
        own = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
        os.dup2(2, 1)
    except (OSError, ValueError, AttributeError):  # replaced (tests) or closed
        return sys.stdout
    return own


class LinePrinter:
    """Writes lines, each at once; when nobody reads any more it says so once and falls silent."""

    def __init__(self, out: TextIO, on_closed: Callable[[], None]) -> None:
        self._out = out
        self._on_closed = on_closed
        self._open = True

    def print(self, line: str) -> None:
        """Write one line. Raises GesturectlError if it cannot be written though somebody reads (disk full)."""
        if not self._open:
            return
        try:
            self._out.write(line + "\n")
            self._out.flush()
        except OSError as error:
            if not _reader_has_gone(error):
                raise GesturectlError(
                    f"cannot write to standard output: {error.strerror}", remedy="Make room, or send it elsewhere."
                ) from error
            self._open = False
            self._on_closed()

    def close(self) -> None:
        """Forget what could not be written, so that the interpreter does not complain at its end."""
        try:
            self._out.flush()
        except (OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), self._out.fileno())


def _reader_has_gone(error: OSError) -> bool:
    """Tell whether a write failed because nobody reads any more, as in `| head`; Windows says EINVAL then."""
    return isinstance(error, BrokenPipeError) or (sys.platform == "win32" and error.errno == errno.EINVAL)


class JsonLines:
    """One object a line: the events of a frame, then its actions."""

    def __init__(self, printer: LinePrinter) -> None:
        self._printer = printer

    def heard(self, frame: Frame | None, result: StepResult) -> None:
        """Print what a frame led to."""
        objects = [event.as_json() for event in result.events]
        objects += [action.as_json() for action in result.actions]
        for each in objects:
            self._printer.print(json.dumps(each))


class PlainLines:
    """One line for the begin and end of each gesture and for each action."""

    def __init__(self, printer: LinePrinter) -> None:
        self._printer = printer

    def heard(self, frame: Frame | None, result: StepResult) -> None:
        """Print what a frame led to."""
        from gesturectl.daemon.listeners import lines_of

        for line in lines_of(result):
            self._printer.print(line)
