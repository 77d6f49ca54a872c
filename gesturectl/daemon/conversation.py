"""One client of the control socket: what it sends, what it is owed, and when patience with it ends."""

from __future__ import annotations

from enum import Enum, auto

from gesturectl.daemon.protocol import MAX_LINE
from gesturectl.daemon.transport.transport import Client

MAX_OWED = 1 << 18
"""Bytes that a client may leave unread; one that is slower is dropped, so that it costs nobody else anything."""
LINE_S = 5.0
"""A request that was begun must be whole by then."""
IDLE_S = 60.0
"""A client that asks nothing for so long is dropped."""
ANSWER_S = 10.0
"""How long the engine may take for an answer."""


class Waiting(Enum):
    """What a conversation is at."""

    FOR_REQUEST = auto()
    FOR_ANSWER = auto()
    WATCHING = auto()
    LEAVING = auto()
    """It gets what it is owed, and is closed."""


class Conversation:
    """Buffers of one client. Nothing here waits; only the control thread calls it."""

    def __init__(self, client: Client, now_s: float) -> None:
        self.client = client
        self.waiting = Waiting.FOR_REQUEST
        self.landmarks = False
        self.turn = 0
        """Number of the request under way: a late answer to an earlier one is recognised by it."""
        self.hung_up = False
        self._read = bytearray()
        self._owed = bytearray()
        self._line_by_s = now_s + LINE_S
        self._idle_by_s = now_s + IDLE_S
        self._answer_by_s = float("inf")

    @property
    def wants_to_write(self) -> bool:
        """Whether it is owed something."""
        return bool(self._owed)

    @property
    def listens(self) -> bool:
        """Whether anything it sends is read now; what has hung up would be readable for ever."""
        return not self.hung_up and self.waiting in (Waiting.FOR_REQUEST, Waiting.WATCHING)

    @property
    def too_long(self) -> bool:
        """Whether it sends a line that is longer than any request."""
        return len(self._read) > MAX_LINE and b"\n" not in self._read[: MAX_LINE + 1]

    @property
    def over(self) -> bool:
        """Whether it can be closed."""
        done = self.waiting is Waiting.LEAVING or (self.hung_up and self.waiting is not Waiting.FOR_ANSWER)
        return done and not self._owed

    def receive(self, now_s: float) -> None:
        """Take what the client has sent. Raises OSError if the client is gone."""
        if not self._read:
            self._line_by_s = now_s + LINE_S
        data = self.client.recv(MAX_LINE)
        if not data:
            self.hung_up = True
        elif self.waiting is not Waiting.WATCHING:  # a watcher has nothing more to say
            self._read += data

    def next_line(self) -> bytes | None:
        """Return the next whole request; the last one may lack its end of line. None if there is none yet."""
        end = self._read.find(b"\n")
        if end < 0 and not (self.hung_up and self._read.strip()):
            return None
        end = len(self._read) if end < 0 else end + 1
        line = bytes(self._read[:end])
        del self._read[:end]
        return line

    def ask(self, now_s: float) -> int:
        """Begin to wait for an answer; return the number of this turn."""
        self.waiting, self.turn, self._answer_by_s = Waiting.FOR_ANSWER, self.turn + 1, now_s + ANSWER_S
        return self.turn

    def answered(self, now_s: float) -> None:
        """Be ready for the next request."""
        self.waiting, self._answer_by_s = Waiting.FOR_REQUEST, float("inf")
        self._line_by_s, self._idle_by_s = now_s + LINE_S, now_s + IDLE_S

    def watch(self, *, landmarks: bool) -> None:
        """Become a watcher, for good."""
        self.waiting, self.landmarks, self._answer_by_s = Waiting.WATCHING, landmarks, float("inf")

    def owe(self, line: bytes) -> bool:
        """Put a line into the way to the client; False if it has left too much unread."""
        if len(self._owed) + len(line) > MAX_OWED:
            return False
        self._owed += line
        return True

    def send(self) -> None:
        """Send what the client takes now. Raises OSError if it is gone."""
        while self._owed:
            try:
                sent = self.client.send(self._owed)
            except BlockingIOError:
                return
            del self._owed[:sent]

    def is_late_with_line(self, now_s: float) -> bool:
        """Whether a request was begun and not ended, or none was made for long."""
        if self.waiting is not Waiting.FOR_REQUEST:
            return self.waiting is Waiting.LEAVING and now_s > self._idle_by_s
        return now_s > (self._line_by_s if self._read else self._idle_by_s)

    def is_owed_answer(self, now_s: float) -> bool:
        """Whether the engine took too long."""
        return now_s > self._answer_by_s
