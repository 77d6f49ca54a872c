"""A daemon with scripted ends under its real socket, driven by a client in a thread of the test."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from scripted import EndlessFeed, RecordingActuator, ScriptedEstimator

from gesturectl.config.loader import load_config
from gesturectl.control.binder import Binder
from gesturectl.daemon.app import App
from gesturectl.daemon.app_parts import AppParts
from gesturectl.daemon.control import controlled
from gesturectl.daemon.control_client import ControlClient
from gesturectl.daemon.control_socket import ControlSocket
from gesturectl.daemon.file_watch import FileWatch
from gesturectl.daemon.gates import Gates
from gesturectl.daemon.outlet import Performs
from gesturectl.daemon.rule_book import RuleBook
from gesturectl.daemon.transport.transport import Transport
from gesturectl.domain.action import Action, ControlVerb
from gesturectl.domain.event import GestureEvent, Phase
from gesturectl.domain.observation import Handedness, Observation
from gesturectl.domain.settings import Settings
from gesturectl.domain.situation import Surroundings

DEADLINE_S = 15.0

HOLDING = """version: 1
bindings:
  - {name: hold, gesture: fist, do: {key_hold: ctrl}}
  - {name: next tab, gesture: swipe_left, do: {hotkey: ctrl+tab}}
  - {name: zoom, gesture: zoom, do: {zoom: {steps_per_unit: 5}}}
  - {name: wait, gesture: victory, cooldown_s: 3600, do: {hotkey: v}}
  - {name: pause or go on, gesture: arms_crossed, do: {control: toggle}}
"""


class GesturesOnDemand:
    """Begins what the test asks for, and ends it when it asks; knows what is held. Every recognizer shares `asked`."""

    def __init__(self, asked: list[tuple[str, Phase]]) -> None:
        self._asked = asked
        self._held: list[str] = []
        self.seen: list[int] = []

    def step(self, observation: Observation) -> tuple[GestureEvent, ...]:
        self.seen.append(observation.seq)
        events = []
        while self._asked:
            gesture, phase = self._asked.pop(0)
            if phase is Phase.BEGIN:
                self._held.append(gesture)
            elif gesture in self._held:
                self._held.remove(gesture)
            else:
                continue
            events.append(self._event(gesture, phase, observation.t, observation.seq))
        return tuple(events)

    def cancel(self, t: float, seq: int) -> tuple[GestureEvent, ...]:
        return self._over(Phase.CANCEL, t, seq)

    def finish(self, t: float, seq: int) -> tuple[GestureEvent, ...]:
        return self._over(Phase.END, t, seq)

    def _over(self, phase: Phase, t: float, seq: int) -> tuple[GestureEvent, ...]:
        held, self._held = self._held, []
        return tuple(self._event(gesture, phase, t, seq) for gesture in held)

    @staticmethod
    def _event(gesture: str, phase: Phase, t: float, seq: int) -> GestureEvent:
        return GestureEvent(t, gesture, phase, Handedness.RIGHT, 0.9, seq)


class HoldingActuator(RecordingActuator):
    """Knows besides what is held, and remembers the actions themselves."""

    def __init__(self) -> None:
        super().__init__()
        self.actions: list[Action] = []
        self.held: tuple[str, ...] = ()

    def perform(self, action: Action) -> None:
        super().perform(action)
        self.actions.append(action)
        if getattr(action, "down", None) is not None:
            self.held = action.keys if action.down else ()  # type: ignore[union-attr]

    def release_all(self) -> None:
        super().release_all()
        self.held = ()


class LiveDaemon:
    """The parts of one run, for the test to look at; a real actuator and real surroundings if they are given."""

    def __init__(
        self,
        folder: Path,
        rules: str = HOLDING,
        *,
        feed: Any = None,
        actuator: Performs | None = None,
        gates: Gates | None = None,
        transport: Transport | None = None,
    ) -> None:
        self.folder = folder
        self._transport = transport
        self.file = folder / "gestures.yaml"
        self.file.write_text(rules)
        self.feed, self.actuator = feed or EndlessFeed(0.002), HoldingActuator()
        self.around = Surroundings()
        self.asked: list[tuple[str, Phase]] = []
        self.recognizers: list[GesturesOnDemand] = []
        self.notes: list[tuple[str, str]] = []
        config = load_config(self.file)
        self._book = book = RuleBook(config, lambda: load_config(self.file), lambda config: self._recognizer())
        self.app = App(
            AppParts(
                self.feed,
                ScriptedEstimator(),
                self._recognizer(),
                Binder(config),
                actuator or self.actuator,
                rules=book,
                gates=gates or Gates(lambda: self.around, lambda: book.config.settings),
                names=("scripted", "recorder", "test"),
                on_error=lambda bound, error: None,
            )
        )
        self.socket: ControlSocket | None = None

    def run(self, script: Callable[[LiveDaemon], None], *, watch: bool = False) -> None:
        """Run the daemon in this thread and `script` in another, to its end."""
        failed: list[BaseException] = []
        client = threading.Thread(target=self._act, args=(script, failed))
        file_watch = FileWatch(lambda: self.file) if watch else None
        with controlled(
            self.app, self.folder, watch=file_watch, notify=self._note, transport=self._transport
        ) as self.socket:
            client.start()
            self.app.run()
        client.join(DEADLINE_S)
        if failed:
            raise failed[0]

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self._book.config.settings

    def client(self) -> ControlClient:
        return ControlClient(self.folder, transport=self._transport)

    def ask(self, verb: str, **fields: object) -> dict[str, object]:
        with self.client() as client:
            return dict(client.ask(verb, **fields))

    def make(self, *gestures: str, phase: Phase = Phase.BEGIN) -> None:
        """Let gestures be recognized."""
        self.asked += [(gesture, phase) for gesture in gestures]

    @staticmethod
    def until(happened: Callable[[], object]) -> None:
        deadline = time.monotonic() + DEADLINE_S
        while not happened():
            assert time.monotonic() < deadline
            time.sleep(0.002)

    @property
    def seen(self) -> list[int]:
        """The frames that were recognized, by any rules, in order."""
        return [seq for recognizer in self.recognizers for seq in recognizer.seen]

    def _recognizer(self) -> GesturesOnDemand:
        self.recognizers.append(GesturesOnDemand(self.asked))
        return self.recognizers[-1]

    def _note(self, summary: str, body: str) -> None:
        self.notes.append((summary, body))

    def _act(self, script: Callable[[LiveDaemon], None], failed: list[BaseException]) -> None:
        try:
            self.until(lambda: self.seen)
            script(self)
        except BaseException as error:  # noqa: BLE001 - told by `run`
            failed.append(error)
        finally:
            self.app.mailbox.put(ControlVerb.STOP)
