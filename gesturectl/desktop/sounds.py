"""Short tones, made here and played by whatever player the desktop has."""

from __future__ import annotations

import array
import math
import shutil
import subprocess
import sys
import wave
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path

from gesturectl.errors import DesktopError

RATE_HZ = 44100
VOLUME = 0.25
FADE_S = 0.012
"""So long a tone grows and dies away: without that it would click."""
PLAYERS: tuple[tuple[str, ...], ...] = (
    ("pw-play",),
    ("paplay",),
    ("aplay", "-q"),
    ("canberra-gtk-play", "-f"),
    ("afplay",),
)


class Sound(StrEnum):
    """What a tone says."""

    DID = "did"
    PAUSED = "paused"
    RESUMED = "resumed"
    LOST = "lost"


TONES: Mapping[Sound, Sequence[tuple[float, float]]] = {
    Sound.DID: ((1046.5, 0.06),),
    Sound.PAUSED: ((784.0, 0.08), (523.3, 0.12)),
    Sound.RESUMED: ((523.3, 0.08), (784.0, 0.12)),
    Sound.LOST: ((330.0, 0.25),),
}
"""Pitches, Hz, and their durations, s, one after the other."""


class Sounds:
    """Plays one tone at a time: one that comes while another plays is left out."""

    def __init__(self, folder: Path, players: Sequence[Sequence[str]] = PLAYERS) -> None:
        """`folder` keeps the tones. Raises DesktopError without a player."""
        self._command = next(([*each] for each in players if shutil.which(each[0])), None)
        if self._command is None:
            names = ", ".join(each[0] for each in players)
            raise DesktopError(f"no sounds: none of {names} is installed", remedy="sudo apt install pulseaudio-utils")
        self._folder = folder
        self._playing: subprocess.Popen[bytes] | None = None

    def play(self, sound: Sound) -> None:
        """Begin to play it."""
        if self._command is None or (self._playing is not None and self._playing.poll() is None):
            return
        path = self._folder / f"{sound.value}.wav"
        if not path.exists():
            self._folder.mkdir(parents=True, exist_ok=True)
            write_tones(path, TONES[sound])
        nowhere = subprocess.DEVNULL
        self._playing = subprocess.Popen([*self._command, str(path)], stdin=nowhere, stdout=nowhere, stderr=nowhere)


def write_tones(path: Path, tones: Sequence[tuple[float, float]]) -> None:
    """Write tones as 16 bit mono."""
    samples = array.array("h")
    for pitch_hz, duration_s in tones:
        count = round(duration_s * RATE_HZ)
        for index in range(count):
            fade = min(1.0, index / RATE_HZ / FADE_S, (count - index) / RATE_HZ / FADE_S)
            samples.append(round(32767 * VOLUME * fade * math.sin(2 * math.pi * pitch_hz * index / RATE_HZ)))
    if sys.byteorder == "big":
        samples.byteswap()
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes(samples.tobytes())
