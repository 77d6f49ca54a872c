"""The camera's light goes out while gesturectl is paused: a whole daemon with a stand-in for the device."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from live_daemon import LiveDaemon

sys.path.insert(0, str(Path(__file__).parents[1] / "vision"))
from vision_fakes import FakeDevice, numbered

from gesturectl.vision.camera import CameraSource
from gesturectl.vision.capture import Capture
from gesturectl.vision.reconnect import Reconnect

PLAIN = "version: 1\nbindings:\n  - {gesture: fist, do: {hotkey: a}}\n"
WAKING = PLAIN + "  - {gesture: arms_crossed, do: {control: toggle}}\n"


class Lens(FakeDevice):
    """A camera whose light is on from its opening to its release; knows every lens that was opened."""

    def __init__(self, opened: list[Lens]) -> None:
        super().__init__(numbered(number) for number in range(1_000_000))
        self.before_grab = lambda: time.sleep(0.005)
        opened.append(self)

    @property
    def light(self) -> bool:
        return not self.releasing_threads


def daemon_with_camera(folder: Path, rules: str) -> tuple[LiveDaemon, list[Lens]]:
    lenses: list[Lens] = []
    source = CameraSource("0", opener=lambda target, properties: Lens(lenses), cameras=tuple)
    feed = Capture(source, reconnect=Reconnect(first_wait_s=0.01, longest_wait_s=0.02))
    return LiveDaemon(folder, rules, feed=feed), lenses


def test_a_pause_puts_the_light_out_and_its_end_puts_it_on(tmp_path: Path) -> None:
    daemon, lenses = daemon_with_camera(tmp_path, PLAIN)

    def script(daemon: LiveDaemon) -> None:
        daemon.until(lambda: daemon.app.status().frames > 3)
        daemon.ask("pause")
        daemon.until(lambda: not any(lens.light for lens in lenses))
        seen = daemon.app.status().frames
        daemon.ask("resume")
        daemon.until(lambda: daemon.app.status().frames > seen + 3)
        assert [lens.light for lens in lenses] == [False, True]
        daemon.ask("stop")

    daemon.run(script)
    assert not any(lens.light for lens in lenses)
    assert all(set(lens.releasing_threads) <= lens.reading_threads for lens in lenses), "only the reader may release"


def test_where_a_gesture_ends_the_pause_the_camera_goes_on_looking(tmp_path: Path) -> None:
    daemon, lenses = daemon_with_camera(tmp_path, WAKING)

    def script(daemon: LiveDaemon) -> None:
        daemon.until(lambda: daemon.app.status().frames > 3)
        daemon.ask("pause")
        seen = daemon.app.status().frames
        daemon.until(lambda: daemon.app.status().frames > seen + 5)
        assert [lens.light for lens in lenses] == [True]
        daemon.file.write_text(PLAIN)
        daemon.ask("reload")  # now nobody could wake it
        daemon.until(lambda: not any(lens.light for lens in lenses))
        daemon.file.write_text(WAKING)
        daemon.ask("reload")
        daemon.until(lambda: any(lens.light for lens in lenses))
        assert daemon.ask("status")["status"]["state"] == "paused"  # type: ignore[index]
        daemon.ask("stop")

    daemon.run(script)
