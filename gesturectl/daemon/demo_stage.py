"""Plays a clip to the real daemon on the virtual desktop, watched and filmed."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from gesturectl.control.binder import Binder
from gesturectl.daemon import wiring
from gesturectl.daemon.app import App
from gesturectl.daemon.app_parts import AppParts
from gesturectl.daemon.demo_effects import DemoStep, Outcome, Sightings, judge
from gesturectl.daemon.demo_film import CameraView, DemoFilm, FilmWriter
from gesturectl.daemon.demo_focus import FocusCues, cues_for
from gesturectl.daemon.demo_watch import DesktopWatch, Windows
from gesturectl.daemon.mailbox import Mailbox
from gesturectl.daemon.options import RunOptions
from gesturectl.daemon.outlet import Performs
from gesturectl.daemon.pipeline import Estimates, Recognizes
from gesturectl.daemon.virtual_desktop import VirtualDesktop
from gesturectl.desktop.x_windows import XWindows
from gesturectl.domain.settings import Config
from gesturectl.errors import DemoError, ExitCode
from gesturectl.vision.bundles import models_dir

BROWSER = "Chromium"
_DATA_DIR_VARIABLE = "GESTURECTL_DATA_DIR"  # see vision.bundles.models_dir


def real_actuator(options: RunOptions, config: Config, mailbox: Mailbox) -> Performs:
    """Return the actuator that `gesturectl run` would take on this desktop."""
    return wiring.make_actuator(options, config.settings, mailbox)[0]


def dry_actuator(options: RunOptions, config: Config, mailbox: Mailbox) -> Performs:
    """Return an actuator that touches nothing: with it the demonstration must fail."""
    return wiring.make_dry_actuator(mailbox)


@dataclass(frozen=True, slots=True)
class Crew:
    """Who makes the parts of the daemon, each anew for every clip: the real ones, unless a test says otherwise."""

    estimator: Callable[[Config], Estimates] = wiring.make_estimator
    recognizer: Callable[[RunOptions, Config], Recognizes] = wiring.make_recognizer
    actuator: Callable[[RunOptions, Config, Mailbox], Performs] = real_actuator

    def parts(self, video: Path, lead_in_s: float, config: Config, purpose: str) -> AppParts:
        """Return the parts of a daemon that watches a video on the virtual desktop; `purpose` is why."""
        config = dataclasses.replace(config, settings=dataclasses.replace(config.settings, source=str(video)))
        options = RunOptions(source=str(video), lead_in_s=lead_in_s)
        mailbox = Mailbox()
        feed, name = wiring.make_feed(options, config.settings)
        recognizer = self.recognizer(options, config)
        actuator = self.actuator(options, config, mailbox)
        estimator = self.estimator(config)  # last: the largest, and nothing after it can fail
        names = (name, "virtual desktop", purpose)
        return AppParts(feed, estimator, recognizer, Binder(config), actuator, mailbox=mailbox, names=names)


@dataclass(frozen=True, slots=True)
class DemoClip:
    """A video and what it shows. `origin` says who made the gestures; the first frame stands for `lead_in_s`."""

    path: Path
    steps: tuple[DemoStep, ...]
    origin: str
    lead_in_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Played:
    """What came of a clip."""

    clip: DemoClip
    outcomes: tuple[Outcome, ...]
    seen: Sightings


class DemoStage:
    """A virtual desktop with a film camera before it; the desktop must have been entered."""

    def __init__(
        self,
        desk: VirtualDesktop,
        config: Config,
        writer: FilmWriter,
        output_dir: Path,
        crew: Crew,
    ) -> None:
        self._desk = desk
        self._config = config
        self._writer = writer
        self._output_dir = output_dir
        self._crew = crew
        self._shown = 0

    def play(self, clip: DemoClip) -> Played:
        """Run the daemon on the clip from its first frame to its last.

        Raises DemoError when the run ended before the clip, KeyboardInterrupt after Ctrl-C, and whatever ends
        a run of the daemon.
        """
        seen, view, shown = Sightings(), CameraView(), self._shown
        self._shown += len(clip.steps)
        app = self._make_app(clip, seen, view)
        with closing(XWindows()) as windows:
            watch = DesktopWatch(self._desk.page, lambda: _listed(windows), seen)
            film = DemoFilm(self._desk.screenshot, view, clip.steps, seen, self._writer, self._output_dir, shown=shown)
            with watch, film:
                code = app.run()
        if code == ExitCode.INTERRUPTED:
            raise KeyboardInterrupt
        if view.latest is None or view.latest[0] < clip.steps[-1].end_s:
            raise DemoError("the demonstration was stopped before its end")
        return Played(clip, judge(clip.steps, seen), seen)

    def _make_app(self, clip: DemoClip, seen: Sightings, view: CameraView) -> App:
        parts = self._crew.parts(clip.path, clip.lead_in_s, self._config, "the demonstration")
        app = App(
            dataclasses.replace(
                parts,
                on_done=seen.actions.append,
                on_error=lambda bound, error: seen.failures.append((bound, f"failed: {error}")),
            )
        )
        app.listeners.append(FocusCues(lambda: app.outlet, cues_for(clip.steps, seen, BROWSER)))
        app.add_preview([view])
        return app


@contextmanager
def entered_with_models(desk: VirtualDesktop) -> Iterator[None]:
    """Enter the desktop, but keep the user's models: its private folders would hide them."""
    desk.env[_DATA_DIR_VARIABLE] = str(models_dir().parent)
    with desk.entered():
        yield


def _listed(windows: XWindows) -> Windows:
    return frozenset((window.id, window.app) for window in windows.all())
