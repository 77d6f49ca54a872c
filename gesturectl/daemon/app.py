"""The daemon: makes the parts, starts the threads, waits, and leaves nothing pressed."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

from gesturectl.daemon.actuator_thread import ActuatorThread
from gesturectl.daemon.choices import choices_of, no_other_source
from gesturectl.daemon.crash import Crash
from gesturectl.daemon.engine import Engine
from gesturectl.daemon.engine_facts import engine_facts
from gesturectl.daemon.feed import Feed
from gesturectl.daemon.gates import Gates
from gesturectl.daemon.hearing import Listener
from gesturectl.daemon.history import History
from gesturectl.daemon.latency import ActionTiming, Clock, StageTimes
from gesturectl.daemon.listeners import ActivityLog, HandsInView, LatestEvents
from gesturectl.daemon.mailbox import Mailbox
from gesturectl.daemon.order import Order
from gesturectl.daemon.outlet import ActionBarrier, InlineOutlet, Outlet, Performs, report_error
from gesturectl.daemon.pipeline import Binds, Estimates, Pipeline, Recognizes
from gesturectl.daemon.pointer_stage import PointerStage
from gesturectl.daemon.preview_desk import PreviewDesk
from gesturectl.daemon.reload_thread import ReloadThread
from gesturectl.daemon.rule_book import RuleBook
from gesturectl.daemon.show import Preview, Screen, WindowScreen
from gesturectl.daemon.signals import caught_signals
from gesturectl.daemon.thrift import Thrift
from gesturectl.daemon.told import Told
from gesturectl.daemon.trial import Trials
from gesturectl.daemon.undoing import Undoing
from gesturectl.daemon.versions import versions
from gesturectl.daemon.why_silent import why_silent
from gesturectl.desktop.backend import FailsafePause
from gesturectl.domain.action import ControlVerb
from gesturectl.domain.binding import BoundAction
from gesturectl.domain.event import GestureEvent
from gesturectl.domain.settings import Config
from gesturectl.domain.status import State, Status
from gesturectl.errors import ExitCode, GesturectlError
from gesturectl.vision.source import Source

log = logging.getLogger(__name__)

WAIT_S = 0.1
"""How often the main thread looks whether the engine still runs while it has no window to feed."""
WINDOW_WAIT_S = 0.01
ErrorReport = Callable[[BoundAction, Exception], None]


class App:
    """One run of the daemon, from the parts to the exit code.

    Live sources and files at their own pace: the engine and the actuator have threads of their own, the main thread
    waits for signals and shows the window. Fast pace: everything happens in the main thread, in step.
    """

    def __init__(
        self,
        feed: Feed,
        estimator: Estimates | None,
        recognizer: Recognizes,
        binder: Binds,
        actuator: Performs,
        *,
        mailbox: Mailbox | None = None,
        listeners: Sequence[Listener] = (),
        threaded: bool = True,
        fresh_rules: Callable[[], tuple[Recognizes, Binds]] | None = None,
        rules: RuleBook | None = None,
        gates: Gates | None = None,
        source_for: Callable[[str], Source] | None = None,
        on_done: Callable[[ActionTiming], None] | None = None,
        on_error: ErrorReport = report_error,
        duration_s: float | None = None,
        names: tuple[str, str, str] = ("", "", ""),
        clock: Clock = time.monotonic,
    ) -> None:
        """`names`: source, backend, why that.

        source_for   gives another source by what `--source` takes
        fresh_rules  builds recognizer and binder anew for a reload; `rules` does that and knows the file besides
        """
        self.mailbox = mailbox or Mailbox()
        self._names = names
        self._clock = clock
        self._times = StageTimes(clock)
        self._estimator = estimator
        self._rules = rules
        self.source_for = source_for or no_other_source
        """Gives another source to look at instead of the present one, or raises SourceError."""
        self._fresh_rules = rules.fresh if rules else fresh_rules
        self._actuator = actuator
        self._started_s = clock()
        self.on_state: Told[[State, str]] = Told()
        self.on_profile: Told[[str]] = Told()
        self.on_reload: Told[[GesturectlError | None]] = Told()
        self.on_failure: Told[[BoundAction, Exception]] = Told([on_error])
        self._trials = Trials(lambda: rules.config) if rules else None
        self._undoing = Undoing()
        self._gates = gates or Gates(clock=clock)
        self.history = History(
            self._why_silent,
            self._explained,
            rules=lambda gesture: getattr(self.pipeline.binder, "rules_of", lambda _: ())(gesture),
            clock=clock,
        )
        self.feed = feed
        self._on_done = on_done
        self._crash = Crash()
        self._latest = LatestEvents()
        self._hands_in_view = HandsInView(clock)
        self.preview = PreviewDesk()
        self._last_error = ""
        self.outlet = self._make_outlet(actuator, threaded)
        self._threaded = threaded
        self.listeners: list[Listener] = [self._latest, self._hands_in_view, ActivityLog(), self.history, *listeners]
        if threaded:
            self.listeners.append(Thrift(feed, estimator))
            self.listeners.append(self.preview.fed_by(self._explained, self._figures))
        self._reloading = self._make_reload_thread() if threaded and self._fresh_rules else None
        self._engine = Engine(
            feed,
            self._pipeline_of(recognizer, binder),
            self.outlet,
            self.listeners,
            self.mailbox,
            reload=self._reloaded if self._fresh_rules else None,
            reload_elsewhere=self._reloading.ask if self._reloading else None,
            trials=self._trials,
            undoing=self._undoing,
            gates=self._gates,
            on_state=self.on_state,
            on_profile=self.on_profile,
            duration_s=duration_s,
            clock=clock,
        )

    @property
    def pipeline(self) -> Pipeline:
        """The stages in force."""
        return self._engine.pipeline

    def status(self) -> Status:
        """Return how the daemon is doing."""
        source, backend, reason = self._names
        return Status(
            source=self.feed.name or source,
            backend=backend,
            backend_reason=reason,
            dropped=self.feed.stats().dropped,
            latency=self._times.percentiles(),
            attention=getattr(self._estimator, "attention", ""),
            ran=getattr(self._estimator, "ran", {}),
            last_events=self._latest.lines,
            last_error=self._engine.last_error or self._last_error,
            hands_in_view=bool(self._hands_in_view),
            source_problem=getattr(self.feed.stats(), "problem", ""),
            held=tuple(getattr(self._actuator, "held", ())),
            config=self._rules.config.origin if self._rules else "",
            uptime_s=self._clock() - self._started_s,
            pid=os.getpid(),
            versions=versions(),
            **engine_facts(self._engine, self._gates),
        )

    def why(self) -> dict[str, Any]:
        """Return what the last gestures did, and why they did nothing."""
        state = {"state": self._engine.state.value, "pause_why": self._engine.pause_why, "gate": self._gates.why}
        state["pointer"] = self.pipeline.pointer.state
        return state | {"off": sorted(self._engine.off)} | self.history.as_json()

    def choices(self) -> dict[str, Any]:
        """Return what can be chosen while it runs."""
        config = self._rules.config if self._rules else Config()
        return choices_of(config, self.status().source, preview=self.preview.shown)

    def add_preview(self, screens: Sequence[Screen], *, window: Any = None) -> None:
        """Draw every frame for `screens`, and for a preview.window.PreviewWindow."""
        wanted = list(screens)
        if window is not None and self._threaded:
            self.preview.keep(window)
        elif window is not None:
            wanted.append(WindowScreen(window, on_closed=lambda: self.mailbox.put(ControlVerb.STOP)))
        if wanted:
            self.listeners.append(Preview(tuple(wanted), explain=self._explained, figures=self._figures))

    def run(self) -> int:
        """Run to the end and return the exit code; raises what ended it unless that was asked for."""
        with caught_signals(self.mailbox) as caught:
            try:
                if self._threaded:
                    self._run_in_threads()
                else:
                    self._run_and_close()
            finally:
                self.outlet.close()
        log.info("%s", self.status().line())
        self._crash.raise_again()
        return int(ExitCode.INTERRUPTED if caught.interrupted else ExitCode.OK)

    def _run_in_threads(self) -> None:
        assert isinstance(self.outlet, ActuatorThread)
        self.outlet.start()
        if self._reloading is not None:
            self._reloading.start()
        engine = threading.Thread(target=self._run_engine, name="engine", daemon=True)
        engine.start()
        try:
            while engine.is_alive():
                if not self.preview.turn():
                    self.mailbox.put(ControlVerb.STOP)
                engine.join(WINDOW_WAIT_S if self.preview.shown else WAIT_S)
        finally:
            self.mailbox.put(ControlVerb.STOP)
            engine.join(2.0)
            self.preview.close()
            if self._reloading is not None:
                self._reloading.close()

    def _run_engine(self) -> None:
        """Top of the engine's thread."""
        try:
            self._run_and_close()
        except BaseException as error:  # noqa: BLE001 - the top of a thread: raised again by `run`
            self._crashed(error)

    def _run_and_close(self) -> None:
        """Run the engine; who used the estimator closes it, for it must not be closed while it looks."""
        try:
            self._engine.run()
        finally:
            if self._estimator is not None:
                self._estimator.close()

    def _crashed(self, error: BaseException) -> None:
        self._crash.note(error)
        self.mailbox.put(ControlVerb.STOP)

    def _make_outlet(self, actuator: Performs, threaded: bool) -> Outlet:
        told = [self.history.outcome, self._undoing.outcome, *([self._trials.outcome] if self._trials else [])]
        barrier = ActionBarrier(
            actuator,
            on_done=self._done,
            on_error=self._failed,
            on_outcome=Told(told),
            injections=self._gates.injections,
            clock=self._clock,
        )
        return ActuatorThread(barrier, on_crash=self._crashed) if threaded else InlineOutlet(barrier)

    def _done(self, timing: ActionTiming) -> None:
        self._times.add("act", timing.done_s - timing.started_s)
        if self._on_done is not None:
            self._on_done(timing)

    def _failed(self, bound: BoundAction, error: Exception) -> None:
        self._last_error = str(error)
        if isinstance(error, FailsafePause):
            self.mailbox.put(Order(ControlVerb.PAUSE, by="the pointer was in a corner of the screen"))
        self.on_failure(bound, error)

    def _make_reload_thread(self) -> ReloadThread:
        facts = self._rules.facts if self._rules else dict
        return ReloadThread(self._reloaded, self.mailbox.put, facts=facts, on_result=self.on_reload)

    def _reloaded(self) -> Pipeline:
        assert self._fresh_rules is not None
        return self._pipeline_of(*self._fresh_rules())

    def _pipeline_of(self, recognizer: Recognizes, binder: Binds) -> Pipeline:
        settings = self._rules.config.settings.pointer if self._rules else None
        stages = self._estimator, recognizer, binder
        around, point = self._gates.surroundings, PointerStage(settings)
        return Pipeline(*stages, surroundings=around, pointer=point, times=self._times, clock=self._clock)

    def _why_silent(self, event: GestureEvent) -> str:
        return why_silent(event, self._engine, self._gates)

    def _explained(self) -> tuple[Any, ...]:
        """Return what the recognizer reads now, if it can tell."""
        readings: tuple[Any, ...] = getattr(self.pipeline.recognizer, "explain", tuple)()
        return readings

    def _figures(self) -> tuple[float, int]:
        return self._engine.fps, self.feed.stats().dropped
