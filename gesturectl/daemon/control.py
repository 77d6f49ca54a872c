"""Puts a running app under the control of its socket and of its gestures.yaml."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from gesturectl.daemon.app import App
from gesturectl.daemon.control_socket import ControlSocket
from gesturectl.daemon.file_watch import FileWatch
from gesturectl.daemon.mailbox import Mailbox
from gesturectl.daemon.order import Order
from gesturectl.daemon.outlet import error_json
from gesturectl.daemon.reload_news import ReloadNews
from gesturectl.daemon.transport.transport import Transport, local_transport
from gesturectl.daemon.verbs import Verbs
from gesturectl.daemon.watching import WatchTap
from gesturectl.domain.action import ControlVerb
from gesturectl.domain.status import State
from gesturectl.errors import GesturectlError


@contextmanager
def controlled(
    app: App,
    folder: Path,
    *,
    watch: FileWatch | None = None,
    notify: Callable[[str, str], object] = lambda summary, body: None,
    transport: Transport | None = None,
) -> Iterator[ControlSocket]:
    """Let clients in while inside; `folder` is private and its lock is ours. Raises GesturectlError.

    watch   gestures.yaml: it is read again when it was saved
    notify  shows a summary and a text to the user
    """
    look = _reload_on_save(watch, app.mailbox)
    socket = ControlSocket((transport or local_transport()).listen(folder), Verbs(app), each_tick=look)
    app.listeners.append(WatchTap(socket))
    app.on_state.append(lambda state, why: socket.show(state_json(state, why)))
    app.on_profile.append(lambda name: socket.show({"type": "profile", "profile": name}))
    app.on_reload.append(lambda error: socket.show(reload_json(error)))
    app.on_reload.append(ReloadNews(notify))
    app.on_failure.append(lambda bound, error: socket.show(error_json(bound, error)))
    socket.start()
    try:
        yield socket
    finally:
        socket.close()


def state_json(state: State, why: str) -> dict[str, Any]:
    """Return a change of the state as an object of the stream."""
    return {"type": "state", "state": state.value, "why": why}


def reload_json(error: GesturectlError | None) -> Mapping[str, Any]:
    """Return a reload as an object of the stream."""
    return {"type": "reload", "ok": error is None, "error": "" if error is None else str(error)}


def _reload_on_save(watch: FileWatch | None, mailbox: Mailbox) -> Callable[[], None]:
    def look() -> None:
        if watch is not None and watch.changed():
            mailbox.put(Order(ControlVerb.RELOAD, by="gestures.yaml was saved"))

    return look
