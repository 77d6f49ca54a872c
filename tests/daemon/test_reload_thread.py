"""New rules are built beside the engine, one after the other, and whoever asks gets the answer to its own wish."""

from __future__ import annotations

import queue
import threading

from gesturectl.daemon.order import Order, Swap
from gesturectl.daemon.pipeline import Pipeline
from gesturectl.daemon.reload_thread import ReloadThread
from gesturectl.domain.action import ControlVerb
from gesturectl.errors import ConfigError, GesturectlError


def test_every_wish_has_a_build_of_its_own_begun_after_it() -> None:
    orders: queue.SimpleQueue[Order] = queue.SimpleQueue()
    results: list[GesturectlError | None] = []
    asked_twice = threading.Event()
    builds = iter([ConfigError("bad"), ValueError("a bug"), Pipeline(None, None, None)])  # type: ignore[arg-type]
    threads = set()

    def build() -> Pipeline:
        threads.add(threading.current_thread().name)
        asked_twice.wait(5)
        built = next(builds)
        if isinstance(built, Exception):
            raise built
        return built

    def note(error: GesturectlError | None) -> None:
        results.append(error)
        raise RuntimeError("a notification that breaks")

    reload = ReloadThread(build, orders.put, facts=lambda: {"rules": 3}, on_result=note)
    reload.start()
    for by in ("one", "two", "three"):
        reload.ask(Order(ControlVerb.RELOAD, by=by))
    asked_twice.set()
    got = [orders.get(timeout=5) for _ in range(3)]
    reload.close()
    assert [order.by for order in got] == ["one", "two", "three"]
    swaps = [order.wish for order in got if isinstance(order.wish, Swap)]
    assert isinstance(swaps[0].rules, ConfigError)
    assert "ValueError: a bug" in str(swaps[1].rules)
    assert isinstance(swaps[2].rules, Pipeline)
    assert [dict(swap.facts) for swap in swaps] == [{}, {}, {"rules": 3}]
    assert [error is None for error in results] == [False, False, True]
    assert threads == {"reload"}
