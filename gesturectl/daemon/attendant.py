"""A thread that accompanies something for as long as a `with` block lasts."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from types import TracebackType
from typing import Self


class Attendant(ABC):
    """Takes its turn again and again, in a thread of its own, from entering to leaving the context.

    Leaving raises the error that ended it early, unless another error is on its way: who has seen nothing because it
    failed must not look like one who saw that nothing happened.
    """

    def __init__(self, name: str) -> None:
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._attend, name=name, daemon=True)
        self._error: Exception | None = None

    @abstractmethod
    def turn(self) -> None:
        """Do what is due and wait for the next time, at most a moment: `rest` does so."""

    def begin(self) -> None:  # noqa: B027 - not all have something to do
        """Do what must be done before the thread starts, in the caller's own."""

    def rest(self, seconds: float) -> None:
        """Wait in the thread, until the context is left at the latest."""
        self._stop.wait(max(0.0, seconds))

    def __enter__(self) -> Self:
        self.begin()
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._thread.join()
        if self._error is not None and error is None:
            raise self._error

    def _attend(self) -> None:
        try:
            self.turn()  # at least once, however short the block
            while not self._stop.is_set():
                self.turn()
        except Exception as error:  # noqa: BLE001 - the top of a thread; told on leaving
            self._error = error
