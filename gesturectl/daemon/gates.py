"""When gestures are not meant: the screen is locked, the user is at keyboard or mouse."""

from __future__ import annotations

import time
from collections.abc import Callable

from gesturectl.daemon.injections import Injections
from gesturectl.daemon.latency import Clock
from gesturectl.domain.settings import Settings
from gesturectl.domain.situation import Surroundings


class Gates:
    """What the surroundings say against gestures. Asked by the engine's thread with every frame: it only looks."""

    def __init__(
        self,
        surroundings: Callable[[], Surroundings] = Surroundings,
        settings: Callable[[], Settings] = Settings,
        *,
        injections: Injections | None = None,
        clock: Clock = time.monotonic,
    ) -> None:
        """`settings` are those in force; `injections` is told of the input that gesturectl itself sends."""
        self.injections = injections or Injections(clock)
        self.surroundings = surroundings
        self._settings = settings
        self._clock = clock
        self.hush = ""
        """Why somebody wants no gesture to begin; "" if nobody does."""
        self.clutch_held: Callable[[], bool] = lambda: False
        """Whether the key of the user's clutch is held down."""

    @property
    def locked(self) -> str:
        """Why the screen counts as locked; "" while it is not."""
        return self.surroundings().locked

    @property
    def quiet(self) -> str:
        """Why no gesture may begin now; "" if any may."""
        if self.hush:
            return self.hush
        quiet_s, touched_s = self._settings().quiet_while_typing_s, self.surroundings().touched_s
        if not quiet_s or touched_s is None:
            return ""
        ago_s = self._clock() - touched_s
        if ago_s >= quiet_s:
            return ""
        return f"keyboard or mouse was used {max(0.0, ago_s):.1f} s ago (quiet_while_typing_s: {quiet_s:g})"

    @property
    def why(self) -> str:
        """Why nothing may begin now; "" if it may."""
        return self.locked or self.quiet
