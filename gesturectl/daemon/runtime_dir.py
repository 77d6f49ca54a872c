"""The folder of the control socket and the lock: ours alone, or not used."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

from gesturectl.config.paths import RUNTIME_VARIABLE
from gesturectl.errors import GesturectlError

_REMEDY = f"Name a folder of your own in ${RUNTIME_VARIABLE}, or set $XDG_RUNTIME_DIR."


def private_dir(path: Path) -> Path:
    """Return `path`, made if it is missing, readable by its owner only. Raises GesturectlError if it is not ours.

    A folder in a place that all may write to, such as /tmp, could have been laid out by somebody else.
    """
    try:
        for folder in (path.parent, path):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _check(path.parent, may_be_roots=True)
        _check(path, may_be_roots=False)
        path.chmod(0o700)
    except OSError as error:
        raise GesturectlError(f"cannot use the folder {path}: {error.strerror}", remedy=_REMEDY) from error
    return path


def _check(folder: Path, *, may_be_roots: bool) -> None:
    if sys.platform == "win32":
        return  # there the user's own folders are closed to others
    found = os.lstat(folder) if not may_be_roots else os.stat(folder)
    if not stat.S_ISDIR(found.st_mode):
        raise GesturectlError(f"{folder} is not a folder", remedy=_REMEDY)
    owners = {os.getuid(), 0} if may_be_roots else {os.getuid()}
    if found.st_uid not in owners:
        raise GesturectlError(f"{folder} belongs to another user (id {found.st_uid})", remedy=_REMEDY)
