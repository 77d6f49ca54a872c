"""Being the one gesturectl that acts on this desktop."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gesturectl.config.paths import runtime_dir
from gesturectl.daemon.instance_lock import held_lock
from gesturectl.daemon.listener import NOT_HERE, SOCKET_NAME, SUPPORTED, check_path
from gesturectl.daemon.runtime_dir import private_dir

log = logging.getLogger(__name__)


@contextmanager
def residence() -> Iterator[Path | None]:
    """Be the one, inside; gives the folder of the control socket, None where there is none (Windows).

    Raises AlreadyRunningError; GesturectlError when the folder is not ours.
    """
    if not SUPPORTED:
        log.info("%s", NOT_HERE)
        yield None
        return
    folder = private_dir(runtime_dir())
    check_path(folder / SOCKET_NAME)
    with held_lock(folder):
        yield folder
