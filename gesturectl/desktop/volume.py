"""The volume of the default output, through PipeWire's or PulseAudio's own tool."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence

from gesturectl.domain.action import MediaKey

STEP_PERCENT = 5
"""What one press changes, as on most desktops."""
_LOUDEST_PERCENT = 100
_TIMEOUT_S = 2.0
_VOLUME_KEYS = (MediaKey.VOLUME_UP, MediaKey.VOLUME_DOWN, MediaKey.VOLUME_MUTE)


class AudioServer:
    """Turns the volume. It is never raised above 100 %, and never lowered to it where the user went beyond."""

    def press(self, key: MediaKey) -> bool:
        """Do what a volume key means. False when no audio server can."""
        return key in _VOLUME_KEYS and (_by_wireplumber(key) or _by_pulseaudio(key))


def _by_wireplumber(key: MediaKey) -> bool:
    sink = "@DEFAULT_AUDIO_SINK@"
    if key is MediaKey.VOLUME_MUTE:
        return _run("wpctl", "set-mute", sink, "toggle") is not None
    answer = _run("wpctl", "get-volume", sink)
    found = re.search(r"([\d.]+)", answer or "")
    return found is not None and (
        (percent := _next_percent(round(float(found[1]) * 100), key)) is None
        or _run("wpctl", "set-volume", sink, f"{percent}%") is not None
    )


def _by_pulseaudio(key: MediaKey) -> bool:
    sink = "@DEFAULT_SINK@"
    if key is MediaKey.VOLUME_MUTE:
        return _run("pactl", "set-sink-mute", sink, "toggle") is not None
    found = re.search(r"(\d+)%", _run("pactl", "get-sink-volume", sink) or "")
    return found is not None and (
        (percent := _next_percent(int(found[1]), key)) is None
        or _run("pactl", "set-sink-volume", sink, f"{percent}%") is not None
    )


def _next_percent(now: int, key: MediaKey) -> int | None:
    """Return the new volume; None if it stays."""
    if key is MediaKey.VOLUME_DOWN:
        return max(0, now - STEP_PERCENT)
    return None if now >= _LOUDEST_PERCENT else min(_LOUDEST_PERCENT, now + STEP_PERCENT)


def _run(*argv: str) -> str | None:
    """Return what a tool prints; None when it is not there or fails."""
    if shutil.which(argv[0]) is None:
        return None
    try:
        return _output(argv)
    except (OSError, subprocess.SubprocessError):
        return None


def _output(argv: Sequence[str]) -> str:
    done = subprocess.run(
        argv, check=True, capture_output=True, stdin=subprocess.DEVNULL, text=True, errors="replace", timeout=_TIMEOUT_S
    )
    return done.stdout
