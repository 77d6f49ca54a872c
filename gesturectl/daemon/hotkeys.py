"""Puts a running app under the user's own hotkeys, those of gestures.yaml."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from gesturectl.daemon.app import App
from gesturectl.daemon.order import Order
from gesturectl.desktop.global_hotkeys import GlobalHotkeys
from gesturectl.domain.action import ControlVerb
from gesturectl.domain.settings import Settings


@contextmanager
def hotkeys_heard(app: App, settings: Callable[[], Settings]) -> Iterator[GlobalHotkeys[ControlVerb]]:
    """Listen for the hotkeys while inside; a reload may change them."""
    hotkeys = GlobalHotkeys[ControlVerb](lambda verb: app.mailbox.put(Order(verb, by=f"the hotkey for {verb.value}")))
    hotkeys.set(settings().hotkeys)
    app.on_reload.append(lambda error: hotkeys.set(settings().hotkeys))
    try:
        yield hotkeys
    finally:
        hotkeys.close()
