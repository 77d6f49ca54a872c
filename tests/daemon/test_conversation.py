"""One client's buffers and deadlines, with the time passed in; and who is let in."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gesturectl.daemon.conversation import ANSWER_S, IDLE_S, LINE_S, MAX_OWED, Conversation, Waiting
from gesturectl.daemon.protocol import MAX_LINE
from gesturectl.daemon.transport.unix_socket import SOCKET_NAME, UnixListener


@pytest.fixture
def ends() -> Iterator[tuple[Conversation, socket.socket]]:
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    yield Conversation(ours, 0.0), theirs
    ours.close()
    theirs.close()


def test_a_request_that_is_begun_must_be_ended_in_time(ends: tuple[Conversation, socket.socket]) -> None:
    talk, client = ends
    assert not talk.is_late_with_line(IDLE_S - 1)
    assert talk.is_late_with_line(IDLE_S + 1)
    client.sendall(b'{"vers')
    talk.receive(10.0)
    assert talk.next_line() is None
    assert not talk.is_late_with_line(10.0 + LINE_S - 0.1)
    client.sendall(b"x")
    talk.receive(10.0 + LINE_S - 0.1)  # a drop now and then does not buy more time
    assert talk.is_late_with_line(10.0 + LINE_S + 0.1)


def test_requests_come_one_by_one_and_answers_have_a_deadline(ends: tuple[Conversation, socket.socket]) -> None:
    talk, client = ends
    client.sendall(b"one\ntwo\nthr")
    talk.receive(0.0)
    assert talk.next_line() == b"one\n"
    first = talk.ask(1.0)
    assert not talk.listens  # the next one waits in the client's own buffers
    assert not talk.is_owed_answer(1.0 + ANSWER_S - 0.1)
    assert talk.is_owed_answer(1.0 + ANSWER_S + 0.1)
    talk.answered(2.0)
    assert not talk.is_owed_answer(1000.0)
    assert talk.next_line() == b"two\n"
    assert talk.ask(3.0) == first + 1
    client.close()
    talk.receive(3.0)
    assert talk.hung_up
    assert not talk.over  # an answer is due
    talk.answered(3.0)
    assert talk.next_line() == b"thr"
    assert talk.over


def test_a_line_without_an_end_is_too_long(ends: tuple[Conversation, socket.socket]) -> None:
    talk, client = ends
    client.sendall(b"x" * (MAX_LINE + 1))
    while not talk.too_long:
        talk.receive(0.0)
    assert talk.next_line() is None


def test_who_reads_nothing_is_owed_so_much_and_no_more(ends: tuple[Conversation, socket.socket]) -> None:
    talk, _ = ends
    talk.watch(landmarks=True)
    assert talk.waiting is Waiting.WATCHING
    assert talk.owe(b"x" * MAX_OWED)
    assert not talk.owe(b"x")
    talk.send()
    assert talk.wants_to_write  # the rest waits, and nobody with it
    assert talk.owe(b"x")


@pytest.mark.skipif(sys.platform == "win32", reason="Unix sockets")
def test_another_user_is_sent_away(tmp_path: Path) -> None:
    users = iter([12345, None])
    listener = UnixListener(tmp_path, peer_of=lambda client: next(users))
    for answer in (b"", b"hello"):
        client = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        client.connect(str(tmp_path / SOCKET_NAME))
        client.settimeout(5)
        inside = listener.accept()
        assert (inside is not None) == bool(answer)
        if inside is not None:
            inside.sendall(answer)
            inside.close()
        assert client.recv(10) == answer
        client.close()
    listener.close()
    assert list(tmp_path.iterdir()) == []
