"""Show the tray icon of the gesturectl that runs. `gesturectl run` does this by itself on a desktop.

The icon lives as long as that gesturectl. Linux needs Python's gi and GTK 3 for it:
apt install python3-gi gir1.2-gtk-3.0 gir1.2-ayatanaappindicator3-0.1
"""

from __future__ import annotations

import argparse
import logging

from gesturectl.errors import DesktopError, ExitCode

HELP = "show the tray icon of the running gesturectl"
log = logging.getLogger(__name__)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""


def run(args: argparse.Namespace) -> int:
    """Show it until gesturectl ends."""
    from gesturectl.daemon.tray.show import show_tray

    try:
        show_tray()
    except DesktopError as error:
        log.warning("%s. To mend it: %s", error, error.remedy)
        return int(ExitCode.DESKTOP)
    return int(ExitCode.OK)
