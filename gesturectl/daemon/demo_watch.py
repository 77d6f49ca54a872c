"""Watches a page and the window list from a thread of its own, and writes down what changes when."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Protocol

from gesturectl.daemon.attendant import Attendant
from gesturectl.daemon.demo_effects import SeenInput, SeenWindows, SeenZoom, Sightings

_POLL_S = 0.01  # how late a change of the window list may be noticed; the page tells its changes itself
_BINDING = "arrived"  # the name that demo_page.html calls

Windows = frozenset[tuple[int, str]]


class WatchedPage(Protocol):
    """What the watch needs of a page (`devtools.Page`)."""

    def zoom(self) -> float:
        """Return the zoom, 1.0 for 100 %."""

    def listen(self, binding: str) -> None:
        """Let the page call us by `binding`."""

    def calls(self, timeout_s: float) -> list[str]:
        """Return what the page has said since; waits at most `timeout_s` for the first."""

    def clock_offset_s(self) -> float:
        """Return what to add to the page's clock (s) to get ours."""


class DesktopWatch(Attendant):
    """Fills `seen` from entering to leaving the context; the page belongs to it meanwhile."""

    def __init__(
        self,
        page: WatchedPage,
        list_windows: Callable[[], Windows],
        seen: Sightings,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__("demo-watch")
        self._page = page
        self._list_windows = list_windows
        self._seen = seen
        self._clock = clock
        self._offset_s = 0.0

    def begin(self) -> None:
        """Look once before anything happens: what changes later is told by comparison."""
        self._page.listen(_BINDING)
        self._offset_s = self._page.clock_offset_s()
        self._seen.zooms.append(SeenZoom(self._clock(), self._page.zoom()))
        self._look_at_windows()

    def turn(self) -> None:
        """Write down what the page says, and the windows if they have changed."""
        for text in self._page.calls(_POLL_S):
            self._note(json.loads(text))
        self._look_at_windows()

    def _note(self, told: dict[str, object]) -> None:
        at_s = float(str(told["at_ms"])) / 1000 + self._offset_s
        if told["kind"] == "zoom":
            self._seen.zooms.append(SeenZoom(at_s, float(str(told["zoom"]))))
        else:
            self._seen.inputs.append(SeenInput(at_s, str(told["kind"]), str(told["detail"])))

    def _look_at_windows(self) -> None:
        windows = self._list_windows()
        if not self._seen.windows or windows != self._seen.windows[-1].windows:
            self._seen.windows.append(SeenWindows(self._clock(), windows))
