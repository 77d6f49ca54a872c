"""Plays a synthetic hand to pointer mode and to a desktop that writes down what is done. Not a test."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from gesturectl.control.pointer import Pointer
from gesturectl.desktop.assembly import recording_actuator
from gesturectl.desktop.recorder import Recorder
from gesturectl.domain.action import Action, ButtonHold, Scroll
from gesturectl.domain.observation import Observation
from gesturectl.domain.pointer import PointerSettings
from gesturectl.recognition.tracks import HandTracks
from gesturectl.synth.noise import NO_NOISE, NoiseSettings
from gesturectl.synth.pointing import Pointing

SCREEN = (1920, 1080)
NOISE = NoiseSettings(0.006, 0.02, 0.01, 0.001, 0.0, 0.0, 0.0, 0.0, 12.0, 0.0)


@dataclass
class Played:
    """What came of it: (t, action) but for motions, and (t, x, y) of the pointer after every frame."""

    done: list[tuple[float, Action]] = field(default_factory=list)
    places: list[tuple[float, int, int]] = field(default_factory=list)

    @property
    def buttons(self) -> list[tuple[str, bool]]:
        """Every press (True) and release, in order."""
        return [(a.button.value, a.down) for _, a in self.done if isinstance(a, ButtonHold)]

    @property
    def wheel(self) -> list[int]:
        """The turns of the wheel, up and down."""
        return [a.dy for _, a in self.done if isinstance(a, Scroll) and a.dy]

    def place(self, t: float) -> tuple[int, int]:
        """Return where the pointer was at `t`."""
        return next((x, y) for when, x, y in reversed(self.places) if when <= t + 1e-6)

    def when(self, down: bool) -> list[float]:
        """Return when buttons were pressed, or released."""
        return [t for t, a in self.done if isinstance(a, ButtonHold) and a.down is down]


class Player:
    """One pointer mode, one desktop of `SCREEN` px with the pointer in its middle."""

    def __init__(self, settings: PointerSettings | None = None) -> None:
        self.pointer = Pointer(settings)
        self.pointer.on = True
        self.screen = Recorder(pointer=(SCREEN[0] // 2, SCREEN[1] // 2), screen=SCREEN)
        self.taken = 0
        self.actuator = recording_actuator(self.screen, on_mouse=self._mouse)
        self._tracks = HandTracks()
        self.played = Played()

    def play(self, observations: Iterable[Observation]) -> Played:
        """Play them."""
        for each in observations:
            self._tracks.update(each)
            hands = [track.followed() for track in self._tracks.seen(each.t)]
            self.perform(each.t, self.pointer.step(each.t, each.seq, hands))
            self.played.places.append((each.t, *self.screen.pointer()))
        return self.played

    def perform(self, t: float, bound) -> None:
        """Carry actions out."""
        for each in bound:
            self.actuator.perform(each.action)
            if isinstance(each.action, ButtonHold | Scroll):
                self.played.done.append((t, each.action))

    def _mouse(self) -> None:
        self.taken += 1


def play(hand: Pointing, settings: PointerSettings | None = None, *, fps: float = 30.0, noise: bool = True) -> Played:
    """Play one hand."""
    return Player(settings).play(hand.clip().observations(fps, NOISE if noise else NO_NOISE))
