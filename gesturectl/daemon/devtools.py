"""A small client of Chromium's DevTools protocol: look into a page from outside, without touching it."""

from __future__ import annotations

import json
import time
import urllib.request
from collections import deque
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import websocket

from gesturectl.errors import DesktopError

_POLL_S = 0.02


def wait_for_port(profile_dir: Path, timeout_s: float) -> int:
    """Return the port that Chromium wrote into its profile (`--remote-debugging-port=0`).

    Raises DesktopError when it has written none in time.
    """
    written = profile_dir / "DevToolsActivePort"
    deadline = time.monotonic() + timeout_s
    while time.monotonic() < deadline:
        # The file is not written atomically: the port counts once its line has ended.
        text = written.read_text() if written.exists() else ""
        if "\n" in text:
            return int(text.splitlines()[0])
        time.sleep(_POLL_S)
    raise DesktopError(f"Chromium did not open its DevTools port within {timeout_s:g} s")


class Page:
    """One page of a running Chromium. Calls block; use it from one thread at a time."""

    def __init__(self, socket_url: str, timeout_s: float = 10.0) -> None:
        # Chromium refuses a web origin unless told otherwise; a client that is no web page sends none.
        self._socket = websocket.create_connection(socket_url, suppress_origin=True, timeout=timeout_s)
        self._timeout_s = timeout_s
        self._last_id = 0
        self._events: deque[dict[str, Any]] = deque()

    @classmethod
    def connect(cls, port: int, url_part: str, timeout_s: float = 20.0) -> Self:
        """Connect to the page whose address contains `url_part`; DesktopError if none comes up in time."""
        deadline = time.monotonic() + timeout_s
        while time.monotonic() < deadline:
            for target in _targets(port):
                if target["type"] == "page" and url_part in target["url"]:
                    return cls(target["webSocketDebuggerUrl"])
            time.sleep(_POLL_S)
        raise DesktopError(f"Chromium showed no page with {url_part!r} in its address within {timeout_s:g} s")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection; the page stays."""
        self._socket.close()

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Return the result of a DevTools method; raises DesktopError when Chromium refuses or is gone."""
        self._last_id += 1
        self._send({"id": self._last_id, "method": method, "params": params})
        while True:
            message = self._receive(self._timeout_s)
            if message is None:
                raise DesktopError(f"Chromium did not answer {method} within {self._timeout_s:g} s")
            if message.get("id") != self._last_id:
                self._keep(message)
            elif "error" in message:
                raise DesktopError(f"Chromium refused {method}: {message['error'].get('message')}")
            else:
                return dict(message["result"])

    def evaluate(self, expression: str) -> Any:
        """Return the JSON value of a JavaScript expression; raises DesktopError with its exception."""
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if thrown := answer.get("exceptionDetails"):
            text = thrown.get("exception", {}).get("description") or thrown.get("text")
            raise DesktopError(f"JavaScript failed in the page: {text}")
        return answer["result"].get("value")

    def wait_until(self, expression: str, timeout_s: float) -> bool:
        """Return whether a JavaScript expression became true in time."""
        deadline = time.monotonic() + timeout_s
        while not self.evaluate(expression):
            if time.monotonic() > deadline:
                return False
            time.sleep(_POLL_S)
        return True

    def zoom(self) -> float:
        """Return the zoom of the page: 1.0 is 100 % (the virtual screen has one device pixel a CSS pixel)."""
        return float(self.evaluate("window.devicePixelRatio"))

    def listen(self, binding: str) -> None:
        """Give the page a function `binding(text)`; each call of it comes back from `calls`."""
        self.call("Runtime.enable")
        self.call("Runtime.addBinding", name=binding)

    def calls(self, timeout_s: float) -> list[str]:
        """Return what the page has sent through its bindings; waits at most `timeout_s` for the first."""
        deadline = time.monotonic() + timeout_s
        while not self._events and (left_s := deadline - time.monotonic()) > 0:
            message = self._receive(left_s)
            if message is not None:
                self._keep(message)
        texts = [str(event["params"]["payload"]) for event in self._events]
        self._events.clear()
        return texts

    def clock_offset_s(self, rounds: int = 15) -> float:
        """Return what to add to the page's `performance.now()` / 1000 to get our `time.monotonic()`.

        Cristian's method: of several questions the quickest answer bounds the error by half its round trip.
        """
        best_trip_s, offset_s = float("inf"), 0.0
        for _ in range(rounds):
            asked = time.monotonic()
            page_s = float(self.evaluate("performance.now()")) / 1000
            trip_s = time.monotonic() - asked
            if trip_s < best_trip_s:
                best_trip_s, offset_s = trip_s, asked + trip_s / 2 - page_s
        return offset_s

    def _keep(self, message: dict[str, Any]) -> None:
        if message.get("method") == "Runtime.bindingCalled":
            self._events.append(message)

    def _send(self, message: dict[str, Any]) -> None:
        try:
            self._socket.send(json.dumps(message))
        except (websocket.WebSocketException, OSError) as error:
            raise DesktopError(f"the connection to Chromium is gone: {error}") from error

    def _receive(self, timeout_s: float) -> dict[str, Any] | None:
        self._socket.settimeout(max(timeout_s, 0.001))
        try:
            return dict(json.loads(self._socket.recv()))
        except websocket.WebSocketTimeoutException:
            return None
        except (websocket.WebSocketException, OSError, json.JSONDecodeError) as error:
            raise DesktopError(f"the connection to Chromium is gone: {error}") from error


def _targets(port: int) -> list[dict[str, Any]]:
    try:
        # A fixed loopback address and scheme: nothing of the caller's reaches the URL but a number.
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/json/list", timeout=2) as answer:
            return list(json.load(answer))
    except (OSError, json.JSONDecodeError):
        return []  # not listening yet
