"""What ended a thread, kept until it can be raised where it is heard."""

from __future__ import annotations


class Crash:
    """The first thing that went wrong in any thread."""

    def __init__(self) -> None:
        self._error: BaseException | None = None

    def note(self, error: BaseException) -> None:
        """Keep it, unless there is one already."""
        self._error = self._error or error

    def raise_again(self) -> None:
        """Raise it if there is one."""
        if isinstance(self._error, Exception):
            raise self._error
        if self._error is not None:  # a library called sys.exit: that ends a thread, and must not pass as success
            raise RuntimeError(f"a thread ended by itself: {self._error!r}") from self._error
