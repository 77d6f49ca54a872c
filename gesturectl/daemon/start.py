"""From options to a run: makes every part, runs the app, finishes what was written."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from gesturectl.control.binder import Binder
from gesturectl.daemon import wiring
from gesturectl.daemon.app import App
from gesturectl.daemon.app_parts import AppParts, ErrorReport
from gesturectl.daemon.control import controlled
from gesturectl.daemon.feedback import told_to_user
from gesturectl.daemon.file_watch import FileWatch
from gesturectl.daemon.first_run import tour_given
from gesturectl.daemon.gates import Gates
from gesturectl.daemon.hearing import Listener
from gesturectl.daemon.hotkeys import hotkeys_heard
from gesturectl.daemon.latency import ActionTiming
from gesturectl.daemon.listeners import RecordingTap
from gesturectl.daemon.log_file import kept_log
from gesturectl.daemon.mailbox import Mailbox
from gesturectl.daemon.options import RunOptions
from gesturectl.daemon.outlet import report_error
from gesturectl.daemon.pipeline import Estimates
from gesturectl.daemon.residence import residence
from gesturectl.daemon.rule_book import RuleBook
from gesturectl.daemon.show import Screen, VideoScreen
from gesturectl.daemon.tray_process import tray_shown
from gesturectl.desktop.notifications import Notifications
from gesturectl.domain.settings import Config
from gesturectl.errors import GesturectlError
from gesturectl.storage.recording import RecordingWriter

log = logging.getLogger(__name__)


def has_terminal() -> bool:
    """Tell whether somebody reads what we print."""
    return sys.stderr is not None and sys.stderr.isatty()


def run_app(
    options: RunOptions,
    *,
    listeners: Callable[[Mailbox], Sequence[Listener]] = lambda mailbox: (),
    on_done: Callable[[ActionTiming], None] = lambda timing: None,
    on_error: ErrorReport = report_error,
) -> int:
    """Make every part as `options` and gestures.yaml say, run, and return the exit code. Raises GesturectlError."""
    with ExitStack() as stack:
        if options.acts:
            stack.enter_context(kept_log())
            stack.enter_context(end_told(Notifications().show))
        folder = stack.enter_context(residence()) if options.acts else None
        watch = FileWatch(lambda: wiring.config_path(options))
        config = wiring.read_config(options)
        wiring.set_log_level(config.settings)
        book = wiring.make_rule_book(options, config)
        gates = stack.enter_context(wiring.watched_gates(options, lambda: book.config.settings))
        parts = make_parts(options, config, book, gates)
        with closed_unless_made(parts.estimator):
            app = App(replace(parts, listeners=listeners(parts.mailbox), on_done=on_done, on_error=on_error))
            if options.record is not None:
                writer = RecordingWriter(options.record, source=parts.names[0])
                app.listeners.append(RecordingTap(stack.enter_context(writer)))
            window = config.settings.preview and options.recording is None  # a replay has no pictures
            add_pictures(app, options, window, stack)
            if folder is not None:
                keep_company(app, folder, options, book, gates, watch, stack)
        return app.run()


def make_parts(options: RunOptions, config: Config, book: RuleBook, gates: Gates) -> AppParts:
    """Make what a run needs from outside; nothing is left open when one cannot be had. Raises GesturectlError."""
    mailbox = Mailbox()
    feed, source_name = wiring.make_feed(options, config.settings)
    recognizer = wiring.make_recognizer(options, config)
    estimator = None if options.recording else wiring.make_estimator(config)
    with closed_unless_made(estimator):
        actuator, backend, why = wiring.make_actuator(options, config.settings, mailbox)
    log.info("source %s, backend %s (%s)", source_name, backend, why)
    return AppParts(
        feed,
        estimator,
        recognizer,
        Binder(config),
        actuator,
        mailbox=mailbox,
        threaded=not options.fast,
        rules=book,
        gates=gates,
        source_for=lambda spec: wiring.open_spec(spec, options, config.settings),
        duration_s=options.duration_s,
        names=(source_name, backend, why),
    )


@contextmanager
def closed_unless_made(estimator: Estimates | None) -> Iterator[None]:
    """Close the estimator when the making of the other parts fails. Once the app runs, the app closes it."""
    try:
        yield
    except BaseException:
        if estimator is not None:
            estimator.close()
        raise


@contextmanager
def end_told(notify: Callable[[str, str], object], *, attended: Callable[[], bool] = has_terminal) -> Iterator[None]:
    """Notify of what ends the run where no terminal shows it: started at login, it would only be gone."""
    try:
        yield
    except GesturectlError as error:
        if not attended():
            notify("gesturectl has ended", f"{error}. {error.remedy}" if error.remedy else str(error))
        raise


def keep_company(
    app: App, folder: Path, options: RunOptions, book: RuleBook, gates: Gates, watch: FileWatch, stack: ExitStack
) -> None:
    """Add what the gesturectl that acts has besides: feedback, its control, hotkeys, the tray icon, the tour."""
    feedback = stack.enter_context(told_to_user(app, folder, lambda: book.config, quiet=lambda: gates.quiet))
    stack.enter_context(controlled(app, folder, watch=watch, notify=feedback.note))
    stack.enter_context(hotkeys_heard(app, lambda: book.config.settings, gates))
    if options.tour:
        stack.enter_context(tour_given(app, gates, fps=lambda: app.feed.stats().fps))
    if options.tray:
        stack.enter_context(tray_shown(folder))


def add_pictures(app: App, options: RunOptions, window: bool, stack: ExitStack) -> None:
    """Add video and window; `stack` finishes them when the run ends, however it ends."""
    screens: list[Screen] = []
    if options.render is not None:
        from gesturectl.preview.video import VideoFileWriter

        video = VideoFileWriter(options.render)
        stack.callback(video.close)
        screens.append(VideoScreen(video))
    shown = None
    if window:
        from gesturectl.preview.window import PreviewWindow

        shown = PreviewWindow()
        stack.callback(shown.close)
    if screens or shown is not None:
        app.add_preview(screens, window=shown)
