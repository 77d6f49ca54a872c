"""Being the one gesturectl that acts on this desktop."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gesturectl.config.paths import runtime_dir
from gesturectl.daemon.instance_lock import held_lock
from gesturectl.daemon.runtime_dir import private_dir
from gesturectl.daemon.transport.transport import local_transport


@contextmanager
def residence() -> Iterator[Path]:
    """Be the one, inside; gives the folder of the control socket.

    Raises AlreadyRunningError; GesturectlError when the folder is not ours.
    """
    folder = private_dir(runtime_dir())
    local_transport().check(folder)
    with held_lock(folder):
        yield folder
