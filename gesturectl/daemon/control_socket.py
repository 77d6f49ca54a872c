"""The control thread: answers clients of the local socket and streams to watchers. It never waits for any of them."""

from __future__ import annotations

import logging
import queue
import selectors
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol

from gesturectl.daemon.clients import Clients
from gesturectl.daemon.conversation import Conversation, Waiting
from gesturectl.daemon.latency import Clock
from gesturectl.daemon.order import Answer, Tell
from gesturectl.daemon.protocol import ProtocolError, Request, answer_line, parse_request, too_long
from gesturectl.daemon.transport.own_pair import own_pair
from gesturectl.daemon.transport.transport import Client, Listens
from gesturectl.daemon.watching import Sight, lines_for
from gesturectl.errors import GesturectlError

log = logging.getLogger(__name__)

MAX_CLIENTS = 32
TICK_S = 0.5
"""How often deadlines, and the file, are looked at."""
MAX_SIGHTS = 2048
"""What the engine may be ahead of the watchers; the oldest is forgotten first."""
FAREWELL_S = 0.5
"""How long clients have to take their last lines when the daemon ends."""


class Answers(Protocol):
    """Does what a request asks for."""

    def carry_out(self, request: Request, tell: Tell) -> None:
        """Tell the answer, now or later, once, from any thread. Raises GesturectlError instead."""


class ControlSocket:
    """Start it, `show` it what happens, close it. Everything about clients happens in its own thread."""

    def __init__(
        self,
        listener: Listens,
        answers: Answers,
        *,
        each_tick: Callable[[], None] = lambda: None,
        clock: Clock = time.monotonic,
    ) -> None:
        """`each_tick` is called every TICK_S, and must not wait either."""
        self._listener = listener
        self._answers = answers
        self._each_tick = each_tick
        self._clock = clock
        self._told: queue.SimpleQueue[tuple[Conversation, int, Answer]] = queue.SimpleQueue()
        self._sights: deque[Sight] = deque(maxlen=MAX_SIGHTS)
        self._selector = selectors.DefaultSelector()
        self._clients = Clients(self._selector)
        self._woken, self._waker = own_pair()
        self._next_tick_s = 0.0
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="control", daemon=True)

    @property
    def clients(self) -> int:
        """How many clients are connected."""
        return len(self._clients)

    @property
    def watchers(self) -> int:
        """How many clients watch."""
        return self._clients.watchers

    @property
    def landmark_watchers(self) -> int:
        """How many of them want landmarks, too."""
        return self._clients.landmark_watchers

    def start(self) -> None:
        """Let clients in."""
        for end in (self._woken, self._waker):
            end.setblocking(False)
        self._selector.register(self._listener, selectors.EVENT_READ)
        self._selector.register(self._woken, selectors.EVENT_READ)
        self._thread.start()

    def show(self, sight: Sight) -> None:
        """Let watchers see something; any thread, never waits."""
        if self._clients.watchers:
            self._sights.append(sight)
            self._wake()

    def close(self) -> None:
        """Say goodbye to every client, remove the socket, end the thread."""
        self._closing = True
        self._wake()
        if self._thread.ident is not None:
            self._thread.join()

    def _wake(self) -> None:
        with suppress(OSError):  # full: it is awake already; closed: it has ended
            self._waker.send(b"\0")

    def _run(self) -> None:
        """Top of the thread."""
        try:
            while not self._closing:
                self._turn(TICK_S)
            self._say_goodbye()
        except Exception:  # the daemon works without being controlled
            log.exception("the control socket has failed; gesturectl goes on without it")
        finally:
            for talk in self._clients:
                self._clients.drop(talk)
            self._listener.close()
            self._selector.close()
            self._woken.close()
            self._waker.close()

    def _turn(self, timeout_s: float) -> None:
        for key, mask in self._selector.select(timeout_s):
            if key.fileobj is self._listener:
                self._let_in()
            elif key.fileobj is self._woken:
                with suppress(OSError):
                    self._woken.recv(4096)
            else:
                self._clients.guarded(key.data, lambda talk, mask=mask: self._serve(talk, mask))  # type: ignore[misc]
        self._pass_answers_on()
        self._pass_sights_on()
        now_s = self._clock()
        if now_s >= self._next_tick_s:
            self._next_tick_s = now_s + TICK_S
            self._tick(now_s)

    def _let_in(self) -> None:
        while (client := self._listener.accept()) is not None:
            self._welcome(client)

    def _welcome(self, client: Client) -> None:
        talk = self._clients.welcome(client, self._clock())
        if len(self._clients) > MAX_CLIENTS:
            self._clients.refuse(talk, GesturectlError(f"{MAX_CLIENTS} clients are connected: no room for more"))
            self._clients.guarded(talk, self._clients.send)

    def _serve(self, talk: Conversation, mask: int) -> None:
        if mask & selectors.EVENT_READ:
            talk.receive(self._clock())
            self._read_on(talk)
        self._clients.send(talk)

    def _read_on(self, talk: Conversation) -> None:
        """Carry out the next request; the one after it waits for its answer."""
        if talk.waiting is not Waiting.FOR_REQUEST:
            return
        if talk.too_long:
            self._clients.refuse(talk, too_long())
            return
        line = talk.next_line()
        if line is not None:
            self._carry_out(talk, line)

    def _carry_out(self, talk: Conversation, line: bytes) -> None:
        turn = talk.ask(self._clock())
        try:
            request = parse_request(line)
            if request.verb == "watch":
                self._begin_watch(talk, request)
            else:
                self._answers.carry_out(request, lambda answer: self._tell(talk, turn, answer))
        except ProtocolError as error:
            log.debug("control: %s", error)
            self._tell(talk, turn, error)
        except GesturectlError as error:
            self._tell(talk, turn, error)

    def _begin_watch(self, talk: Conversation, request: Request) -> None:
        talk.watch(landmarks=bool(request.fields.get("landmarks", False)))
        talk.owe(answer_line({"watching": True}))
        self._clients.count_watchers()

    def _tell(self, talk: Conversation, turn: int, answer: Answer) -> None:
        """Take an answer, from any thread."""
        self._told.put((talk, turn, answer))
        self._wake()

    def _pass_answers_on(self) -> None:
        while True:
            try:
                talk, turn, answer = self._told.get_nowait()
            except queue.Empty:
                return
            if talk in self._clients and talk.turn == turn and talk.waiting is Waiting.FOR_ANSWER:
                self._clients.guarded(talk, lambda talk, answer=answer: self._answer(talk, answer))  # type: ignore[misc]

    def _answer(self, talk: Conversation, answer: Answer) -> None:
        talk.answered(self._clock())
        self._clients.owe(talk, answer_line(answer))
        if talk in self._clients:
            self._read_on(talk)
        self._clients.send(talk)

    def _pass_sights_on(self) -> None:
        while self._sights:
            sight = self._sights.popleft()
            watching = self._clients.watching()
            for landmarks in (False, True):
                wanting = [talk for talk in watching if talk.landmarks is landmarks]
                self._clients.owe_all(wanting, lines_for(sight, landmarks=landmarks) if wanting else ())
        for talk in [talk for talk in self._clients.watching() if talk.wants_to_write]:
            self._clients.guarded(talk, self._clients.send)

    def _tick(self, now_s: float) -> None:
        for talk in self._clients:
            if talk.is_owed_answer(now_s):
                busy = GesturectlError("gesturectl did not answer in time: it starts, or looks at a slow source")
                self._clients.guarded(talk, lambda talk, busy=busy: self._answer(talk, busy))  # type: ignore[misc]
            elif talk.is_late_with_line(now_s):
                self._clients.refuse(talk, ProtocolError("no whole request came in time"))
                self._clients.guarded(talk, self._clients.send)
                self._clients.drop(talk)
        try:
            self._each_tick()
        except Exception:  # a barrier: looking at a file must not end the control
            log.exception("looking after gestures.yaml failed")

    def _say_goodbye(self) -> None:
        """Give every client what it is owed, and an answer to what the engine will not answer any more."""
        self._pass_answers_on()
        self._pass_sights_on()
        for talk in self._clients:
            if talk.waiting is Waiting.FOR_ANSWER:
                self._clients.refuse(talk, GesturectlError("gesturectl has stopped meanwhile"))
            talk.waiting = Waiting.LEAVING
            self._clients.guarded(talk, self._clients.send)
        until_s = self._clock() + FAREWELL_S
        while self._clients and self._clock() < until_s:
            for key, _ in self._selector.select(TICK_S / 20):
                if isinstance(key.data, Conversation):
                    self._clients.guarded(key.data, self._clients.send)
