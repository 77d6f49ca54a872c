"""The daemon: puts the parts together, starts the threads, waits, and leaves nothing pressed."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from typing import Any

from gesturectl.daemon.action_desk import ActionDesk
from gesturectl.daemon.app_facts import AppFacts
from gesturectl.daemon.app_parts import AppParts
from gesturectl.daemon.crash import Crash
from gesturectl.daemon.engine import Engine
from gesturectl.daemon.engine_parts import EngineParts
from gesturectl.daemon.hearing import Listener
from gesturectl.daemon.history import History
from gesturectl.daemon.latency import StageTimes
from gesturectl.daemon.listeners import ActivityLog
from gesturectl.daemon.outlet import Outlet
from gesturectl.daemon.pipeline import Binds, Pipeline, Recognizes
from gesturectl.daemon.pointer_stage import PointerStage
from gesturectl.daemon.preview_desk import PreviewDesk
from gesturectl.daemon.reload_thread import ReloadThread
from gesturectl.daemon.rule_wishes import RuleMeans
from gesturectl.daemon.show import Preview, Screen, WindowScreen
from gesturectl.daemon.signals import caught_signals
from gesturectl.daemon.thrift import Thrift
from gesturectl.daemon.told import Told
from gesturectl.daemon.why_silent import why_silent
from gesturectl.domain.action import ControlVerb
from gesturectl.domain.event import GestureEvent
from gesturectl.domain.status import State, Status
from gesturectl.errors import ExitCode, GesturectlError

log = logging.getLogger(__name__)

WAIT_S = 0.1
"""How often the main thread looks whether the engine still runs while it has no window to feed."""
WINDOW_WAIT_S = 0.01


class App:
    """One run of the daemon, from the parts to the exit code.

    Live sources and files at their own pace: the engine and the actuator have threads of their own, the main thread
    waits for signals and shows the window. Fast pace: everything happens in the main thread, in step.
    """

    def __init__(self, parts: AppParts) -> None:
        self.parts = parts
        self.mailbox, self.feed, self.source_for = parts.mailbox, parts.feed, parts.source_for
        self._times = StageTimes(parts.clock)
        self._crash = Crash()
        self.on_state: Told[[State, str]] = Told()
        self.on_profile: Told[[str]] = Told()
        self.on_reload: Told[[GesturectlError | None]] = Told()
        self.history = History(self._why_silent, self._explained, rules=self._rules_of, clock=parts.clock)
        self.preview = PreviewDesk()
        self._desk = ActionDesk(parts, self._times, self.history.outcome, self._crashed)
        self.on_failure = self._desk.on_failure
        self._reloading = self._make_reload_thread() if parts.threaded and parts.rebuilt else None
        self.listeners: list[Listener] = []
        self._engine = self._make_engine()
        self._facts = AppFacts(parts, self._engine, self._desk, self._times)
        own: list[Listener] = [self._facts.latest, self._facts.hands_in_view, ActivityLog(), self.history]
        self.listeners += [*own, *parts.listeners]
        if parts.threaded:
            self.listeners.append(Thrift(parts.feed, parts.estimator))
            self.listeners.append(self.preview.fed_by(self._explained, self._facts.figures))

    def _make_engine(self) -> Engine:
        parts = self.parts
        means = RuleMeans(
            reload=self._reloaded if parts.rebuilt else None,
            reload_elsewhere=self._reloading.ask if self._reloading else None,
            trials=self._desk.trials,
            undoing=self._desk.undoing,
            on_profile=self.on_profile,
        )
        pipeline = self._pipeline_of(parts.recognizer, parts.binder)
        made = EngineParts(
            parts.feed,
            pipeline,
            self.outlet,
            self.listeners,
            self.mailbox,
            means,
            parts.gates,
            on_state=self.on_state,
            duration_s=parts.duration_s,
            clock=parts.clock,
        )
        return Engine(made)

    @property
    def pipeline(self) -> Pipeline:
        """The stages in force."""
        return self._engine.pipeline

    @property
    def outlet(self) -> Outlet:
        """Where actions go."""
        return self._desk.outlet

    def status(self) -> Status:
        """Return how the daemon is doing."""
        return self._facts.status()

    def why(self) -> dict[str, Any]:
        """Return what the last gestures did, and why they did nothing."""
        return self._facts.why() | self.history.as_json()

    def choices(self) -> dict[str, Any]:
        """Return what can be chosen while it runs."""
        return self._facts.choices(preview=self.preview.shown)

    def add_preview(self, screens: Sequence[Screen], *, window: Any = None) -> None:
        """Draw every frame for `screens`, and for a preview.window.PreviewWindow."""
        wanted = list(screens)
        if window is not None and self.parts.threaded:
            self.preview.keep(window)
        elif window is not None:
            wanted.append(WindowScreen(window, on_closed=lambda: self.mailbox.put(ControlVerb.STOP)))
        if wanted:
            self.listeners.append(Preview(tuple(wanted), explain=self._explained, figures=self._facts.figures))

    def run(self) -> int:
        """Run to the end and return the exit code; raises what ended it unless that was asked for."""
        with caught_signals(self.mailbox) as caught:
            try:
                if self.parts.threaded:
                    self._run_in_threads()
                else:
                    self._run_and_close()
            finally:
                self.outlet.close()
        log.info("%s", self.status().line())
        self._crash.raise_again()
        return int(ExitCode.INTERRUPTED if caught.interrupted else ExitCode.OK)

    def _run_in_threads(self) -> None:
        self._desk.start()
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
            if self.parts.estimator is not None:
                self.parts.estimator.close()

    def _crashed(self, error: BaseException) -> None:
        self._crash.note(error)
        self.mailbox.put(ControlVerb.STOP)

    def _make_reload_thread(self) -> ReloadThread:
        facts = self.parts.rules.facts if self.parts.rules else dict
        return ReloadThread(self._reloaded, self.mailbox.put, facts=facts, on_result=self.on_reload)

    def _reloaded(self) -> Pipeline:
        assert self.parts.rebuilt is not None
        return self._pipeline_of(*self.parts.rebuilt())

    def _pipeline_of(self, recognizer: Recognizes, binder: Binds) -> Pipeline:
        settings = self.parts.config.settings.pointer if self.parts.rules else None
        stages = self.parts.estimator, recognizer, binder
        around, point = self.parts.gates.surroundings, PointerStage(settings)
        return Pipeline(*stages, surroundings=around, pointer=point, times=self._times, clock=self.parts.clock)

    def _why_silent(self, event: GestureEvent) -> str:
        return why_silent(event, self._engine, self.parts.gates)

    def _rules_of(self, gesture: str) -> Any:
        return getattr(self.pipeline.binder, "rules_of", lambda _: ())(gesture)

    def _explained(self) -> tuple[Any, ...]:
        """Return what the recognizer reads now, if it can tell."""
        readings: tuple[Any, ...] = getattr(self.pipeline.recognizer, "explain", tuple)()
        return readings
