"""The thread that builds new rules while the engine goes on with the old ones."""

from __future__ import annotations

import dataclasses
import logging
import queue
import threading
from collections.abc import Callable, Mapping
from typing import Any

from gesturectl.daemon.order import Order, Swap
from gesturectl.daemon.pipeline import Pipeline
from gesturectl.errors import GesturectlError

log = logging.getLogger(__name__)

END_TIMEOUT_S = 2.0


class ReloadThread:
    """Builds one set of rules after the other, each begun after it was asked for, and orders the swap."""

    def __init__(
        self,
        build: Callable[[], Pipeline],
        order: Callable[[Order], None],
        *,
        facts: Callable[[], Mapping[str, Any]] = dict,
        on_result: Callable[[GesturectlError | None], None] = lambda error: None,
    ) -> None:
        """`facts` describes the rules just built; `on_result` is told of every build, in this thread."""
        self._build = build
        self._order = order
        self._facts = facts
        self._on_result = on_result
        self._asked: queue.SimpleQueue[Order | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="reload", daemon=True)

    def start(self) -> None:
        """Be ready."""
        self._thread.start()

    def ask(self, order: Order) -> None:
        """Have new rules built for `order`; never waits."""
        self._asked.put(order)

    def close(self) -> None:
        """End, once what is being built is built."""
        self._asked.put(None)
        if self._thread.ident is not None:
            self._thread.join(END_TIMEOUT_S)

    def _run(self) -> None:
        while (order := self._asked.get()) is not None:
            swap = self._built()
            self._order(dataclasses.replace(order, wish=swap))
            try:
                self._on_result(swap.rules if isinstance(swap.rules, GesturectlError) else None)
            except Exception:  # a barrier: a notification must not end the reloading
                log.exception("could not tell about the reload")

    def _built(self) -> Swap:
        try:
            return Swap(self._build(), self._facts())
        except GesturectlError as error:
            return Swap(error, {})
        except Exception as error:  # a barrier: new rules must not end a daemon that has good ones
            log.exception("the new rules could not be built")
            return Swap(GesturectlError(f"the new rules could not be built: {type(error).__name__}: {error}"), {})
