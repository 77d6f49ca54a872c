"""Tones are made here and played by what is installed."""

from __future__ import annotations

import time
import wave
from pathlib import Path

import pytest

from gesturectl.desktop.sounds import RATE_HZ, TONES, Sound, Sounds
from gesturectl.errors import DesktopError


def test_a_player_that_is_there_gets_the_tone(tmp_path: Path) -> None:
    player = tmp_path / "player"
    player.write_text('#!/bin/sh\ncp "$1" "$1.new" && mv "$1.new" "$1.played"\n')
    player.chmod(0o755)
    sounds = Sounds(tmp_path / "tones", [("a-player-that-is-not-there",), (str(player),)])
    sounds.play(Sound.DID)
    sounds.play(Sound.LOST)  # left out while the first plays
    played = tmp_path / "tones" / "did.wav.played"
    deadline = time.monotonic() + 15
    while not played.exists():
        assert time.monotonic() < deadline
        time.sleep(0.01)
    with wave.open(str(played)) as file:
        assert file.getframerate() == RATE_HZ
        assert file.getnframes() == round(TONES[Sound.DID][0][1] * RATE_HZ)
        loudest = max(abs(sample) for sample in memoryview(file.readframes(RATE_HZ)).cast("h"))
    assert 5000 < loudest < 10000


def test_without_a_player_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(DesktopError, match="none of one, two is installed"):
        Sounds(tmp_path, [("one",), ("two",)])
