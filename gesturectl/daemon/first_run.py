"""Gives the tour in the preview window, once."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from gesturectl.config.paths import data_dir
from gesturectl.daemon.app import App
from gesturectl.daemon.gates import Gates
from gesturectl.daemon.order import Answer, tell_nobody
from gesturectl.daemon.show import Reading
from gesturectl.daemon.tour import Tour
from gesturectl.domain.status import State
from gesturectl.errors import GesturectlError

log = logging.getLogger(__name__)

WAITING = ("Welcome to gesturectl", "Step 1 of 3: your camera ...")


def tour_file() -> Path:
    """Return the file that remembers the tour."""
    return data_dir() / "tour.json"


def tour_is_due() -> bool:
    """Tell whether nobody has had the tour here yet."""
    return not tour_file().exists()


def remember_tour() -> None:
    """Give it no second time; where that cannot be written it comes again."""
    try:
        tour_file().parent.mkdir(parents=True, exist_ok=True)
        tour_file().write_text(json.dumps({"version": 1, "had": True}) + "\n", encoding="utf-8")
    except OSError as error:
        log.warning("the tour will come again: cannot write %s: %s", tour_file(), error.strerror)


@contextmanager
def tour_given(app: App, gates: Gates, *, fps: Callable[[], float] = lambda: 0.0) -> Iterator[Tour]:
    """Give the tour while the app runs inside; until it is over no gesture does anything. `fps` is the camera's."""

    def ended() -> None:
        gates.hush = ""
        remember_tour()
        app.preview.want(False, tell_nobody)
        log.info("the tour is over: gestures act now")

    def shown(answer: Answer) -> None:
        if isinstance(answer, GesturectlError):
            log.warning("no tour: %s", answer)
            tour.skip()

    tour = Tour(
        readings=lambda: cast("tuple[Reading, ...]", app.history.readings),
        fps=fps,
        ended=ended,
    )
    gates.hush = "the tour goes on"
    app.listeners.append(tour)
    app.preview.lines = lambda: tour.lines
    app.preview.on_closed.append(tour.skip)
    app.on_state.append(lambda state, why: _say_without_camera(app, tour, state))
    app.preview.want(True, shown)
    app.preview.say(WAITING)
    yield tour


def _say_without_camera(app: App, tour: Tour, state: State) -> None:
    """There are no pictures to write on: say why on an empty one."""
    if state is State.LOST and not tour.over:
        app.preview.say((WAITING[0], app.status().source_problem or "No camera gives pictures", "Connect one."))
