"""Plays hands to pointer mode and to a desktop that writes down what is done: for its figures, and its tests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from gesturectl.control.pointer import Pointer, Smoother
from gesturectl.control.pointer_motion import one_euro
from gesturectl.desktop.assembly import recording_actuator
from gesturectl.desktop.recorder import Recorder
from gesturectl.domain.action import Action, ButtonHold, Scroll
from gesturectl.domain.binding import BoundAction
from gesturectl.domain.observation import Observation
from gesturectl.domain.pointer import FollowedHand, PointerSettings
from gesturectl.recognition.tracks import HandTracks
from gesturectl.synth.noise import NoiseSettings

SCREEN = (1920, 1080)
MEASURED = NoiseSettings(
    jitter_palms=0.011,
    depth_jitter=0.03,
    bias_palms=0.01,
    correlation_s=0.015,
    lag_s=0.0,
    latency_s=0.0,
    misses_hz=0.05,
    fast_misses_hz=0.5,
    flips_hz=0.0,
)
"""Errors of MediaPipe on hands that hold still, in palm lengths. Rendered hands (36 clips of 1.5 s, palms of 0.08 to
0.13 frame heights): the middle of the palm wavers by 0.0033 along each axis (median; 90th percentile 0.0052), single
landmarks by 0.0048 about it, depth by 0.016; each frame anew (correlation of neighbouring frames -0.1 in the median).
Real hands in video files, by third differences of the slow parts: the palm's middle 0.0017 to 0.0092 (median 0.0048 of
9 hands). Here every landmark has 0.011 of its own, which leaves 0.005 for the palm's middle."""


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
        """Return where the pointer was at `t`, at the first frame if that is later."""
        return next(((x, y) for when, x, y in reversed(self.places) if when <= t + 1e-6), self.places[0][1:])

    def when(self, down: bool) -> list[float]:
        """Return when buttons were pressed, or released."""
        return [t for t, a in self.done if isinstance(a, ButtonHold) and a.down is down]


class Player:
    """One pointer mode, switched on, and one desktop of `SCREEN` px with the pointer in its middle."""

    def __init__(self, settings: PointerSettings | None = None, *, smoother: Smoother = one_euro) -> None:
        self.pointer = Pointer(settings, smoother=smoother)
        self.pointer.on = True
        self.screen = Recorder(pointer=(SCREEN[0] // 2, SCREEN[1] // 2), screen=SCREEN)
        self.taken = 0
        self.actuator = recording_actuator(self.screen, on_mouse=self._mouse)
        self.played = Played()
        self._tracks = HandTracks()

    def play(self, observations: Iterable[Observation]) -> Played:
        """Play them, hands followed as the recognizer follows them."""
        for each in observations:
            self._tracks.update(each)
            self.show(each.t, each.seq, [track.followed() for track in self._tracks.seen(each.t)])
        return self.played

    def show(self, t: float, seq: int, hands: Sequence[FollowedHand]) -> None:
        """Show the hands of one frame."""
        self.perform(t, self.pointer.step(t, seq, hands))
        self.played.places.append((t, *self.screen.pointer()))

    def perform(self, t: float, bound: Iterable[BoundAction]) -> None:
        """Carry actions out."""
        for each in bound:
            self.actuator.perform(each.action)
            if isinstance(each.action, ButtonHold | Scroll):
                self.played.done.append((t, each.action))

    def _mouse(self) -> None:
        self.taken += 1
