"""Tells the user when rules were refused, and when they are good again; nothing else."""

from __future__ import annotations

from collections.abc import Callable

from gesturectl.errors import GesturectlError

MAX_BODY = 400
"""Characters: a notification is no place for a whole report."""


class ReloadNews:
    """Notifies of changes only: the same mistake is told once."""

    def __init__(self, notify: Callable[[str, str], object]) -> None:
        self._notify = notify
        self._told = ""

    def __call__(self, error: GesturectlError | None) -> None:
        """Take notice of how a reload went."""
        problem = "" if error is None else str(error)
        before, self._told = self._told, problem
        if problem and problem != before:
            body = problem if len(problem) <= MAX_BODY else problem[: MAX_BODY - 1] + "…"
            self._notify("gestures.yaml was not taken: the rules from before stay", body)
        elif before and not problem:
            self._notify("gestures.yaml is right again", "The new rules are in force.")
