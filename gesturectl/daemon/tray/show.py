"""The tray's process from its start to its end."""

from __future__ import annotations

import logging
import signal
from pathlib import Path

from gesturectl.config.paths import runtime_dir
from gesturectl.daemon.control_client import ControlClient
from gesturectl.daemon.tray.backend import choose_tray
from gesturectl.desktop.tray_host import TrayHost

log = logging.getLogger(__name__)


def show_tray(folder: Path | None = None) -> None:
    """Show the icon of the gesturectl whose socket is in `folder` until that ends. Raises GesturectlError."""
    folder = folder or runtime_dir()
    with ControlClient(folder):
        pass  # it runs, or this says so
    backend = choose_tray()
    log.info("tray: %s (%s)", backend.name, backend.reason)
    if backend.host is TrayHost.NONE:
        log.warning("this desktop shows no tray icons now; gesturectl's appears when a tray comes")
    from gesturectl.daemon.tray.icon import TrayIcon

    icon = TrayIcon(folder, backend)
    signal.signal(signal.SIGTERM, lambda number, frame: icon.stop())
    icon.run()
