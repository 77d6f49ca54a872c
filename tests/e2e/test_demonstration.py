"""The whole of gesturectl: rendered hands, real MediaPipe, the shipped classifiers and bindings, a real desktop."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import cv2
import pytest
from PIL import Image

from gesturectl.daemon.demo import RESULT, TABLE, VIDEO, show
from gesturectl.daemon.demo_clips import real_clip
from gesturectl.daemon.demo_stage import Crew, DemoClip, dry_actuator
from gesturectl.domain.settings import Config
from gesturectl.errors import DemoError, ExitCode

pytestmark = [pytest.mark.desktop, pytest.mark.vision, pytest.mark.slow]

PICTURES = [
    "0-before.png",
    "1-open-an-application.png",
    "2-zoom-the-page-in.png",
    "3-zoom-the-page-out.png",
    "4-close-the-application.png",
]


@pytest.fixture(scope="module")
def output(config: Config, clip: DemoClip, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the demonstration left; it fails, and all tests with it, if Chromium did not zoom."""
    folder = tmp_path_factory.mktemp("demo-output")
    assert show(config, [clip], folder) == ExitCode.OK
    return folder


def test_hands_zoom_chromium_and_open_and_close_an_application(output: Path) -> None:
    results = json.loads((output / RESULT).read_text())
    assert [(one["goal"], one["reached"]) for one in results] == [
        ("open an application", True),
        ("zoom the page in", True),
        ("zoom the page out", True),
        ("close the application", True),
    ]
    assert all(0 < one["latency_ms"] < 5000 for one in results)
    table = (output / TABLE).read_text()
    assert "windows 1 → 2" in table
    assert "windows 2 → 1" in table


def test_each_effect_has_its_picture(output: Path) -> None:
    assert sorted(path.name for path in output.glob("*.png")) == PICTURES
    page = (16, 100, 760, 680)
    before, zoomed = (Image.open(output / name).crop(page) for name in (PICTURES[0], PICTURES[2]))
    assert before.tobytes() != zoomed.tobytes(), "the page looks the same before and after the zoom"


def test_the_film_shows_the_whole_run(output: Path) -> None:
    film = cv2.VideoCapture(str(output / VIDEO))
    try:
        seconds = film.get(cv2.CAP_PROP_FRAME_COUNT) / film.get(cv2.CAP_PROP_FPS)
        film.set(cv2.CAP_PROP_POS_FRAMES, film.get(cv2.CAP_PROP_FRAME_COUNT) // 2)
        readable, picture = film.read()
    finally:
        film.release()
    assert readable
    assert picture.shape == (800, 1280, 3)
    assert seconds > 20


def test_with_the_actions_cut_the_demonstration_fails(config: Config, clip: DemoClip, tmp_path: Path) -> None:
    with pytest.raises(DemoError, match="4 of 4 effects are missing") as caught:
        show(config, [clip], tmp_path, crew=Crew(actuator=dry_actuator))
    assert caught.value.exit_code == ExitCode.DEMO
    results = json.loads((tmp_path / RESULT).read_text())
    assert [one["actions"] != "none" for one in results] == [True] * 4, "the gestures were seen all the same"


@pytest.mark.data
def test_the_hands_of_a_person_zoom_chromium(config: Config, tmp_path: Path) -> None:
    recorded = real_clip(config)
    if recorded is None:
        pytest.skip("needs ../shared/data/clips/zoom.gif beside the repository")
    assert show(config, [recorded], tmp_path) == ExitCode.OK


@pytest.fixture
def short_folder() -> Iterator[Path]:
    """A folder with a short name: sockets go into it, and their addresses may have 107 letters."""
    with tempfile.TemporaryDirectory(prefix="g-") as folder:
        yield Path(folder)


def test_a_demonstration_that_is_ended_leaves_nothing_behind(short_folder: Path) -> None:
    env = os.environ | {"TMPDIR": str(short_folder), "PYTHONUNBUFFERED": "1"}
    program = "from gesturectl.cli.main import entry_point; entry_point()"
    command = [sys.executable, "-c", program, "demo", "--output", str(short_folder / "out")]
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as demo:
        assert demo.stdout is not None
        for line in demo.stdout:
            if line.startswith("Playing"):
                break
        assert _running_with(str(short_folder)), "no desktop was started"
        demo.send_signal(signal.SIGTERM)
        assert demo.wait(20) != 0
    deadline = time.monotonic() + 5
    while _running_with(str(short_folder)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert _running_with(str(short_folder)) == []
    assert [path.name for path in short_folder.iterdir()] == ["out"]


def _running_with(text: str) -> list[str]:
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if text.encode() in command and b"gesturectl-desktop-" in command:
            found.append(command.decode(errors="replace"))
    return found
