"""What a watcher sees as OSC messages over UDP, for avatar and music programs on the same machine."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator, Mapping
from typing import Any

from gesturectl.errors import UsageError

Value = str | float | int
Message = tuple[str, list[Value]]
"""An address and its values."""
ROOT = "/gesturectl"


def messages(seen: Mapping[str, Any]) -> Iterator[Message]:
    """Yield the messages of one object of the stream; of those that mean nothing to such programs, none.

    /gesturectl/gesture/NAME  phase, hand ("" for the body), score 0..1, value (0 without one)
    /gesturectl/action        binding, action
    /gesturectl/state         state
    /gesturectl/hand/left     21 x (x, y, z), x and y as parts of the picture; hand/right, body (33 x 3) alike
    /gesturectl/hands         how many hands are seen
    """
    match seen.get("type"):
        case "event":
            values = [seen["phase"], seen["handedness"] or "", float(seen["score"]), float(seen["value"] or 0.0)]
            yield f"{ROOT}/gesture/{seen['gesture']}", values
        case "action":
            yield f"{ROOT}/action", [seen["binding"], seen["action"]]
        case "state":
            yield f"{ROOT}/state", [seen["state"]]
        case "landmarks":
            yield from _landmarks(seen)


def _landmarks(seen: Mapping[str, Any]) -> Iterator[Message]:
    hands = seen.get("hands", ())
    yield f"{ROOT}/hands", [len(hands)]
    for hand in hands:
        yield f"{ROOT}/hand/{hand['handedness']}", _flat(hand["landmarks"])
    if seen.get("body"):
        yield f"{ROOT}/body", _flat(seen["body"]["landmarks"])


def _flat(landmarks: Any) -> list[Value]:
    return [float(part) for landmark in landmarks for part in landmark[:3]]


class OscSender:
    """Sends to one address on this machine. Raises UsageError for any other: gestures are nobody else's business."""

    def __init__(self, address: str) -> None:
        """`address`: HOST:PORT, or a port alone."""
        from pythonosc.udp_client import SimpleUDPClient

        self._client = SimpleUDPClient(*loopback(address))

    def send(self, seen: Mapping[str, Any]) -> None:
        """Send what one object of the stream means; nobody need be there to hear it."""
        for address, values in messages(seen):
            try:
                self._client.send_message(address, values)
            except ConnectionRefusedError:  # nobody listens at that port, yet
                return


def loopback(address: str) -> tuple[str, int]:
    """Return host and port of `address`. Raises UsageError unless the host is this machine's own loopback."""
    host, _, port = address.rpartition(":")
    host = host.strip("[]") or "127.0.0.1"
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise UsageError(f"expected HOST:PORT, not {address!r}", remedy="For example 127.0.0.1:9000.")
    try:
        number = ipaddress.ip_address(socket.gethostbyname(host) if ":" not in host else host)
    except (OSError, ValueError) as error:
        raise UsageError(f"no such host: {host!r}", remedy="For example 127.0.0.1:9000.") from error
    if not number.is_loopback:
        raise UsageError(
            f"{host} is not this machine: OSC is sent to 127.0.0.1 only",
            remedy="Let a program here pass it on, if another machine is to have it.",
        )
    return str(number), int(port)
