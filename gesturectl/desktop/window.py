"""A window of an application."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Window:
    """What a desktop tells about a window.

    id         the desktop's own number
    app        the application: on X11 the class of WM_CLASS, such as "Chromium"
    instance   on X11 the instance of WM_CLASS, such as "chromium (/home/me/profile)"
    title      text of the title bar
    pid        process, as the application claims; 0 if unknown. Not to be relied on: sandboxes claim their own.
    """

    id: int
    app: str
    instance: str = ""
    title: str = ""
    pid: int = 0

    def match(self, app: str) -> int | None:
        """Return how well `app` names this window's application, 0 best; None if it does not.

        0: its class or instance, in any case. 1: the last part of a reverse domain name (org.gnome.gedit).
        2: one word of the class (chrome for Google-chrome).
        """
        wanted = app.casefold()
        names = (self.app.casefold(), self.instance.casefold())
        if wanted in names:
            return 0
        if any(name.rpartition(".")[2] == wanted.rpartition(".")[2] != "" for name in names):
            return 1
        return 2 if wanted in re.split(r"[-_. ]", names[0]) else None


def best_match(windows: Iterable[Window], app: str) -> Window | None:
    """Return the window that `app` names best; among equals the last, which is the topmost in stacking order."""
    ranked = [(rank, -place, window) for place, window in enumerate(windows) if (rank := window.match(app)) is not None]
    return min(ranked, key=lambda entry: entry[:2])[2] if ranked else None
