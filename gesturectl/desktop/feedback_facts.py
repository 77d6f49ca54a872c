"""What this desktop has to tell the user with, for `gesturectl doctor`."""

from __future__ import annotations

import shutil

from gesturectl.desktop.session_bus import ask_bus
from gesturectl.desktop.sounds import PLAYERS

_NAME, _PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"


def notification_server() -> str:
    """Return the name of what shows notifications; "" if nothing does."""
    return str(ask_bus(_NAME, _PATH, _NAME, "GetServerInformation") or "")


def sound_player() -> str:
    """Return the program that would play tones; "" if there is none."""
    return next((each[0] for each in PLAYERS if shutil.which(each[0])), "")
