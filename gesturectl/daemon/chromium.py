"""How a Chromium of our own is started: an empty profile, DevTools on a free loopback port, no calls home."""

from __future__ import annotations

import os
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""The browsers that will do, best first."""

_QUIET = (
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-quic",
    "--disable-breakpad",
    "--disable-features=Translate,MediaRouter,OptimizationHints,InfiniteSessionRestore",
    "--password-store=basic",
    "--use-mock-keychain",
    "--disable-gpu",
    "--disable-dev-shm-usage",
)
# A covered or unfocused page must still answer at once, or what we measure is Chromium's thrift.
_AWAKE = (
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    "--disable-background-timer-throttling",
)


def command(program: str, profile_dir: Path, url: str) -> list[str]:
    """Return the command line that opens `url` in a window of its own."""
    # Chromium refuses its sandbox to root; --test-type spares the page the bar that says so.
    sandbox = ["--no-sandbox", "--test-type"] if sys.platform != "win32" and os.geteuid() == 0 else []
    return [
        program,
        *_QUIET,
        *_AWAKE,
        *sandbox,
        f"--user-data-dir={profile_dir}",
        "--remote-debugging-port=0",
        "--remote-debugging-address=127.0.0.1",
        "--force-device-scale-factor=1",
        "--new-window",
        url,
    ]
