"""How gesturectl starts itself anew."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def gesturectl_command() -> list[str]:
    """Return the start of the command line: the installed program, else this Python with our module."""
    script = Path(sys.executable).with_name("gesturectl")
    if os.access(script, os.X_OK) and script.is_file():
        return [str(script)]
    return [sys.executable, "-m", "gesturectl"]
