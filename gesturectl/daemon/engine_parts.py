"""What an engine is made of."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from gesturectl.daemon.feed import Feed
from gesturectl.daemon.gates import Gates
from gesturectl.daemon.hearing import Listener
from gesturectl.daemon.latency import Clock
from gesturectl.daemon.mailbox import Mailbox
from gesturectl.daemon.outlet import Outlet
from gesturectl.daemon.pipeline import Pipeline
from gesturectl.daemon.rule_wishes import RuleMeans
from gesturectl.domain.status import State


@dataclass(frozen=True)
class EngineParts:
    """Everything an engine needs from outside.

    listeners   may grow while it runs
    means       how orders about rules are carried out
    gates       what says that gestures are not meant now
    on_state    is told of every change of the state, and of the reason of a pause
    duration_s  ends the run by the source's time
    """

    feed: Feed
    pipeline: Pipeline
    outlet: Outlet
    listeners: Sequence[Listener]
    mailbox: Mailbox
    means: RuleMeans = field(default_factory=RuleMeans)
    gates: Gates = field(default_factory=Gates)
    on_state: Callable[[State, str], None] = lambda state, why: None
    duration_s: float | None = None
    clock: Clock = time.monotonic
