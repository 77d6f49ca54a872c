"""Recording: source and estimator only; nothing is recognised and nothing acted on."""

from __future__ import annotations

import dataclasses
from contextlib import ExitStack
from pathlib import Path

from gesturectl.daemon import wiring
from gesturectl.daemon.app import App
from gesturectl.daemon.app_parts import AppParts
from gesturectl.daemon.listeners import RecordingTap
from gesturectl.daemon.mailbox import Mailbox
from gesturectl.daemon.options import RunOptions
from gesturectl.daemon.start import add_pictures, closed_unless_made
from gesturectl.domain.binding import BoundAction
from gesturectl.domain.event import GestureEvent
from gesturectl.domain.observation import Observation
from gesturectl.domain.situation import ANYWHERE, DEFAULT_PROFILE, Situation
from gesturectl.storage.recording import RecordingWriter


class RecognizesNothing:
    """A recognizer for runs that only look."""

    def step(self, observation: Observation) -> tuple[GestureEvent, ...]:
        """Return nothing."""
        return ()

    def cancel(self, t: float, seq: int) -> tuple[GestureEvent, ...]:
        """Return nothing."""
        return ()

    def finish(self, t: float, seq: int) -> tuple[GestureEvent, ...]:
        """Return nothing."""
        return ()


class BindsNothing:
    """A binder without rules."""

    can_wake = False
    profiles = (DEFAULT_PROFILE,)

    def bind(
        self, event: GestureEvent, *, paused: bool = False, situation: Situation = ANYWHERE
    ) -> tuple[BoundAction, ...]:
        """Return nothing."""
        return ()

    def tick(self, t: float, seq: int) -> tuple[BoundAction, ...]:
        """Return nothing."""
        return ()

    def forget_waiting(self) -> None:
        """Do nothing."""

    def release(self, t: float, seq: int) -> tuple[BoundAction, ...]:
        """Return nothing."""
        return ()


def run_record(out: Path, options: RunOptions) -> tuple[int, int]:
    """Record what `options` look at into `out`; return the exit code and the number of observations.

    Raises SourceError, ModelError. The body is looked for as in a run, so that a replay fires what a run would.
    """
    options = dataclasses.replace(options, dry_run=True)
    config = wiring.read_config(options)
    wiring.set_log_level(config.settings)
    mailbox = Mailbox()
    with ExitStack() as stack:
        feed, name = wiring.make_feed(options, config.settings)
        estimator = wiring.make_estimator(config)
        with closed_unless_made(estimator):
            writer = stack.enter_context(RecordingWriter(out, source=name))
            app = App(
                AppParts(
                    feed,
                    estimator,
                    RecognizesNothing(),
                    BindsNothing(),
                    wiring.make_actuator(options, config.settings, mailbox)[0],
                    mailbox=mailbox,
                    threaded=not options.fast,
                    duration_s=options.duration_s,
                    names=(name, "", ""),
                )
            )
            app.listeners.append(RecordingTap(writer))
            add_pictures(app, options, bool(options.preview), stack)
        return app.run(), writer.count
