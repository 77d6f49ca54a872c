"""The rules that are in force: the file they are from, what it says, and what of it waits for the next start."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from gesturectl.control.binder import Binder
from gesturectl.daemon.pipeline import Binds, Recognizes
from gesturectl.domain.settings import Config

log = logging.getLogger(__name__)

AT_START_ONLY = (
    "source, mirrored, hand_size, body, attention, distance and failsafe_corner change with the next start only"
)


class RuleBook:
    """Reads gestures.yaml again when asked. One thread reads; any may look at `config`."""

    def __init__(
        self,
        config: Config,
        read: Callable[[], Config],
        recognizer_for: Callable[[Config], Recognizes],
    ) -> None:
        """`config` is what the daemon was started with; `read` reads the file as it is now, or raises."""
        self._started_with = config
        self._read = read
        self._recognizer_for = recognizer_for
        self.config = config

    @property
    def path(self) -> Path:
        """The file that the rules in force are from."""
        return Path(self.config.origin)

    def fresh(self) -> tuple[Recognizes, Binds]:
        """Return recognizer and binder by the file as it is now. Raises ConfigError, ModelError; nothing changes then.

        What was opened at the start stays open.
        """
        config = self._read()
        if devices(config) != devices(self._started_with):
            log.warning(AT_START_ONLY)
        recognizer = self._recognizer_for(config)
        self.config = config
        return recognizer, Binder(config)

    def facts(self) -> Mapping[str, Any]:
        """Return what is worth telling of the rules in force."""
        facts: dict[str, Any] = {"file": self.config.origin, "rules": len(self.config.bindings)}
        if devices(self.config) != devices(self._started_with):
            facts["note"] = AT_START_ONLY
        return facts


def devices(config: Config) -> tuple[object, ...]:
    """Return what of the settings is opened once, at the start."""
    settings = config.settings
    seen = settings.source, settings.mirrored, settings.hand_size, config.needs_body, settings.attention
    return *seen, settings.distance, settings.failsafe_corner
