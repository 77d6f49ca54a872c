"""Nothing that `gesturectl run` loads needs more than Windows has, as far as that can be tried on another system."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="takes from Linux what Windows lacks")
def test_it_loads_and_starts_with_what_windows_has(tmp_path: Path) -> None:
    script = Path(__file__).with_name("as_windows.py")
    done = subprocess.run([sys.executable, str(script), str(tmp_path)], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout.split()[0]) > 250
