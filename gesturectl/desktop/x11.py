"""Opening an X display, with whichever of the two packages that provide `Xlib` was installed last."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gesturectl.errors import DesktopError


def open_display(name: str = "") -> Any:
    """Return an Xlib Display of `name`, or of $DISPLAY. Raises DesktopError with the way out."""
    wanted = name or os.environ.get("DISPLAY", "")
    if not wanted:
        raise DesktopError(
            "no display: DISPLAY is not set",
            remedy="start gesturectl inside a graphical session, or try it with --dry-run",
        )
    error_module, display_module = _import_xlib()
    try:
        with authority_file():
            display = display_module.Display(wanted)
    except (error_module.DisplayError, error_module.XauthError, OSError) as error:
        raise DesktopError(
            f"the display {wanted} cannot be opened: {error}",
            remedy="check that DISPLAY names a running X server and that XAUTHORITY names its cookie file",
        ) from error
    # The package registers RandR's errors over the first core ones, and then fails to read a BadValue.
    display.display.error_classes.update(error_module.xerror_class)
    # Windows vanish between two requests; such late errors are no news and must not fill standard error.
    display.set_error_handler(lambda *_: None)
    return display


@contextlib.contextmanager
def lost_display_reported() -> Iterator[None]:
    """Turn the loss of the X server into a DesktopError."""
    from Xlib.error import ConnectionClosedError

    try:
        yield
    except ConnectionClosedError as error:
        raise DesktopError(
            "the X server is gone", remedy="start gesturectl again inside a graphical session"
        ) from error


def gone_errors() -> tuple[type[Exception], ...]:
    """Return what reading a window raises when it is gone."""
    from Xlib.error import BadDrawable, BadMatch, BadWindow

    return BadWindow, BadDrawable, BadMatch


@contextlib.contextmanager
def authority_file() -> Iterator[None]:
    """Make sure, for as long as a display is being opened, that there is an X authority file.

    python3-xlib 0.15 refuses to connect without one, even to a server that asks for no cookie, and prints
    its warnings on standard output, which belongs to scripts.
    """
    named = os.environ.get("XAUTHORITY")
    path = Path(named) if named else Path.home() / ".Xauthority"
    with contextlib.redirect_stdout(sys.stderr), contextlib.ExitStack() as stack:
        if not path.exists():
            empty = stack.enter_context(tempfile.NamedTemporaryFile(prefix="gesturectl-xauthority-"))
            os.environ["XAUTHORITY"] = empty.name
            stack.callback(_restore, named)
        yield


def _restore(named: str | None) -> None:
    if named is None:
        os.environ.pop("XAUTHORITY", None)
    else:
        os.environ["XAUTHORITY"] = named


def _import_xlib() -> tuple[Any, Any]:
    try:
        import Xlib.threaded  # noqa: F401  before any display is opened: without it two threads deadlock
        from Xlib import display, error
    except ImportError as missing:
        raise DesktopError(
            f"the X11 library of Python is missing: {missing}",
            remedy="install it with: pip install python-xlib",
        ) from missing
    return error, display
