"""A real daemon process with scripted ends under its real socket and lock. Not a test.

Usage: controlled_daemon.py FOLDER; gestures.yaml lies in FOLDER, the runtime folder is $GESTURECTL_RUNTIME_DIR.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path

from live_daemon import LiveDaemon

from gesturectl.daemon.control import controlled
from gesturectl.daemon.file_watch import FileWatch
from gesturectl.daemon.residence import residence
from gesturectl.domain.event import Phase
from gesturectl.errors import GesturectlError


def main(folder: str) -> int:
    """Run it, holding a key from the start."""
    logging.basicConfig(level=logging.INFO)
    try:
        with residence() as place:
            assert place is not None
            daemon = LiveDaemon(Path(folder), Path(folder, "gestures.yaml").read_text())
            daemon.asked.append(("fist", Phase.BEGIN))
            with controlled(daemon.app, place, watch=FileWatch(lambda: daemon.file)):
                return daemon.app.run()
    except GesturectlError as error:
        print(error, file=sys.stderr)
        return int(error.exit_code)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
