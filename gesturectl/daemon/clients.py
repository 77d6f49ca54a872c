"""The clients of the control thread: who is connected, what each is still owed, who is dropped."""

from __future__ import annotations

import logging
import selectors
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress

from gesturectl.daemon.conversation import Conversation, Waiting
from gesturectl.daemon.protocol import answer_line
from gesturectl.daemon.transport.transport import Client
from gesturectl.errors import GesturectlError

log = logging.getLogger(__name__)


class Clients:
    """Everything about connections but what is said. Used by the control thread alone.

    `watchers` and `landmark_watchers` count who watches; any thread may read them.
    """

    def __init__(self, selector: selectors.BaseSelector) -> None:
        self._selector = selector
        self._talks: set[Conversation] = set()
        self.watchers = 0
        self.landmark_watchers = 0

    def __len__(self) -> int:
        return len(self._talks)

    def __contains__(self, talk: Conversation) -> bool:
        return talk in self._talks

    def __iter__(self) -> Iterator[Conversation]:
        """Go through those who are connected now; they may be dropped meanwhile."""
        return iter(list(self._talks))

    def welcome(self, client: Client, now_s: float) -> Conversation:
        """Listen to a new client."""
        talk = Conversation(client, now_s)
        self._talks.add(talk)
        self._selector.register(client, selectors.EVENT_READ, talk)
        return talk

    def watching(self) -> list[Conversation]:
        """Return those who watch."""
        return [talk for talk in self._talks if talk.waiting is Waiting.WATCHING]

    def count_watchers(self) -> None:
        """Count anew who watches."""
        watching = self.watching()
        self.landmark_watchers = sum(talk.landmarks for talk in watching)
        self.watchers = len(watching)

    def owe(self, talk: Conversation, line: bytes) -> None:
        """Keep a line for a client to take, or drop who has left too many."""
        if not talk.owe(line):
            log.warning("a client of the control socket reads too slowly and was dropped")
            self.drop(talk)

    def owe_all(self, talks: list[Conversation], lines: Iterable[bytes]) -> None:
        """Keep the same lines for several clients."""
        together = b"".join(lines)
        for talk in talks:
            self.owe(talk, together)

    def refuse(self, talk: Conversation, error: GesturectlError) -> None:
        """Tell the client why it is heard no longer; it is dropped once it has read that."""
        talk.waiting = Waiting.LEAVING
        talk.owe(answer_line(error))

    def send(self, talk: Conversation) -> None:
        """Send what the client takes now, and listen for what it may do next."""
        if talk not in self._talks:
            return
        talk.send()
        if talk.over:
            self.drop(talk)
            return
        reads = selectors.EVENT_READ if talk.listens else 0
        writes = selectors.EVENT_WRITE if talk.wants_to_write else 0
        self._listen_for(talk, reads | writes)

    def guarded(self, talk: Conversation, act: Callable[[Conversation], None]) -> None:
        """Do something for one client; whatever goes wrong is the end of that client alone."""
        try:
            act(talk)
        except OSError:
            self.drop(talk)
        except Exception:  # a barrier
            log.exception("a request to the control socket failed")
            self.drop(talk)

    def drop(self, talk: Conversation) -> None:
        """End the connection, if it is there still."""
        if talk not in self._talks:
            return
        self._talks.discard(talk)
        with suppress(KeyError, ValueError):
            self._selector.unregister(talk.client)
        talk.client.close()
        self.count_watchers()

    def _listen_for(self, talk: Conversation, mask: int) -> None:
        known = talk.client in self._selector.get_map()
        if not mask:
            if known:
                self._selector.unregister(talk.client)
        elif known:
            self._selector.modify(talk.client, mask, talk)
        else:
            self._selector.register(talk.client, mask, talk)
