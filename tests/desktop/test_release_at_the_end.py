"""Nothing stays pressed on a real display, however the process that holds it ends."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest
from x_client import pressed_buttons, pressed_keycodes, wait_for

pytestmark = pytest.mark.desktop

# The main thread waits, another one acts, and signals only set a flag: as the daemon does it.
_HOLDER = """
import signal, sys, threading
from gesturectl.desktop.assembly import open_actuator
from gesturectl.desktop.probe import choose_backend
from gesturectl.domain.action import ButtonHold, KeyHold, MouseButton, PointerMove

actuator = open_actuator(choose_backend())
stop, crash = threading.Event(), sys.argv[1] == "crash"
signal.signal(signal.SIGTERM, lambda *_: stop.set())

def act():
    try:
        actuator.perform(PointerMove(5, 5))
        actuator.perform(KeyHold(("ctrl", "shift", "plus"), down=True))
        actuator.perform(ButtonHold(MouseButton.RIGHT, down=True))
        print("held", flush=True)
        if crash and sys.stdin.readline():
            raise RuntimeError("the acting thread breaks")
        stop.wait()
    finally:
        actuator.close()

thread = threading.Thread(target=act)
thread.start()
# Short waits: a signal that another thread took only runs its handler when the main thread wakes.
while thread.is_alive():
    thread.join(0.05)
"""


@pytest.mark.parametrize("how", ["sigterm", "crash"])
def test_keys_and_buttons_are_up_after_the_process_ended(desk, how):
    command = [sys.executable, "-c", _HOLDER, how]
    with subprocess.Popen(command, env=desk.env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout.readline() == "held\n"
        assert len(pressed_keycodes()) == 3  # Ctrl, Shift and the key of plus
        assert pressed_buttons() == 0b100

        if how == "sigterm":
            holder.send_signal(signal.SIGTERM)
        else:
            holder.stdin.write("\n")
            holder.stdin.flush()
        wait_for(lambda: holder.poll() is not None)

    assert pressed_keycodes() == set()
    assert pressed_buttons() == 0
