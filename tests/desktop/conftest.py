"""A real desktop for the tests of this room: Xvfb, openbox and a session bus, one for each test module."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence

import pytest

from gesturectl.daemon.virtual_desktop import VirtualDesktop

_PROGRAMS = ("Xvfb", "openbox", "xterm", "setxkbmap", "xmodmap")


@pytest.fixture(scope="module")
def desk(needed: Callable[[Sequence[str]], None]) -> Iterator[VirtualDesktop]:
    """A desktop without a browser; os.environ is that desktop's while the module runs."""
    needed([name for name in _PROGRAMS if shutil.which(name) is None])
    with VirtualDesktop(page=None) as desktop, desktop.entered():
        yield desktop
