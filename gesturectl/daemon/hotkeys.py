"""Puts a running app under the user's own hotkeys, those of gestures.yaml."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from gesturectl.daemon.app import App
from gesturectl.daemon.gates import Gates
from gesturectl.daemon.order import Order
from gesturectl.desktop.global_hotkeys import GlobalHotkeys
from gesturectl.domain.action import ControlVerb
from gesturectl.domain.settings import Settings


@contextmanager
def hotkeys_heard(app: App, settings: Callable[[], Settings], gates: Gates) -> Iterator[GlobalHotkeys[ControlVerb]]:
    """Listen for the hotkeys, and for the clutch's key, while inside; a reload may change them."""
    hotkeys = GlobalHotkeys[ControlVerb](lambda verb: app.mailbox.put(Order(verb, by=f"the hotkey for {verb.value}")))

    def listen() -> None:
        clutch = settings().clutch
        hotkeys.set(settings().hotkeys, hold=clutch.key if clutch else ())

    listen()
    app.on_reload.append(lambda error: listen())
    gates.clutch_held = lambda: hotkeys.held
    try:
        yield hotkeys
    finally:
        hotkeys.close()
