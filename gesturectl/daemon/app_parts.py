"""What one run of the daemon is made of."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from gesturectl.daemon.choices import no_other_source
from gesturectl.daemon.feed import Feed
from gesturectl.daemon.gates import Gates
from gesturectl.daemon.hearing import Listener
from gesturectl.daemon.latency import ActionTiming, Clock
from gesturectl.daemon.mailbox import Mailbox
from gesturectl.daemon.outlet import Performs, report_error
from gesturectl.daemon.pipeline import Binds, Estimates, Recognizes
from gesturectl.daemon.rule_book import RuleBook
from gesturectl.domain.binding import BoundAction
from gesturectl.domain.settings import Config
from gesturectl.vision.source import Source

ErrorReport = Callable[[BoundAction, Exception], None]


@dataclass(frozen=True)
class AppParts:
    """Everything a run needs from outside.

    threaded     the engine and the actuator in threads of their own; without, all goes in step
    rules        the file of the rules, which is read again for a reload;  fresh_rules: a reload without a file
    source_for   gives another source by what `--source` takes, or raises SourceError
    duration_s   ends the run by the source's time
    names        source, backend, why that
    """

    feed: Feed
    estimator: Estimates | None
    recognizer: Recognizes
    binder: Binds
    actuator: Performs
    mailbox: Mailbox = field(default_factory=Mailbox)
    listeners: Sequence[Listener] = ()
    threaded: bool = True
    fresh_rules: Callable[[], tuple[Recognizes, Binds]] | None = None
    rules: RuleBook | None = None
    gates: Gates = field(default_factory=Gates)
    source_for: Callable[[str], Source] = no_other_source
    on_done: Callable[[ActionTiming], None] = lambda timing: None
    on_error: ErrorReport = report_error
    duration_s: float | None = None
    names: tuple[str, str, str] = ("", "", "")
    clock: Clock = time.monotonic

    @property
    def rebuilt(self) -> Callable[[], tuple[Recognizes, Binds]] | None:
        """What builds recognizer and binder anew; None where nothing can."""
        return self.rules.fresh if self.rules else self.fresh_rules

    @property
    def config(self) -> Config:
        """The rules in force."""
        return self.rules.config if self.rules else Config()
