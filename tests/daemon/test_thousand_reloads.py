"""A thousand reloads, good, bad and different, while a key is held and frames run: nothing lost, leaked or pressed."""

from __future__ import annotations

import gc
import shutil
from pathlib import Path

import psutil
import pytest
from live_daemon import HOLDING, LiveDaemon

from gesturectl.daemon import wiring
from gesturectl.daemon.control_client import RefusedError
from gesturectl.daemon.mailbox import Mailbox
from gesturectl.daemon.options import RunOptions
from gesturectl.daemon.virtual_desktop import VirtualDesktop
from gesturectl.domain.event import Phase
from gesturectl.domain.settings import Settings

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("Xvfb") is None, reason="Xvfb is not installed"),
]
RELOADS = 1000
SETTLED = 200
"""Reloads after which everything that is made once has been made."""
OTHER = HOLDING.replace("key_hold: ctrl", "key_hold: shift").replace("ctrl+tab", "ctrl+page_down")
BROKEN = HOLDING.replace("gesture: fist", "gesture: fsit")


def test_a_thousand_reloads(tmp_path: Path) -> None:
    with VirtualDesktop(page=None) as desk, desk.entered():
        from Xlib.display import Display

        display = Display(desk.display)
        actuator, *_ = wiring.make_actuator(RunOptions(), Settings(failsafe_corner=False), Mailbox())
        daemon = LiveDaemon(tmp_path, actuator=actuator)
        process, usage = psutil.Process(), dict[int, tuple[int, int, int]]()

        def keys_down() -> int:
            return sum(bin(byte).count("1") for byte in display.query_keymap())

        def note(count: int) -> None:
            gc.collect()
            usage[count] = (process.num_threads(), process.num_fds(), process.memory_info().rss)

        def script(daemon: LiveDaemon) -> None:
            with daemon.client() as client:
                for count in range(RELOADS):
                    daemon.make("fist")
                    daemon.until(lambda: keys_down() == 1)
                    daemon.file.write_text((HOLDING, BROKEN, OTHER, BROKEN)[count % 4])
                    if count % 2:
                        with pytest.raises(RefusedError, match=r"gestures\.yaml:3:27: unknown gesture 'fsit'"):
                            client.ask("reload")
                        assert keys_down() == 1, "the rules from before stay, and what they hold"
                        daemon.make("fist", phase=Phase.END)
                    else:
                        assert client.ask("reload")["rules"] == 5
                    daemon.until(lambda: keys_down() == 0)
                    if count in (SETTLED, RELOADS - 1):
                        note(count)
                status = client.ask("status")["status"]
                assert "gestures.yaml:3:27" in status["config_problem"]
                assert status["held"] == []

        daemon.run(script)
        assert keys_down() == 0
        display.close()
    seen = daemon.seen
    assert seen == list(range(seen[0], seen[0] + len(seen))), "every frame was looked at, once, in order"
    (threads, fds, memory), (threads_then, fds_then, memory_then) = usage[SETTLED], usage[RELOADS - 1]
    assert (threads_then, fds_then) == (threads, fds)
    assert memory_then - memory < 20e6
    print(f"{len(seen)} frames, {threads} threads, {fds} file descriptors, {(memory_then - memory) / 1e6:+.1f} MB")
