"""The watch writes down what page and window list say, in our own time, and does not go blind in silence."""

import json
import threading
import time
from collections.abc import Callable

import pytest

from gesturectl.daemon.demo_effects import SeenInput, Sightings
from gesturectl.daemon.demo_watch import DesktopWatch, Windows
from gesturectl.errors import DesktopError

OFFSET_S = 500.0


class ScriptedPage:
    def __init__(self, says: list[dict[str, object]], error: Exception | None = None) -> None:
        self._says = says
        self._error = error
        self.listened: list[str] = []
        self.done = threading.Event()

    def zoom(self) -> float:
        return 1.0

    def listen(self, binding: str) -> None:
        self.listened.append(binding)

    def clock_offset_s(self) -> float:
        return OFFSET_S

    def calls(self, timeout_s: float) -> list[str]:
        if self._error is not None:
            raise self._error
        if not self._says:
            self.done.set()
            time.sleep(timeout_s)
            return []
        return [json.dumps(self._says.pop(0))]


def counting_clock() -> Callable[[], float]:
    ticks = iter(range(10_000))
    return lambda: float(next(ticks))


def scripted_windows(*samples: Windows) -> Callable[[], Windows]:
    left = list(samples)
    return lambda: left.pop(0) if len(left) > 1 else left[0]


def test_what_the_page_says_is_kept_in_our_time() -> None:
    page = ScriptedPage(
        [
            {"kind": "wheel", "detail": "ctrl+up", "at_ms": 1000, "zoom": 1.0},
            {"kind": "zoom", "detail": "", "at_ms": 1016, "zoom": 1.1},
        ]
    )
    seen = Sightings()
    with DesktopWatch(page, scripted_windows(frozenset()), seen, clock=counting_clock()):
        assert page.done.wait(5)
    assert page.listened == ["arrived"]
    assert seen.inputs == [SeenInput(501.0, "wheel", "ctrl+up")]
    assert [(zoom.at_s, zoom.zoom) for zoom in seen.zooms] == [(0.0, 1.0), (pytest.approx(501.016), 1.1)]


def test_only_changes_of_the_window_list_are_kept() -> None:
    one, two = frozenset({(1, "A")}), frozenset({(1, "A"), (2, "B")})
    page = ScriptedPage([{"kind": "key", "detail": "x", "at_ms": 0, "zoom": 1.0}] * 5)
    seen = Sightings()
    with DesktopWatch(page, scripted_windows(one, one, two, two, one), seen, clock=counting_clock()):
        assert page.done.wait(5)
    assert [sample.windows for sample in seen.windows] == [one, two, one]
    times = [sample.at_s for sample in seen.windows]
    assert times == sorted(times)


def test_a_watch_that_went_blind_says_so() -> None:
    page = ScriptedPage([], DesktopError("the connection to Chromium is gone"))
    with (
        pytest.raises(DesktopError, match="gone"),
        DesktopWatch(page, scripted_windows(frozenset()), Sightings()),
    ):
        pass
