"""Keys that are really pressed, on a display of the test's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from gesturectl.daemon import wiring
from gesturectl.daemon.mailbox import Mailbox
from gesturectl.daemon.options import RunOptions
from gesturectl.daemon.outlet import Performs
from gesturectl.daemon.virtual_desktop import VirtualDesktop
from gesturectl.domain.settings import Settings


@contextmanager
def real_keys() -> Iterator[tuple[Performs, Callable[[], int]]]:
    """Enter a virtual desktop; give its actuator, and what counts the keys that are down there."""
    with VirtualDesktop(page=None) as desk, desk.entered():
        from Xlib.display import Display

        display = Display(desk.display)
        actuator, *_ = wiring.make_actuator(RunOptions(), Settings(failsafe_corner=False), Mailbox())
        try:
            yield actuator, lambda: sum(bin(byte).count("1") for byte in display.query_keymap())
        finally:
            display.close()
