"""Files that are the user's own business: readable by nobody else, there whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from gesturectl.errors import SourceError

FOLDER_MODE, FILE_MODE = 0o700, 0o600


def write_private(path: Path, data: bytes, *, own_folder: bool = False) -> None:
    """Put `data` at `path` in one step; a failure leaves what was there. Raises SourceError.

    A folder that is missing is made. One that is there is the user's business, unless it is gesturectl's own
    (`own_folder`): that one is closed to everybody else.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        if own_folder and path.parent.stat().st_mode & 0o077:
            path.parent.chmod(FOLDER_MODE)
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, FILE_MODE)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except OSError as error:
        raise SourceError(
            f"cannot write {path}: {error.strerror or error}",
            remedy="What was there before is untouched. Make room or rights there, then try again.",
        ) from error
    finally:
        with suppress(OSError):
            part.unlink()
