"""A gestures.yaml to change."""

from pathlib import Path

import pytest

from gesturectl.config.paths import shipped


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """Return a copy of the shipped file."""
    path = tmp_path / "gestures.yaml"
    path.write_text(shipped("gestures.yaml").read_text())
    return path
