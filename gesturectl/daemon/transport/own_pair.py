"""Two ends of a stream within our own process."""

from __future__ import annotations

import socket


def own_pair() -> tuple[socket.socket, socket.socket]:
    """Return two connected sockets. Raises OSError if somebody else got between them.

    Where there are no Unix sockets, Python makes the pair of a connection to itself on the loopback, into which another
    program could come first (CVE-2024-3219; Python checks it from 3.12.5 on, and we support older ones).
    """
    one, other = socket.socketpair()
    if one.family in (socket.AF_INET, socket.AF_INET6) and not _face_each_other(one, other):
        one.close()
        other.close()
        raise ConnectionError("another program came between the two ends of a connection to ourselves")
    return one, other


def _face_each_other(one: socket.socket, other: socket.socket) -> bool:
    return bool(one.getsockname() == other.getpeername() and other.getsockname() == one.getpeername())
