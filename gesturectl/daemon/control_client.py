"""The other end of the control socket: what the commands of the shell speak through."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from gesturectl.config.paths import runtime_dir
from gesturectl.daemon.instance_lock import holder
from gesturectl.daemon.protocol import VERSION
from gesturectl.daemon.transport.transport import Talks, Transport, local_transport
from gesturectl.errors import ExitCode, GesturectlError, NotRunningError

PATIENCE_S = 15.0
"""How long an answer may take; the daemon itself gives up on its engine earlier, and says so."""
GONE_S = 10.0
MAX_ANSWER = 1 << 22
"""Bytes: no answer is longer."""


class RefusedError(GesturectlError):
    """The daemon said no; with the exit code that goes with its reason."""

    def __init__(self, message: str, *, remedy: str, code: int) -> None:
        super().__init__(message, remedy=remedy)
        self.exit_code = ExitCode(code) if code in list(ExitCode) else ExitCode.FAILURE


class ControlClient:
    """A connection to the running gesturectl; use it in `with`."""

    def __init__(
        self, folder: Path | None = None, *, patience_s: float = PATIENCE_S, transport: Transport | None = None
    ) -> None:
        """Connect. Raises NotRunningError, or GesturectlError where it lets nobody in."""
        self._folder = runtime_dir() if folder is None else folder
        self._patience_s = patience_s
        self._read = bytearray()
        self._talk = connected(self._folder, patience_s, transport or local_transport())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._talk.close()

    def ask(self, verb: str, **fields: Any) -> Mapping[str, Any]:
        """Return the answer to a request. Raises RefusedError, or GesturectlError if none comes."""
        line = json.dumps({"version": VERSION, "verb": verb, **fields}).encode() + b"\n"
        try:
            self._talk.send(line)
            answer = self._next_object(self._patience_s)
        except TimeoutError as error:
            raise GesturectlError(f"gesturectl does not answer ({self._patience_s:g} s)", remedy=STUCK) from error
        except OSError:
            answer = None
        if answer is None:
            raise NotRunningError("gesturectl ended without an answer", remedy="Its log says why.")
        if answer.get("ok") is not True:
            error_text, remedy = str(answer.get("error", "no reason given")), str(answer.get("remedy", ""))
            raise RefusedError(error_text, remedy=remedy, code=answer.get("code", 1))
        return answer

    def stream(self) -> Iterator[Mapping[str, Any]]:
        """Yield what a watcher is sent, until the daemon ends."""
        try:
            while (seen := self._next_object(None)) is not None:
                yield seen
        except OSError:
            return

    def wait_until_gone(self) -> None:
        """Wait until the daemon has let go of everything. Raises GesturectlError if it does not."""
        until_s = time.monotonic() + GONE_S
        while holder(self._folder) is not None:
            if time.monotonic() > until_s:
                raise GesturectlError(f"gesturectl was told to stop and still runs after {GONE_S:g} s", remedy=STUCK)
            time.sleep(0.02)

    def _next_object(self, patience_s: float | None) -> dict[str, Any] | None:
        while (end := self._read.find(b"\n")) < 0:
            if len(self._read) > MAX_ANSWER:
                raise GesturectlError("what answers at the control socket is no gesturectl")
            data = self._talk.receive(patience_s)
            if not data:
                return None
            self._read += data
        line = bytes(self._read[:end])
        del self._read[: end + 1]
        try:
            said = json.loads(line)
        except ValueError as error:
            raise GesturectlError("what answers at the control socket is no gesturectl") from error
        return said if isinstance(said, dict) else {}


STUCK = "`gesturectl status` names its process; end it with `kill`. It lets go of every key."


def connected(folder: Path, patience_s: float, transport: Transport) -> Talks:
    """Return a connection to the daemon of `folder`. Raises NotRunningError saying whether one is starting."""
    try:
        return transport.connect(folder, patience_s)
    except TimeoutError as error:
        raise GesturectlError("gesturectl lets nobody in", remedy=STUCK) from error
    except OSError as error:
        raise _not_running(folder, error) from error


def _not_running(folder: Path, error: OSError) -> GesturectlError:
    if isinstance(error, PermissionError):
        return NotRunningError(f"the gesturectl of {folder} is not yours: {error.strerror}")
    who = holder(folder)
    if who is not None:
        return NotRunningError(
            f"gesturectl ({who}) does not listen yet", remedy="Try again in a moment: it is starting."
        )
    return NotRunningError(
        "no gesturectl runs that could be asked",
        remedy="Start one: gesturectl run (one with --dry-run listens to nobody)",
    )
