"""Plays one synthetic hand. Not a test."""

from __future__ import annotations

from gesturectl.daemon.bench_pointer_player import Played, Player
from gesturectl.domain.pointer import PointerSettings
from gesturectl.synth.noise import NO_NOISE, NoiseSettings
from gesturectl.synth.pointing import Pointing

NOISE = NoiseSettings(0.006, 0.02, 0.01, 0.001, 0.0, 0.0, 0.0, 0.0, 12.0, 0.0)


def play(hand: Pointing, settings: PointerSettings | None = None, *, fps: float = 30.0, noise: bool = True) -> Played:
    """Play one hand."""
    return Player(settings).play(hand.clip().observations(fps, NOISE if noise else NO_NOISE))
